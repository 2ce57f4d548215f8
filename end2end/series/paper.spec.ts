// On paper, on synthetic data: a briefing of much that moved.
import { expect, test } from "../fixtures";
import { sheets } from "../paper";

for (const period of ["from=2025-09-30&to=2025-12-31", "from=2024-12-31&to=2025-12-31", "from=2015-12-31&to=2025-12-31"]) {
  test(`a briefing with ${period} prints on two sheets`, async ({ page }) => {
    await page.goto(`/briefing?${period}`);
    expect(await sheets(page)).toBe(2);
  });
}
