// The overview: a leader's first screen, with the change of each figure, on one sheet of paper, the reader's own first.
import { DESK, expect, PHONE, test, withAndWithoutScript } from "../fixtures";
import { countIn, rowsBehind } from "../totals";

// Warwickshire's inspection was published in this month.
const AUGUST = "/?as_at=2022-08-31";

withAndWithoutScript(() => {
  test("a figure says how it changed since the month's end, and its numbers lead to what moved and to what there was", async ({ page, sound }) => {
    await page.goto(AUGUST);
    const tile = page.getByRole("listitem").filter({ hasText: "recommendations in all" });
    await expect(tile).toContainText("5 more");
    // Before Warwickshire's five there were 27: 8 Metropolitan, 7 Kent, 5 Lancashire, 3 Dorset, 4 of other forces.
    await expect(tile).toContainText("than on 31 July 2022 (27");

    const more = tile.getByRole("link", { name: "5 more recommendations in all since 31 July 2022" });
    const then = tile.getByRole("link", { name: "27 recommendations in all on 31 July 2022" });
    for (const [link, count] of [[more, 5], [then, 27]] as const) {
      expect(await rowsBehind(page, (await link.getAttribute("href")) ?? "")).toBe(count);
    }
    await sound();
    await more.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("newly raised");
  });

  test("what moved, what is late, what recurs and what came last stand there, each with its page", async ({ page }) => {
    await page.goto("/");
    for (const name of ["Where things stand", /^What moved since /, "What is late", "What recurs", "Published last"]) {
      await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    }
    await expect(page.getByRole("heading", { level: 2, name: /^England and Wales: inspectors found/ })).toBeVisible();
    for (const [link, address] of [
      ["All later visits as a chart", /measure=findings-across-rounds/],
      ["All topics, round by round", /measure=what-recurs/],
      ["All forces at a glance", /measure=forces-at-a-glance/],
      ["The whole briefing since then", /\/briefing\?from=/],
    ] as const) {
      await page.goto("/");
      await page.getByRole("link", { name: link }).click();
      await expect(page).toHaveURL(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });
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

test("the overview is about a screen and a half, and one sheet of paper", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1024 });
  for (const path of ["/", AUGUST]) {
    await page.goto(path);
    const height = await page.getByRole("main").evaluate((main) => main.getBoundingClientRect().height);
    expect(height, path).toBeLessThan(1.5 * 1024);
    const paper = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length, path).toBe(1);
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
    const owed = own.getByRole("link", { name: /items? owed, not ended$/ });
    expect(await rowsBehind(page, (await owed.getAttribute("href")) ?? "")).toBe(countIn(await owed.innerText()));
    await sound();
    await own.getByRole("link", { name: "Your worklist" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Worklist" })).toBeVisible();
  });
});
