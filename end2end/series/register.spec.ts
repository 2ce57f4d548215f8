// The register where people have recorded statuses: all five columns, and the bar of the selection.
import { expect, test } from "../fixtures";
import { countIn, rowsBehind, rowsOf } from "../totals";

for (const width of [1280, 1440]) {
  test(`every column fits a window of ${width}, and 25 rows fit two screens and a half`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 });
    for (const [query, highest] of [["", 1750], ["?sort=due", 2000], ["?sort=status&order=desc", 2000]] as const) {
      await page.goto(`/recommendations${query}`);
      const table = page.getByRole("table");
      await expect(page.getByRole("columnheader", { name: "Deadline" })).toBeInViewport();
      await expect(rowsOf(table)).toHaveCount(25);
      const [height, cut] = await table.evaluate((table) => {
        const { right } = (table.parentElement as HTMLElement).getBoundingClientRect();
        const parts = [...table.querySelectorAll(":not(.govuk-visually-hidden)")];
        return [table.getBoundingClientRect().height, parts.filter((part) => part.getBoundingClientRect().right > right + 0.5).length] as const;
      });
      expect(cut, query).toBe(0);
      expect(height, query).toBeLessThanOrEqual(highest);
    }
  });
}

test("the numbers of the bar lead to their rows and add up", async ({ page, sound }) => {
  await page.goto("/recommendations");
  const groups = page.getByRole("list", { name: "By status" }).getByRole("link");
  let items = 0;
  for (const link of await groups.all()) {
    const words = await link.innerText();
    const count = countIn(words);
    expect(await rowsBehind(page, (await link.getAttribute("href")) ?? ""), words).toBe(count);
    if (!words.includes("overdue")) items += count;
  }
  expect(items).toBe(await rowsBehind(page, "/recommendations"));
  await sound();
});

test("what is overdue says by how long, and from when", async ({ page }) => {
  await page.goto("/recommendations?deadline_state=overdue");
  const first = rowsOf(page.getByRole("table")).first();
  await expect(first).toContainText(/Overdue \d+ (day|month|year)/);
  await expect(first).toContainText(/due \d+ \w+ \d{4}/);
});
