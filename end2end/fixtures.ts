// What every browser test starts with: pages that must stay quiet and at home, people who have signed in, and the check that a page
// is sound.
//
// What is checked where. The server writes the same page for every window and every browser, so a test repeats what can differ:
//
// - Width changes the layout. `sound` checks a page or state at both widths: its window is made narrower as it stands. Axe applies
//   all its rules each time, since each width hides other parts. A test about one layout sets its width itself.
// - Script changes the behaviour. A test of a form, a link or a control runs twice (`withAndWithoutScript`): at a desk with script,
//   on a phone without. So it meets both layouts and both behaviours.
// - Script leaves the markup as it was sent. `pages.spec.ts` and `forms.spec.ts` hold every page and form to that, with
//   `unchangedByScript`. So axe runs once for each state, with script, and without script `sound` checks the widths alone. What
//   can be seen only without script is put to axe by `audit`.
// - A file, a status code and a figure depend on neither. Their tests run once, with script.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { type APIRequestContext, type Browser, type BrowserContext, expect, type Page, request, type Response, test as base } from "@playwright/test";

import { DESK, PHONE } from "./widths";

/** Axe's program, in the shorter of its two forms. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The password of every demonstration account. */
export const PASSWORD = "only for demonstration";

/** WCAG 2.0 to 2.2, levels A and AA, and what axe holds to be good practice besides. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page as a reader without script has it, in a window of its own where axe, which is script, can run. */
async function withoutItsScript(page: Page, browser: Browser): Promise<Page> {
  const html = (await page.content()).replace(/<script\b.*?<\/script>|<link\b[^>]*rel="(?:module)?preload"[^>]*>/gs, "");
  const copy = await (await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() })).newPage();
  await copy.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(page.url());
  return copy;
}

