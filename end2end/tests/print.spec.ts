// On paper: what was read, as at when, and nothing that works only on a screen.
import { expect, test } from "../fixtures";

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ media: "print" });
});

test("a printed register has its rows and headers and no navigation, filters or buttons", async ({ page }) => {
  await page.goto("/recommendations?force=kent");

  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByLabel("Words or reference")).toBeHidden();
  await expect(page.getByText("Force: Kent")).toBeVisible();
  await expect(page.getByRole("link", { name: /CSV/ })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("row", { name: /KENT-2019-07/ })).toBeVisible();
  await expect(page.getByText("Showing 1 to 9 of 9 items")).toBeVisible();
});

test("a printed table keeps its header row", async ({ page }) => {
  // Paper is as wide as a desk's screen is to a phone: the width of A4 with its margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.goto("/recommendations?force=kent");

  await expect(page.getByRole("columnheader", { name: "What was asked" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /Deadline/ })).toBeVisible();
});

test("paper says at which date it shows things", async ({ page }) => {
  for (const path of ["/", "/forces", "/forces/kent", "/recommendations", "/recommendations/KENT-2019-07"]) {
    await page.goto(`${path}?as_at=2021-01-31`);

    await expect(page.getByRole("region", { name: "Date shown" })).toContainText("How things stood on 31 January 2021");
    await expect(page.getByRole("region", { name: "Date shown" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Show the present" })).toBeHidden();
  }
});

test("paper of the present says on which day it was read, which the screen does not", async ({ page }) => {
  // The server reckons its days in London, as this does.
  const today = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/London" }).format(new Date());
  for (const path of ["/", "/forces", "/forces/kent", "/forces/kent/rounds/inspection-2019-09", "/recommendations", "/recommendations/KENT-2019-07", "/good-practice", "/about-the-data"]) {
    await page.goto(path);

    const mark = page.getByText(`As things stood on ${today}, when this page was opened.`);
    await expect(mark).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await expect(mark).toBeHidden();
    await page.emulateMedia({ media: "print" });
  }
  await page.goto("/?as_at=2021-01-31");
  await expect(page.getByText("when this page was opened")).toHaveCount(0);
});

test("pages print to PDF", async ({ page }) => {
  for (const path of ["/", "/forces/kent", "/recommendations/KENT-2019-07"]) {
    await page.goto(path);
    const pdf = await page.pdf({ format: "A4" });

    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(5_000);
  }
});

for (const path of ["/", "/forces/kent", "/forces/kent/rounds/inspection-2019-09", "/recommendations/KENT-2019-07"]) {
  test(`the print button of ${path} prints, stands only where it works, and is not printed`, async ({ page, browser, baseURL }) => {
    await page.addInitScript(() => {
      window.print = () => document.body.setAttribute("data-printed", "yes");
    });
    await page.emulateMedia({ media: "screen" });
    await page.goto(path);
    const button = page.getByRole("button", { name: "Print this page" });
    await button.click();
    await expect(page.locator("body")).toHaveAttribute("data-printed", "yes");
    await page.emulateMedia({ media: "print" });
    await expect(button).toHaveCount(0);

    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const scriptless = await context.newPage();
    await scriptless.goto(path);
    await expect(scriptless.getByRole("button", { name: "Print this page" })).toHaveCount(0);
    await context.close();
  });
}
