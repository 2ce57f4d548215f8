// The register: what is asked for stands in the address, is shown, can be taken away again, and counts up.
import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { expect, test, withAndWithoutScript } from "../fixtures";
import { recordsOf, rowsOf, totalOf } from "../totals";

/** The references of the rows on a page, in order. */
function referencesOn(page: Page): Promise<string[]> {
  return page.getByRole("rowheader").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("abbr") ?? ""));
}

withAndWithoutScript(() => {
  test("a filter stands in the address, is shown as chosen and can be removed", async ({ page, unfold }) => {
    await page.goto("/recommendations");
    const all = await totalOf(page);
    await unfold();
    await page.getByRole("combobox", { name: "Force", exact: true }).selectOption("Kent");
    await page.getByRole("combobox", { name: "Topic", exact: true }).selectOption("2014-police-detention");
    await page.getByRole("button", { name: "Apply filters" }).click();

    await expect(page).toHaveURL((url) => url.searchParams.get("force") === "kent" && url.searchParams.get("topic") === "2014-police-detention");
    expect(await totalOf(page)).toBe(1);
    await expect(page.getByRole("row", { name: /KENT-2019-07/ })).toBeVisible();

    await page.getByRole("link", { name: /Remove this filter: Topic: Police detention/ }).click();
    await expect(page).toHaveURL((url) => !url.searchParams.has("topic") && url.searchParams.get("force") === "kent");
    expect(await totalOf(page)).toBe(9);

    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\/recommendations$/);
    expect(await totalOf(page)).toBe(all);
    await expect(page.getByRole("list", { name: "Chosen filters" })).toHaveCount(0);
  });

  test("what is chosen is still chosen in the form", async ({ page, unfold }) => {
    await page.goto("/recommendations?force=kent&finding=improved");
    await unfold();

    await expect(page.getByRole("combobox", { name: "Force", exact: true })).toHaveValue("kent");
    await expect(page.getByRole("combobox", { name: "Finding", exact: true })).toHaveValue("improved");
  });

  test("more than one force can be chosen, and each can be removed", async ({ page, unfold }) => {
    await page.goto("/recommendations?force=kent");
    const kent = await totalOf(page);
    await unfold();
    await page.getByRole("group", { name: "Other forces" }).getByRole("checkbox", { name: "Dorset", exact: true }).check();
    await page.getByRole("button", { name: "Apply filters" }).click();

    await expect(page).toHaveURL((url) => url.searchParams.getAll("force").join() === "kent,dorset");
    expect(await totalOf(page)).toBeGreaterThan(kent);
    await page.getByRole("link", { name: "Remove this filter: Force: Kent" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.getAll("force").join() === "dorset");
    await unfold();
    await expect(page.getByRole("combobox", { name: "Force", exact: true })).toHaveValue("dorset");
  });

  test("a search finds words of the wording, and says so when it finds none", async ({ page, unfold }) => {
    await page.goto("/recommendations");
    await unfold();
    await page.getByRole("searchbox", { name: "Words or reference" }).fill("custody overnight");
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page.getByRole("row", { name: /KENT-2019-07/ })).toBeVisible();

    await unfold();
    await page.getByRole("searchbox", { name: "Words or reference" }).fill("zeppelin");
    await page.getByRole("button", { name: "Apply filters" }).click();
    expect(await totalOf(page)).toBe(0);
    await expect(page.getByRole("table")).toHaveCount(0);
    await page.getByRole("main").getByRole("link", { name: "Clear the filter" }).click();
    expect(await totalOf(page)).toBeGreaterThan(100);
  });

  test("the pages hold every row once, and one can go back", async ({ page }) => {
    await page.goto("/recommendations");
    const all = await totalOf(page);
    const seen: string[] = [];
    const next = page.getByRole("navigation", { name: "Pagination" }).getByRole("link", { name: "Next" });
    for (;;) {
      seen.push(...(await referencesOn(page)));
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
    const [firstShown] = await referencesOn(page);

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
  for (const column of ["Force", "Inspectors last found", "Deadline"]) {
    const header = page.getByRole("columnheader", { name: column });
    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/force=kent.*order=desc/);
    await expect(rowsOf(page.getByRole("table"))).toHaveCount(9);
  }
  await page.goto("/recommendations?force=kent&sort=reference&order=desc");
  expect((await referencesOn(page))[0]).toBe("KENT-2019-09");
});

test("what is still of concern comes first, and other orders are one link away", async ({ page }) => {
  await page.goto("/recommendations");
  await expect(rowsOf(page.getByRole("table")).first()).toContainText("Still of concern");
  await page.goto("/recommendations?force=kent");
  await expect(rowsOf(page.getByRole("table")).first()).toContainText("Still of concern, August 2021");
  await expect(rowsOf(page.getByRole("table")).last()).toContainText("Improved, August 2021");

  const orders = page.getByRole("navigation", { name: "Order of the rows" });
  await orders.getByRole("link", { name: "reference" }).click();
  expect((await referencesOn(page))[0]).toBe("KENT-2019-01");
  await expect(orders.getByRole("link", { name: "reference" })).toHaveAttribute("aria-current", "true");
});

test("a column that says nothing of any item is left out and said once", async ({ page }) => {
  await page.goto("/recommendations");
  await expect(page.getByRole("columnheader", { name: "Status" })).toHaveCount(0);
  await expect(page.getByText("No current status is public.")).toHaveCount(1);
  await page.goto("/recommendations?deadline_state=undated&finding=no-later-round");
  await expect(page.getByRole("columnheader")).toHaveCount(2);
});

test("25 rows fit two screens and a bit", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const query of ["", "?page=2", "?page=5", "?sort=reference"]) {
    await page.goto(`/recommendations${query}`);
    await expect(rowsOf(page.getByRole("table"))).toHaveCount(25);
    const height = await page.getByRole("table").evaluate((table) => table.getBoundingClientRect().height);
    expect(height, query).toBeLessThanOrEqual(1450);
  }
});