/** What axe finds on a page where script runs. It is asked for faults alone: the paths of all that is right take it much longer. */
async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}\n  ${node.html}`));
  }, RULES);
}

async function audit(page: Page, browser: Browser, script: boolean): Promise<void> {
  const seen = script ? page : await withoutItsScript(page, browser);
  const faults = await faultsOf(seen);
  if (seen !== page) await seen.context().close();
  expect(faults, `axe on ${page.url()} in a window of ${page.viewportSize()?.width}`).toEqual([]);
}

async function noOverflow(page: Page): Promise<void> {
  const [content, width] = await page.evaluate(() => [document.scrollingElement?.scrollWidth ?? 0, innerWidth] as const);
  expect(content, `the width of ${page.url()} in a window of ${width}`).toBeLessThanOrEqual(width);
}

async function sound(page: Page, script: boolean): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  for (const size of before.width > PHONE.width ? [before, PHONE] : [before, DESK]) {
    await page.setViewportSize(size);
    await noOverflow(page);
    if (script) expect(await faultsOf(page), `axe on ${page.url()} in a window of ${size.width}`).toEqual([]);
  }
  await page.setViewportSize(before);
}

/**
 * Fails if script made anything else of a page than was sent: axe finds on the one what it finds on the other. Script may show a
 * button that only it can answer, and each answer has its own nonces.
 */
export async function unchangedByScript(page: Page, answer: Response | null): Promise<void> {
  const [stands, sent] = await page.evaluate((html) => {
    const words = (of: Document) => {
      of.querySelectorAll("[nonce]").forEach((part) => part.removeAttribute("nonce"));
      of.querySelectorAll(".app-no-print > button[type=button]").forEach((button) => button.removeAttribute("hidden"));
      return of.documentElement.outerHTML;
    };
    const parsed = (text: string) => words(new DOMParser().parseFromString(text, "text/html"));
    return [parsed(document.documentElement.outerHTML), parsed(html)];
  }, (await answer?.text()) ?? "");
  expect(stands, `what script made of ${page.url()}`).toBe(sent);
}

/** Notes what the pages of a context do that they must not. */
function listen(context: BrowserContext, baseURL: string | undefined, script: boolean): string[] {
  const faults: string[] = [];
  const home = new URL(baseURL ?? "").origin;
  context.on("weberror", (error) => faults.push(`page error: ${error.error().message}`));
  context.on("console", (message) => {
    // A page that is refused on purpose logs its own status; the test that asks for it checks it. Where script sends a form, the
    // page with the errors is loaded before its address is shown.
    const pathOf = (address?: string) => (address ? new URL(address).pathname : undefined);
    const ownStatus = pathOf(message.location().url) === pathOf(message.page()?.url()) && message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !ownStatus) faults.push(`console: ${message.text()}`);
  });
  context.on("request", (asked) => {
    const address = new URL(asked.url());
    if (address.protocol !== "data:" && address.origin !== home) faults.push(`asks elsewhere: ${address.href}`);
  });
  context.on("requestfailed", (asked) => {
    // A download takes over from the navigation that began it; without script the browser itself refuses script.
    const aborted = asked.failure()?.errorText === "net::ERR_ABORTED";
    const refused = !script && asked.resourceType() === "script";
    if (!aborted && !refused) faults.push(`no answer: ${asked.url()}`);
  });
  return faults;
}

/** Somebody who has signed in, in a browser of their own. */
export interface Person {
  page: Page;
  /** Goes to a page, which must be sound. */
  go: (path: string) => Promise<void>;
  /** Fails unless the page as it stands is sound. */
  sound: () => Promise<void>;
}

type State = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Signs in without a browser. */
export async function session(role: string): Promise<APIRequestContext> {
  const baseURL = process.env.BASE_URL ?? "";
  // Without the cookies of the test's own person: signing in would end their session.
  const asked = await request.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const form = { email: `${role}@demonstration.example`, password: PASSWORD, next: "/account" };
  const answer = await asked.post("/sign-in", { form, headers: { origin: baseURL } });
  expect(new URL(answer.url()).pathname, `where ${role} came on signing in`).toBe("/account");
  return asked;
}

interface Options {
  /** Who has signed in on `page`: one of the demonstration accounts. Nobody signs out of this session: others go on with it. */
  role: string | undefined;
}

interface Checks {
  /** Opens every folded part, so that what is in it is checked too. */
  unfold: () => Promise<void>;
  /** Fails on any fault that axe can see at this width. */
  audit: () => Promise<void>;
  /** Fails if the page as a whole can be scrolled sideways at this width. */
  noOverflow: () => Promise<void>;
  /** Fails unless the page as it stands fits and, with script, is free of faults that axe can see: at both widths. */
  sound: () => Promise<void>;
  /** Lets somebody else take part, who has signed in. */
  person: (role: string) => Promise<Person>;
  /** Runs by itself around each test. */
  quietAndAtHome: void;
}

interface Shared {
  /** The session of each demonstration account, for what needs no browser. */
  sessionOf: (role: string) => Promise<APIRequestContext>;
}

export const test = base.extend<Options & Checks, Shared>({
  role: [undefined, { option: true }],

  sessionOf: [
    async ({}, use) => {
      const sessions = new Map<string, Promise<APIRequestContext>>();
      await use((role) => {
        const known = sessions.get(role) ?? session(role);
        sessions.set(role, known);
        return known;
      });
      for (const open of sessions.values()) await (await open).dispose();
    },
    { scope: "worker" },
  ],

  storageState: async ({ role, sessionOf }, use) => {
    const state: State | undefined = role === undefined ? undefined : await (await sessionOf(role)).storageState();
    await use(state);
  },

  unfold: async ({ page }, use) => {
    await use(async () => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
    });
  },

  audit: async ({ page, browser, javaScriptEnabled }, use) => {
    await use(() => audit(page, browser, javaScriptEnabled !== false));
  },

  noOverflow: async ({ page }, use) => {
    await use(() => noOverflow(page));
  },

  sound: async ({ page, javaScriptEnabled }, use) => {
    await use(() => sound(page, javaScriptEnabled !== false));
  },

  person: async ({ browser, sessionOf, baseURL, javaScriptEnabled, viewport }, use) => {
    const script = javaScriptEnabled !== false;
    const contexts: BrowserContext[] = [];
    const faults: string[][] = [];
    await use(async (role) => {
      const storageState = await (await sessionOf(role)).storageState();
      const context = await browser.newContext({ storageState, viewport, javaScriptEnabled: script });
      contexts.push(context);
      faults.push(listen(context, baseURL, script));
      const page = await context.newPage();
      const go = async (path: string) => {
        await page.goto(path);
        await sound(page, script);
      };
      return { page, go, sound: () => sound(page, script) };
    });
    for (const context of contexts) await context.close();
    expect(faults.flat(), "what others' pages did that they must not").toEqual([]);
  },

  quietAndAtHome: [
    async ({ context, baseURL, javaScriptEnabled }, use) => {
      const faults = listen(context, baseURL, javaScriptEnabled !== false);
      await use();
      expect(faults, "what the page did that it must not").toEqual([]);
    },
    { auto: true },
  ],
});

/** Runs the same tests at a desk with script on and on a phone with script off: nothing here may need script. */
export function withAndWithoutScript(tests: (script: boolean) => void): void {
  for (const script of [true, false]) {
    test.describe(script ? "desk, script on" : "phone, script off", () => {
      test.use({ javaScriptEnabled: script, viewport: script ? DESK : PHONE });
      tests(script);
    });
  }
}

export { DESK, expect, PHONE };
