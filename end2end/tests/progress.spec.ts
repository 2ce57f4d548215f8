// Progress: a measure is chosen, narrowed, compared and stepped through by links and a form, and all of it stands in the address.
import { expect, test, withAndWithoutScript } from "../fixtures";

withAndWithoutScript(() => {
  test("a measure is narrowed to a force and set beside England and Wales", async ({ page, unfold, audit }) => {
    await page.goto("/progress");
    await expect(page.getByRole("heading", { level: 1, name: "Progress" })).toBeVisible();
    await expect(page.getByRole("figure")).toHaveCount(1);
    await audit();

    await unfold();
    await page.getByRole("combobox", { name: "Force", exact: true }).selectOption({ label: "Kent" });
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("force") === "kent");
    await expect(page.getByRole("heading", { level: 2, name: /^Kent Police: / })).toBeVisible();

    await unfold();
    await page.getByRole("checkbox", { name: "England and Wales" }).check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page.getByRole("figure")).toHaveCount(2);
    await expect(page.getByRole("heading", { level: 2, name: /^England and Wales: / })).toBeVisible();
    await audit();

    await page.getByRole("link", { name: "Show the first alone" }).click();
    await expect(page.getByRole("figure")).toHaveCount(1);
    await page.goBack();
    await expect(page.getByRole("figure")).toHaveCount(2);
  });

  test("one goes a month back and on, and the page says which day it shows", async ({ page }) => {
    await page.goto("/progress?force=kent&as_at=2022-05-31");
    const dates = page.getByRole("navigation", { name: "Other dates" });
    await dates.getByRole("link", { name: "Back to the end of April 2022" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("as_at") === "2022-04-30" && url.searchParams.get("force") === "kent");
    await expect(page.getByText("How things stood on 30 April 2022").first()).toBeVisible();
    await page.getByRole("navigation", { name: "Other dates" }).getByRole("link", { name: "Today" }).click();
    await expect(page).toHaveURL((url) => !url.searchParams.has("as_at"));
  });

  test("a choice without data leads to the nearest that has some", async ({ page, audit }) => {
    await page.goto("/progress?force=city-of-london");
    await expect(page.getByRole("heading", { name: "Nothing to chart" })).toBeVisible();
    await audit();
    await page.getByRole("link", { name: /^There is data of / }).click();
    await expect(page.getByRole("figure")).toHaveCount(1);
  });
});
