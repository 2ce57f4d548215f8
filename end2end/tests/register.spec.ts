// The register: what is asked for stands in the address, is shown, can be taken away again, and counts up.
import { readFile } from "node:fs/promises";

import { expect, test, withAndWithoutScript } from "../fixtures";
import { recordsOf, rowsOf, totalOf } from "../totals";

withAndWithoutScript(() => {
  test("a filter stands in the address, is shown as chosen and can be removed", async ({ page, unfold }) => {
    await page.goto("/recommendations");
    const all = await totalOf(page);
    await unfold();
    await page.getByRole("group", { name: "Force" }).getByRole("checkbox", { name: "Kent", exact: true }).check();
    await page.getByRole("group", { name: "Topic" }).getByRole("checkbox", { name: /^Police detention/ }).check();
    await page.getByRole("button", { name: "Apply filters" }).click();

    await expect(page).toHaveURL((url) => url.searchParams.get("force") === "kent" && url.searchParams.get("topic") === "2014-police-detention");
    expect(await totalOf(page)).toBe(1);
    await expect(page.getByRole("link", { name: "KENT-2019-07" })).toBeVisible();

    await page.getByRole("link", { name: /Remove this filter: Topic: Police detention/ }).click();
    await expect(page).toHaveURL((url) => !url.searchParams.has("topic") && url.searchParams.get("force") === "kent");
    expect(await totalOf(page)).toBe(9);

    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\/recommendations$/);
    expect(await totalOf(page)).toBe(all);
    await expect(page.getByText("Selected filters")).toHaveCount(0);
  });

  test("what is chosen is still chosen in the form", async ({ page, unfold }) => {
    await page.goto("/recommendations?force=kent&finding=improved");
    await unfold();

    await expect(page.getByRole("checkbox", { name: "Kent", exact: true })).toBeChecked();
    await expect(page.getByRole("combobox", { name: "Finding" })).toHaveValue("improved");
  });

  test("a search finds words of the wording, and says so when it finds none", async ({ page, unfold }) => {
    await page.goto("/recommendations");
    await unfold();
    await page.getByRole("searchbox", { name: "Search" }).fill("custody overnight");
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page.getByRole("link", { name: "KENT-2019-07" })).toBeVisible();

    await unfold();
    await page.getByRole("searchbox", { name: "Search" }).fill("zeppelin");
    await page.getByRole("button", { name: "Apply filters" }).click();
    expect(await totalOf(page)).toBe(0);
    await expect(page.getByRole("table")).toHaveCount(0);
    await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
    expect(await totalOf(page)).toBeGreaterThan(100);
  });

  test("the pages hold every row once, and one can go back", async ({ page }) => {
    await page.goto("/recommendations");
    const all = await totalOf(page);
    const seen: string[] = [];
    const next = page.getByRole("navigation", { name: "Pagination" }).getByRole("link", { name: "Next" });
    for (;;) {
      seen.push(...(await page.getByRole("rowheader").getByRole("link").allInnerTexts()));
      if (!(await next.count())) break;
      await next.click();
    }
    expect(seen.length).toBe(all);
    expect(new Set(seen).size).toBe(all);

    const last = page.url();
    await page.goBack();
    await expect(page).not.toHaveURL(last);
    await expect(page.getByText(/^Showing \d+ to \d+ of/)).toBeVisible();
  });

  test("a link that is passed on shows the same rows", async ({ page, context }) => {
    await page.goto("/recommendations?record_type=area-of-concern&sort=finding&order=desc&page=2&as_at=2022-05-01");
    const rows = await page.getByRole("rowheader").allInnerTexts();
    expect(rows.length).toBeGreaterThan(0);

    const other = await context.newPage();
    await other.goto(page.url());
    expect(await other.getByRole("rowheader").allInnerTexts()).toEqual(rows);
  });

  test("the file holds as many rows as the total says", async ({ page }) => {
    await page.goto("/recommendations?record_type=recommendation&sort=due&order=desc");
    const total = await totalOf(page);
    const firstShown = await page.getByRole("rowheader").getByRole("link").first().innerText();

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /CSV/ }).click();
    const file = await download;

    expect(file.suggestedFilename()).toBe("recommendations.csv");
    const [head, ...rows] = recordsOf(await readFile(await file.path(), "utf8"));
    expect(rows.length).toBe(total);
    expect(head?.[0]).toBe("reference");
    expect(rows[0]?.[0]).toBe(firstShown);
  });
});

// On a phone rows are cards: the address sorts them.
test("each column sorts by its header's link, and says which way", async ({ page }) => {
  await page.goto("/recommendations?force=kent");
  for (const column of ["Force", "Topic and wording", "Status", "Latest finding", "Deadline"]) {
    const header = page.getByRole("columnheader", { name: column });
    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/force=kent.*order=desc/);
    await expect(rowsOf(page.getByRole("table"))).toHaveCount(9);
  }
  const reference = page.getByRole("columnheader", { name: "Reference" });
  await reference.getByRole("link").click();
  await expect(page.getByRole("rowheader").first()).toContainText("KENT-2019-01");
  await reference.getByRole("link").click();
  await expect(page.getByRole("rowheader").first()).toContainText("KENT-2019-09");
});

for (const [name, value] of Object.entries({ page: "zero", sort: "colour", order: "sideways", force: "atlantis", status: "late", topic: "2014-weather", finding: "maybe", region: "nowhere", record_type: "rumour", as_at: "soon" })) {
  test(`a bad ${name} is refused by name with a way on`, async ({ page }) => {
    const answer = await page.goto(`/recommendations?q=children&${name}=${value}`);

    expect(answer?.status()).toBe(400);
    const problem = page.getByRole("alert");
    await expect(problem).toContainText("There is a problem");
    await expect(problem).toContainText(`${name}=${value}`);
    await problem.getByRole("link").first().click();
    await expect(page).toHaveURL(/\/recommendations\?q=children$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recommendations and areas of concern");
  });
}
