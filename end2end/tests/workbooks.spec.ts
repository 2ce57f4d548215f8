// Workbooks: beside each CSV file, by plain links, with the page's own filters and dates.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures";

const KINDS = [["Excel workbook", "xlsx"], ["OpenDocument workbook", "ods"]] as const;

const PAGES = [
  ["/recommendations?force=kent&as_at=2022-05-01", "recommendations-as-at-2022-05-01"],
  ["/forces?region=wales", "forces"],
  ["/briefing?force=kent&from=2019-01-01&to=2022-04-30", "briefing-kent-from-2019-01-01-as-at-2022-04-30"],
] as const;

/** Saves what a link leads to, and says that it is an archive, as every workbook is. */
async function saved(page: Page, link: Locator): Promise<string> {
  const download = page.waitForEvent("download");
  await link.click();
  const file = await download;
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe("PK");
  return file.suggestedFilename();
}

for (const [address, name] of PAGES) {
  test(`what ${address} shows can be saved as a workbook of either kind`, async ({ page, sound }) => {
    await page.goto(address);
    const main = page.getByRole("main");
    for (const [words, kind] of KINDS) {
      const link = main.getByRole("link", { name: new RegExp(`^${words} of (all of )?(these rows|its tables)`) });
      expect(await saved(page, link)).toBe(`${name}.${kind}`);
    }
    await sound();
  });
}

test("the figures of a chart can be saved as a workbook of either kind", async ({ page, sound }) => {
  await page.goto("/progress?measure=findings-across-rounds&force=kent&as_at=2022-05-01");
  const figure = page.getByRole("figure").first();
  for (const [words, kind] of KINDS) {
    const link = figure.getByRole("link", { name: new RegExp(`^${words} of “`) });
    expect(await saved(page, link)).toMatch(new RegExp(`^findings-across-rounds-kent-as-at-2022-05-01\\.${kind}$`));
  }
  await sound();
});

test("a workbook that is asked for wrongly is refused by name, in plain text", async ({ request }) => {
  for (const [, kind] of KINDS) {
    const answer = await request.get(`/recommendations.${kind}?sort=colour`);

    expect(answer.status()).toBe(400);
    expect(answer.headers()["content-type"]).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain("sort");
  }
});
