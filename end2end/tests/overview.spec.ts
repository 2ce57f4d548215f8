// The overview: a leader's first screen, with where to look first, what moved and what is known.
import { DESK, expect, PHONE, test, withAndWithoutScript } from "../fixtures";
import { sheets } from "../paper";
import { countIn, rowsBehind } from "../totals";

// Warwickshire's inspection was published in this month.
const AUGUST = "/?as_at=2022-08-31";

withAndWithoutScript(() => {
  test("what moved since the month's end leads to a list of exactly that", async ({ page, sound }) => {
    await page.goto(AUGUST);
    const moved = page.getByRole("region", { name: "What moved since 31 July 2022" });
    const raised = moved.getByRole("row", { name: /^Newly raised/ }).getByRole("link").first();
    expect(await rowsBehind(page, (await raised.getAttribute("href")) ?? "")).toBe(5);
    await sound();
    await raised.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("newly raised");
  });

  test("each part of the overview leads to the page that tells all of it", async ({ page }) => {
    for (const [link, address] of [
      ["43 forces in this order", /\/forces$/],
      ["Topics as a chart, with table and files", /measure=comes-back/],
      ["Visits by year, and what they led to", /measure=visits/],
      ["As a chart, with table and files", /measure=what-is-known/],
      [/^As a chart$/, /measure=case-audits/],
      [/^\d+ that have passed$/, /deadline_state=overdue&deadline_state=passed/],
      ["Briefing since then", /\/briefing\?from=/],
    ] as const) {
      await page.goto("/");
      await page.getByRole("link", { name: link, exact: typeof link === "string" }).click();
      await expect(page).toHaveURL(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });
});

test("six main points of at most 140 words stand on the first screen, no answer longer than 25", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto("/");
  const points = page.getByRole("region", { name: "Main points" }).getByRole("listitem");
  await expect(points).toHaveCount(6);
  const words = (await points.allInnerTexts()).map((text) => text.trim().split(/\s+/).length);
  expect(Math.max(...words), String(words)).toBeLessThanOrEqual(25);
  expect(words.reduce((sum, count) => sum + count, 0), String(words)).toBeLessThanOrEqual(140);
  const last = await points.last().boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(720);
});

for (const path of ["/", AUGUST, "/?as_at=1995-01-01"]) {
  test(`the overview ${path} fits at either width whatever it says`, async ({ page, noOverflow, sound, unfold }) => {
    await page.goto(path);
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      await noOverflow();
    }
    await unfold();
    await sound();
  });
}

test("the overview prints on two sheets, and is no longer on a phone than ten screens", async ({ page }) => {
  for (const path of ["/", AUGUST]) {
    await page.goto(path);
    expect(await sheets(page), path).toBeLessThanOrEqual(2);
    await page.setViewportSize(PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollHeight), path).toBeLessThanOrEqual(6500);
    await page.setViewportSize(DESK);
  }
});

test("who has not signed in finds nothing that waits for them", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Waiting for you" })).toHaveCount(0);
});

test.describe("a liaison officer", () => {
  test.use({ role: "kent" });

  test("who signed in finds first what waits for them", async ({ page, sound }) => {
    await page.goto("/");
    const own = page.getByRole("region", { name: "Waiting for you" });
    await expect(own).toBeVisible();
    const owed = own.getByRole("link", { name: /open items?$/ });
    expect(await rowsBehind(page, (await owed.getAttribute("href")) ?? "")).toBe(countIn(await owed.innerText()));
    await sound();
    await own.getByRole("link", { name: "Your worklist" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Worklist" })).toBeVisible();
  });
});