/** How many parts of the table reach beyond its pane, and by how much the pane could be scrolled. */
function cutOff(page: Page): Promise<[number, number]> {
  return page.getByRole("table").evaluate((table) => {
    const pane = table.parentElement as HTMLElement;
    const { right } = pane.getBoundingClientRect();
    const parts = [...table.querySelectorAll(":not(.govuk-visually-hidden)")];
    return [parts.filter((part) => part.getBoundingClientRect().right > right + 0.5).length, pane.scrollWidth - pane.clientWidth];
  });
}

for (const width of [1280, 1440, 375]) {
  test(`nothing of the table is cut in a window of ${width}, whatever the words`, async ({ page, noOverflow }) => {
    await page.setViewportSize({ width, height: 720 });
    for (const query of ["", "?sort=due", "?force=kent", "?deadline_state=passed-outcome-not-known"]) {
      await page.goto(`/recommendations${query}`);
      expect(await cutOff(page), query).toEqual([0, 0]);
    }
    const long = "a".repeat(200);
    await page.goto(`/recommendations?q=${long}`);
    await noOverflow();

    await page.goto("/recommendations?force=kent");
    const cells = page.getByRole("rowheader").getByRole("link");
    for (const [place, words] of [long, "\u05d1\u05d3\u05d9\u05e7\u05d4 \u05e9\u05dc \u05db\u05dc \u05d9\u05dc\u05d3", "Review every case. ".repeat(210)].entries()) {
      await cells.nth(place).evaluate((cell, text) => (cell.textContent = text), words);
    }
    expect(await cutOff(page)).toEqual([0, 0]);
    await noOverflow();
    expect(await cells.nth(1).evaluate((cell) => getComputedStyle(cell).direction)).toBe("rtl");
    const [shown, whole] = await cells.nth(2).evaluate((cell) => [cell.clientHeight, cell.scrollHeight] as const);
    expect(shown, "wording is never cut").toBeGreaterThanOrEqual(whole);
  });
}

for (const [name, value] of Object.entries({ page: "zero", sort: "colour", order: "sideways", force: "atlantis", status: "late", topic: "2014-weather", finding: "maybe", region: "nowhere", record_type: "rumour" })) {
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
