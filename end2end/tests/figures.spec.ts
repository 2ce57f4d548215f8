// Every figure opens exactly the rows it counts.
import { type Locator, type Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { countIn, recordsOf, rowsBehind } from "../totals";

interface Figure {
  words: string;
  href: string;
}

/** The links of a part of a page whose words begin with a number. */
async function figuresIn(part: Locator): Promise<Figure[]> {
  const links = await part.getByRole("link").evaluateAll((all) =>
    all.map((link) => ({ words: link.textContent?.trim() ?? "", href: (link as HTMLAnchorElement).href })),
  );
  return links.filter(({ words }) => /^\d/.test(words));
}

async function follow(page: Page, figures: Figure[]): Promise<void> {
  const told: string[] = [];
  const found: string[] = [];
  for (const { words, href } of figures) {
    told.push(`${words} (${href}): ${countIn(words)}`);
    found.push(`${words} (${href}): ${await rowsBehind(page, href)}`);
  }
  expect(found).toEqual(told);
}

for (const when of ["", "?as_at=2021-08-26"]) {
  test(`every figure of the overview${when} is the number of rows behind it`, async ({ page, unfold }) => {
    await page.goto(`/${when}`);
    await unfold();
    // In how many forces a topic came back is counted by a measure, whose page names them; overview.spec.ts follows it there.
    const figures = (await figuresIn(page.getByRole("main"))).filter(({ href }) => new URL(href).pathname !== "/progress");
    expect(figures.length).toBeGreaterThan(10);
    await follow(page, figures);
  });

  test(`every figure of Kent's page${when} is the number of rows behind it`, async ({ page }) => {
    await page.goto(`/forces/kent${when}`);
    const figures = await figuresIn(page.getByRole("main"));
    expect(figures.length).toBeGreaterThan(5);
    await follow(page, figures);
  });

  test(`the figures of Kent's chart${when} are the numbers of rows behind them`, async ({ page }) => {
    await page.goto(`/progress?measure=findings-across-rounds&force=kent${when.replace("?", "&")}`);
    const table = page.getByRole("figure").getByRole("table");
    const figures = await figuresIn(table);
    // Every number but 0 leads to its rows.
    const cells = await table.getByRole("cell").allInnerTexts();
    expect(figures.length).toBe(cells.filter((words) => words.trim() !== "0").length);
    expect(figures.length).toBeGreaterThan(5);
    await follow(page, figures);
  });
}

test("the figures of a round are the numbers of rows behind them", async ({ page }) => {
  await page.goto("/forces/kent/rounds/post-inspection-review-2021-08-26");
  const figures = await figuresIn(page.getByRole("main"));
  expect(figures.length).toBeGreaterThan(2);
  await follow(page, figures);
});

for (const force of ["Kent", "Bedfordshire", "Greater Manchester", "City of London"]) {
  for (const counted of ["", "?record_type=area-of-concern"]) {
    test(`every figure of ${force}'s row in the table of forces${counted} is the number of rows behind it`, async ({ page }) => {
      await page.goto(`/forces${counted}`);
      const row = page.getByRole("row", { name: new RegExp(`^${force} `) });
      const figures = await figuresIn(row);
      expect(figures.length).toBeGreaterThanOrEqual(1);
      await follow(page, figures);
    });
  }
}

test("the sentence over the table of forces counts the forces behind its link", async ({ page }) => {
  await page.goto("/forces");
  const figures = (await figuresIn(page.getByRole("main"))).filter(({ href }) => new URL(href).pathname === "/forces");
  expect(figures).toHaveLength(1);
  await follow(page, figures);
});

test("the columns of the file of forces add up to the register", async ({ page }) => {
  await page.goto("/forces");
  const [head = [], ...rows] = recordsOf(await (await page.request.get("/forces.csv")).text());
  const sum = (...names: string[]) =>
    names.reduce((all, name) => all + rows.reduce((column, row) => column + Number(row[head.indexOf(name)]), 0), 0);
  for (const [kind, type] of [["recommendations", "recommendation"], ["areas_of_concern", "area-of-concern"]] as const) {
    const behind = await rowsBehind(page, `/recommendations?record_type=${type}`);
    expect(sum(kind)).toBe(behind);
    const findings = ["still_of_concern", "partly_improved", "improved_or_closed", "not_looked_at_again"];
    expect(sum(...findings.map((finding) => `${kind}_${finding}`))).toBe(behind);
  }
});
