// A search finds what the reader may read, says where the words stand, and forgives slips.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

withAndWithoutScript((script) => {
  const item = script ? "DORSET-2021-01" : "DORSET-2021-02";
  const word = script ? "zebra" : "okapi";

  test("an inspector finds words of a note and readers do not", async ({ person, sessionOf, page }) => {
    await stage(sessionOf).noted(item, `A ${word} card is on every desk.`);
    await page.goto(`/recommendations?q=${word}`);
    await expect(page.getByRole("heading", { name: "No recommendation or area of concern fits" })).toBeVisible();

    const inspector = await person("inspector");
    await inspector.go(`/recommendations?q=“${word} cards”`);
    const row = inspector.page.getByRole("row", { name: new RegExp(item) });
    await expect(row.getByText(/^In a note of .* \(not public\): A/)).toBeVisible();
    await expect(row.locator("mark").first()).toHaveText(word);
    await inspector.sound();
  });

  test("a slip of the pen is forgiven, and can be insisted on", async ({ person }) => {
    const { page, go, sound } = await person("inspector");
    await go("/recommendations?q=safegarding");
    await expect(page.getByText("Nothing found for “safegarding”. Showing results for safeguarding.")).toBeVisible();
    await sound();
    await page.getByRole("link", { name: "Search only for “safegarding”" }).click();
    await expect(page).toHaveURL(/q=safegarding&exact=yes/);
    await expect(page.getByRole("heading", { name: "No recommendation or area of concern fits" })).toBeVisible();
    await sound();
  });

  test("a reference in any spelling stands first", async ({ person }) => {
    const { page, go, sound } = await person("inspector");
    await go("/recommendations?q=kent–2019 7");
    await expect(page.getByRole("rowheader").first()).toHaveAttribute("abbr", "KENT-2019-07");
    await sound();
  });
});
