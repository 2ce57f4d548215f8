// The date slider: what the browser draws for a month is what the server sends as at its last day. On synthetic data, since
// nothing public says how far follow-up has come.
import type { Browser, Page } from "@playwright/test";
import { DESK, expect, PHONE, test } from "../fixtures";

const STATUS = "/progress?measure=status-over-time";
const GAP = "/progress?measure=assurance-gap";

/** Everything of a figure that goes by the month, as it can be seen. */
async function figure(page: Page, id: string) {
  return page.evaluate((id) => {
    const figure = document.getElementById(id);
    const part = (selector: string) => figure?.querySelector(selector);
    return {
      drawing: part(".app-chart__drawing")?.innerHTML,
      headline: part(".app-chart__headline")?.textContent,
      subtitle: part(".app-chart__subtitle")?.textContent,
      source: part(".app-chart__source")?.textContent,
      caption: part("caption")?.textContent,
      rows: [...(figure?.querySelectorAll("tbody tr:not([hidden])") ?? [])].map((row) => row.innerHTML),
      files: [...(figure?.querySelectorAll(".app-chart__downloads a") ?? [])].map((link) => {
        const { pathname, searchParams } = new URL((link as HTMLAnchorElement).href);
        return [pathname, [...searchParams].sort(), link.textContent];
      }),
      title: document.title,
    };
  }, id);
}

/** A window without script: what it shows is what the server sent. */
async function asSent(browser: Browser): Promise<Page> {
  return (await browser.newContext({ javaScriptEnabled: false })).newPage();
}

/** The slider, once it can be moved. */
async function slider(page: Page, name = "Month shown in the chart") {
  const slider = page.getByRole("slider", { name, exact: true });
  await expect(slider).toBeEnabled();
  return slider;
}

for (const [id, address, force] of [
  ["status-over-time", STATUS, ""],
  ["status-over-time", STATUS, "&force=kent&record_type=together"],
  ["assurance-gap", GAP, ""],
  ["assurance-gap", GAP, "&region=south-east&from=2020-01"],
] as const) {
  test(`each month drawn in the browser is what the server shows as at its end: ${id}${force}`, async ({ page, browser }) => {
    await page.goto(`${address}${force}`);
    const months = await slider(page);
    const own = await figure(page, id);
    await months.focus();
    const there = await asSent(browser);
    for (const back of [1, 6, 17]) {
      for (let step = 0; step < back; step += 1) await page.keyboard.press("ArrowLeft");
      const open = page.getByRole("link", { name: /^Open the page as at / });
      await there.goto((await open.getAttribute("href")) ?? "");
      expect(await figure(page, id)).toEqual(await figure(there, id));
    }
    await page.keyboard.press("Home");
    await there.goto((await page.getByRole("link", { name: /^Open the page as at / }).getAttribute("href")) ?? "");
    expect(await figure(page, id)).toEqual(await figure(there, id));
    await there.context().close();
    await page.keyboard.press("End");
    expect(await figure(page, id)).toEqual(own);
    await expect(page.getByRole("link", { name: /^Open the page as at / })).toBeHidden();
  });
}

test("the past of what was known then is drawn as the server shows it", async ({ page, browser }) => {
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`${STATUS}&known_at=${today}&to=2024-06`);
  const months = await slider(page);
  await months.press("ArrowLeft");
  await expect(months).toHaveAttribute("aria-valuetext", "end of May 2024");
  const href = (await page.getByRole("link", { name: "Open the page as at 31 May 2024" }).getAttribute("href")) ?? "";
  const there = await asSent(browser);
  await there.goto(href);
  await expect(there.getByText("How things stood on 31 May 2024, as our records stood on").first()).toBeVisible();
  expect(await figure(page, "status-over-time")).toEqual(await figure(there, "status-over-time"));
  await there.context().close();
});

