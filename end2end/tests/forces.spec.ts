// The table of forces: all of them on little paper, the ones to look at first on top, a line each.
import { expect, PHONE, test, withAndWithoutScript } from "../fixtures";
import { rowsOf } from "../totals";

test("all 43 forces fit into 1,900 pixels, a line each", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto("/forces");

  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1900);
  const rows = rowsOf(page.getByRole("table", { name: "Forces" }));
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(heights).toHaveLength(42);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(28);
  expect(Math.max(...heights)).toBeLessThanOrEqual(34);
  const filter = await page.getByRole("form", { name: "Filter" }).boundingBox();
  expect(filter?.height).toBeLessThanOrEqual(60);
});

test("on a phone a force is about four lines", async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto("/forces");

  const rows = rowsOf(page.getByRole("table", { name: "Forces" }));
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  expect(mean).toBeLessThanOrEqual(130);
});

withAndWithoutScript(() => {
  test("the forces to look at first come first, other orders are a link away", async ({ page, sound }) => {
    await page.goto("/forces");
    const names = rowsOf(page.getByRole("table", { name: "Forces" })).getByRole("rowheader");
    expect((await names.allInnerTexts()).slice(0, 3)).toEqual(["Gloucestershire", "Cleveland", "Staffordshire"]);
    const orders = page.getByRole("navigation", { name: "Order of the forces" });
    await expect(orders.locator("[aria-current]")).toHaveText("where to look first");

    await orders.getByRole("link", { name: "name", exact: true }).click();
    await expect(names.first()).toHaveText("Avon and Somerset");
    await orders.getByRole("link", { name: "longest since a visit" }).click();
    await expect(names.first()).toHaveText("South Yorkshire");
    await sound();
  });

  test("filters are chosen in one line and cleared by one link", async ({ page, unfold, sound }) => {
    await page.goto("/forces?sort=force");
    await unfold();
    const form = page.getByRole("form", { name: "Filter" });
    await form.getByLabel("Region").selectOption("Wales");
    await form.getByLabel("Show").selectOption("Something still of concern when last looked at");
    await form.getByRole("button", { name: "Apply filters" }).click();

    const names = rowsOf(page.getByRole("table", { name: "Forces" })).getByRole("rowheader");
    await expect(names).toHaveText(["Dyfed-Powys", "North Wales", "South Wales"]);
    await sound();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\/forces\?sort=force$/);
    await expect(names).toHaveCount(42);
  });
});
