// What a page or a file says it holds: totals, the rows behind a figure, and the rows of a CSV.
import { expect, type Locator, type Page } from "@playwright/test";

/** The count in a figure's words: `1,234 items` is 1234, and `60% (3)` is 3, a share of which 3 is the count. */
export function countIn(words: string): number {
  const digits = /\((\d[\d,]*)\)/.exec(words)?.[1] ?? /\d[\d,]*/.exec(words)?.[0];
  if (digits === undefined) throw new Error(`no count in "${words}"`);
  return Number(digits.replaceAll(",", ""));
}

/** How many rows a list that comes in pages says it has found: nothing found is said in words. */
export async function totalOf(page: Page): Promise<number> {
  const showing = page.getByText(/^Showing .*\d/);
  const nothing = page.getByRole("heading", { name: /^(No recommendation or area of concern fits|Nothing was on the register|No good practice in our sources)/ });
  await expect(showing.or(nothing), `a total on ${page.url()}`).toHaveCount(1);
  if (await nothing.count()) return 0;
  const words = await showing.innerText();
  return countIn(words.split(" of ").at(-1) ?? words);
}

/** How many rows the page at the end of a figure's link holds. */
export async function rowsBehind(page: Page, href: string): Promise<number> {
  const answer = await page.goto(href);
  expect(answer?.status() ?? 200, href).toBe(200);
  const { pathname, hash } = new URL(page.url());
  if (hash) {
    await expect(page.locator(hash), `what ${href} leads to`).toHaveCount(1);
    return rowsOf(page.getByRole("table", { name: "Rounds, first to last" })).count();
  }
  if (pathname === "/forces") return rowsOf(page.getByRole("table", { name: "Forces" })).count();
  return totalOf(page);
}

/** The rows of a table, without its headers. */
export function rowsOf(table: Locator): Locator {
  return table.getByRole("row").filter({ has: table.page().getByRole("cell") });
}

/** The records of a CSV (RFC 4180), its header first. */
export function recordsOf(csv: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === "" && record.length === 0 && !quoted && !plain) break;
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}
