// The briefing: two pages, chosen by its form, each figure open to its rows, printed and taken away as a PDF.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { sheets } from "../paper";

const ADDRESS = "/briefing?from=2019-06-30&to=2022-12-31";

withAndWithoutScript(() => {
  test("a briefing of a force is chosen by form and its figures open their rows", async ({ page, sound, unfold }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Briefing" }).click();
    await page.getByText("Choose other dates, forces or topics").click();
    await page.getByLabel("From the end of").fill("2019-06-30");
    await page.getByLabel("To the end of").fill("2022-12-31");
    await page.getByLabel("Force", { exact: true }).selectOption("Kent");
    await page.getByRole("button", { name: "Show the briefing" }).click();

    await expect(page.getByRole("heading", { level: 1 })).toContainText("Kent Police");
    await expect(page.getByText("1 July 2019 to 31 December 2022", { exact: true })).toBeVisible();
    await unfold();
    await sound();
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Newly raised", exact: true }) });
    const figure = row.getByRole("link").first();
    const count = Number.parseInt((await figure.innerText()).trim(), 10);
    expect(count).toBeGreaterThan(0);
    await figure.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Recommendations, newly raised");
    await expect(page.getByText(new RegExp(`of ${count} recommendations?$|^Showing 1 recommendation$`))).toBeVisible();
    await sound();
  });
});

test("the national briefing fits at either width and is free of faults", async ({ page, sound }) => {
  await page.goto(ADDRESS);
  await expect(page.getByRole("heading", { name: "Say this" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Annex/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Date shown" })).toContainText("Changes after 30 June 2019");
  await sound();
  await page.getByRole("link", { name: "With annex" }).click();
  await expect(page.getByRole("heading", { name: "Annex: forces that moved" })).toBeVisible();
  await sound();
});

test("the briefing of this quarter is one look on a desk", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto("/briefing");
  await expect(page.getByRole("link", { name: "Quarter", exact: true })).toHaveAttribute("aria-current", "true");
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(2_600);
});

test("a briefing is printed without form and buttons, on two sheets", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  await page.goto("/briefing");
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Download this briefing (PDF)" })).toBeHidden();
  await expect(page.getByText("Changes after").first()).toBeVisible();
  expect(await sheets(page)).toBe(2);
});

test("a briefing is taken away as a tagged PDF", async ({ page }) => {
  await page.goto(ADDRESS);
  const taken = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download this briefing (PDF)" }).click();
  expect((await taken).suggestedFilename()).toBe("briefing-from-2019-06-30-as-at-2022-12-31.pdf");
});

test("a period that runs backwards is refused by name", async ({ page, sound }) => {
  await page.goto("/briefing?from=2022-05-02&to=2022-05-01");
  await expect(page.getByRole("alert")).toContainText("The date must be");
  await sound();
});