test("what is shown is read out when the slider rests, and not on the way", async ({ page }) => {
  await page.clock.install();
  await page.goto(STATUS);
  const months = await slider(page);
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  for (let step = 0; step < 5; step += 1) await months.press("ArrowLeft");
  const said = page.getByRole("status");
  await expect(said).toHaveText("");
  expect(new URL(page.url()).hash).toBe("");
  await page.clock.runFor(1_000);
  const headline = await page.locator("#status-over-time .app-chart__headline").textContent();
  await expect(said).toContainText(headline ?? "-");
  await expect(page).toHaveURL(/#status-over-time=\d{4}-\d{2}$/);
});

test("the address keeps the month, adds nothing to go back through, and does not scroll", async ({ page }) => {
  await page.goto("/forces");
  await page.goto(STATUS);
  const months = await slider(page);
  await months.press("ArrowLeft");
  await months.press("ArrowLeft");
  const scrolled = await page.evaluate(() => scrollY);
  await expect(page).toHaveURL(/#status-over-time=\d{4}-\d{2}$/);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  const words = (await months.getAttribute("aria-valuetext")) ?? "-";
  const shown = await figure(page, "status-over-time");
  await page.reload();
  await expect(await slider(page)).toHaveAttribute("aria-valuetext", words);
  expect(await figure(page, "status-over-time")).toEqual(shown);
  await page.goBack();
  await expect(page).toHaveURL(/\/forces$/);
});

test("of two charts beside each other each has its own slider", async ({ page, sound }) => {
  await page.goto(`${STATUS}&force=kent&with_everywhere=yes`);
  const first = await slider(page, "Month shown in the first chart");
  const second = await slider(page, "Month shown in the second chart");
  const own = await figure(page, "second-status-over-time");
  await first.press("ArrowLeft");
  await expect(first).not.toHaveAttribute("aria-valuetext", (await second.getAttribute("aria-valuetext")) ?? "");
  expect({ ...(await figure(page, "second-status-over-time")), title: "" }).toEqual({ ...own, title: "" });
  await second.press("ArrowLeft");
  await expect(page).toHaveURL(/#status-over-time=\d{4}-\d{2}&second-status-over-time=\d{4}-\d{2}$/);
  await sound();
});

// Each width has a drawing of its own.
for (const viewport of [DESK, PHONE]) {
  test.describe(`in a window of ${viewport.width}`, () => {
    test.use({ viewport });

    test("a pointer moves it, the mark says which day is shown, and one gets back", async ({ page, sound }) => {
      await page.goto(STATUS);
      const months = await slider(page);
      const { width } = (await months.boundingBox()) ?? { width: 0 };
      await months.click({ position: { x: width * 0.6, y: 20 } });
      const words = (await months.getAttribute("aria-valuetext")) ?? "";
      expect(words).toMatch(/^end of [A-Z][a-z]+ \d{4}$/);
      await expect(page.getByText(/^The chart shows how things stood on /)).toBeVisible();
      await expect(page.locator("#status-over-time .app-chart__source")).toContainText("How things stood on");
      await sound();
      await page.getByRole("button", { name: /^Back to / }).click();
      await expect(months).toBeFocused();
      await expect(page.getByText(/^The chart goes to /)).toBeVisible();
    });

    test("the points are gone through by arrow keys, and read out", async ({ page, audit }) => {
      await page.goto(STATUS);
      await slider(page);
      const points = page.getByRole("application", { name: "Points of the chart" });
      await expect(points).toHaveAccessibleDescription(/arrow keys go from month to month/);
      await points.focus();
      const said = page.getByRole("status");
      const tip = page.locator("svg:visible .app-chart__tip-words");
      await page.keyboard.press("End");
      await expect(said).toHaveText(/ · Open: [\d,]+$/);
      const last = (await said.textContent()) ?? "";
      await expect(tip).toHaveText(last);
      await page.keyboard.press("ArrowLeft");
      await expect(said).toHaveText(/^[A-Z][a-z]+ \d{4} · Open: [\d,]+$/);
      await page.keyboard.press("ArrowDown");
      await expect(said).toHaveText(/ · Claimed done, not verified: [\d,]+$/);
      await audit();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Home");
      await expect(said).toHaveText(/ · Open: [\d,]+$/);
      // The table holds the same.
      const [month, open] = ((await said.textContent()) ?? "").split(" · Open: ");
      const row = page.locator("#status-over-time tbody tr").filter({ has: page.locator("th", { hasText: month ?? "-" }) });
      await expect(row.locator("td").first()).toHaveText(open ?? "-");
      await page.keyboard.press("Escape");
      await expect(tip).toHaveCount(0);
      await expect(points).toBeFocused();
    });

    test("the points are shown where a pointer is, until it leaves or Escape is pressed", async ({ page }) => {
      await page.goto(STATUS);
      await slider(page);
      const drawing = page.locator("#status-over-time .app-chart__drawing");
      const tip = page.locator("svg:visible .app-chart__tip-words");
      await drawing.hover({ position: { x: 150, y: 120 } });
      await expect(tip).toHaveText(/^[A-Z][a-z]+ \d{4} · /);
      const words = await tip.textContent();
      // One may go to the words themselves.
      await tip.hover();
      await expect(tip).toHaveText(words ?? "");
      await page.keyboard.press("Escape");
      await expect(tip).toHaveCount(0);
      await drawing.hover({ position: { x: 200, y: 100 } });
      await expect(tip).toHaveCount(1);
      await page.mouse.move(2, 2);
      await expect(tip).toHaveCount(0);
    });

    test.describe("by touch", () => {
      test.use({ hasTouch: true });
      test("a point that was touched keeps its words until something else is touched", async ({ page }) => {
        await page.goto(GAP);
        await slider(page);
        const drawing = page.locator("#assurance-gap .app-chart__drawing");
        await drawing.tap({ position: { x: 120, y: 100 } });
        const tip = page.locator("svg:visible .app-chart__tip-words");
        await expect(tip).toHaveCount(1);
        await page.getByRole("heading", { level: 1 }).tap();
        await expect(tip).toHaveCount(0);
      });
    });
  });
}

test("a page without a series loads no WASM, and may run none", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  for (const path of ["/", "/forces/kent", "/progress", "/progress?measure=deadlines"]) {
    const response = await page.goto(path, { waitUntil: "networkidle" });
    expect(response?.headers()["content-security-policy"]).not.toContain("wasm");
  }
  expect(loaded.filter((path) => path.endsWith(".wasm"))).toEqual([]);
  const response = await page.goto(STATUS);
  expect(response?.headers()["content-security-policy"]).toContain("'wasm-unsafe-eval'");
  await slider(page);
  const modules = loaded.filter((path) => path.endsWith(".wasm"));
  expect(modules).toHaveLength(1);
  expect(modules[0]).toMatch(/\.charts\.wasm$/);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("the links from month to month stand, and nothing that needs script", async ({ page, audit }) => {
    await page.goto(`${STATUS}&as_at=2024-05-31`);
    await expect(page.getByRole("figure")).toHaveCount(1);
    await expect(page.locator(".app-slider")).toBeHidden();
    await expect(page.locator(".app-chart__drawing")).not.toHaveAttribute("tabindex");
    await page.getByRole("link", { name: "Back to the end of April 2024" }).click();
    await expect(page.getByText("How things stood on 30 April 2024").first()).toBeVisible();
    await audit();
  });
});
