// What every browser test starts with: a page that must stay quiet and at home, the accessibility audit, the width check.
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test as base } from "@playwright/test";

/** WCAG 2.0 to 2.2, levels A and AA, and what axe holds to be good practice besides. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page as a reader without script has it, in a window of its own where axe, which is script, can run. */
async function withoutItsScript(page: Page, browser: Browser): Promise<Page> {
  const html = (await page.content()).replace(/<script\b.*?<\/script>|<link\b[^>]*rel="(?:module)?preload"[^>]*>/gs, "");
  const copy = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
  await copy.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(page.url());
  return copy;
}

/** What axe finds on a page. */
export async function accessibilityFaults(page: Page, browser: Browser, script: boolean): Promise<string[]> {
  const seen = script ? page : await withoutItsScript(page, browser);
  const { violations } = await new AxeBuilder({ page: seen }).withTags(RULES).analyze();
  if (seen !== page) await seen.context().close();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}\n  ${node.html}`));
}

/** How wide the content of a page is, and its window. */
export async function overflow(page: Page): Promise<{ content: number; window: number }> {
  return page.evaluate(() => ({ content: document.scrollingElement?.scrollWidth ?? 0, window: innerWidth }));
}

interface Checks {
  /** Opens every folded part, so that what is in it is checked too. */
  unfold: () => Promise<void>;
  /** Fails on any accessibility fault that axe can see. */
  audit: () => Promise<void>;
  /** Fails if the page as a whole can be scrolled sideways. */
  noOverflow: () => Promise<void>;
  /** Runs by itself around each test. */
  quietAndAtHome: void;
}

export const test = base.extend<Checks>({
  unfold: async ({ page }, use) => {
    await use(async () => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
    });
  },

  audit: async ({ page, browser, javaScriptEnabled }, use) => {
    await use(async () => {
      const faults = await accessibilityFaults(page, browser, javaScriptEnabled !== false);
      expect(faults, `axe on ${page.url()}`).toEqual([]);
    });
  },

  noOverflow: async ({ page }, use) => {
    await use(async () => {
      const { content, window: width } = await overflow(page);
      expect(content, `the width of ${page.url()} in a window of ${width}`).toBeLessThanOrEqual(width);
    });
  },

  quietAndAtHome: [
    async ({ page, baseURL, javaScriptEnabled }, use) => {
      const faults: string[] = [];
      const home = new URL(baseURL ?? "").origin;
      page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        // A page that is refused on purpose logs its own status; the test that asks for it checks it.
        const ownStatus = message.location().url === page.url() && message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !ownStatus) faults.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const address = new URL(request.url());
        if (address.protocol !== "data:" && address.origin !== home) faults.push(`asks elsewhere: ${address.href}`);
      });
      page.on("requestfailed", (request) => {
        // A download takes over from the navigation that began it; without script the browser itself refuses script.
        const aborted = request.failure()?.errorText === "net::ERR_ABORTED";
        const refused = !javaScriptEnabled && request.resourceType() === "script";
        if (!aborted && !refused) faults.push(`no answer: ${request.url()}`);
      });
      await use();
      expect(faults, "what the page did that it must not").toEqual([]);
    },
    { auto: true },
  ],
});

/** Runs the same tests with script on and with script off: nothing here may need script. */
export function withAndWithoutScript(tests: (script: boolean) => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`script ${javaScriptEnabled ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled });
      tests(javaScriptEnabled);
    });
  }
}

export { expect };
