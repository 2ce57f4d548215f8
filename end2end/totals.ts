// What a page or a file says it holds: totals, and the rows of a CSV.
import { expect, type Locator, type Page } from "@playwright/test";

/** The first number of a text, as people write it: `1,234 items` is 1234. */
export function numberIn(text: string): number {
  const digits = /\d[\d,]*/.exec(text)?.[0];
  if (digits === undefined) throw new Error(`no number in "${text}"`);
  return Number(digits.replaceAll(",", ""));
}

/** How many rows the register says it has found: nothing found is said in words. */
export async function totalOf(page: Page): Promise<number> {
  const showing = page.getByText(/^Showing .*\d/);
  const nothing = page.getByRole("heading", { name: /^(No recommendation or area of concern fits|Nothing was on the register)/ });
  await expect(showing.or(nothing), `a total on ${page.url()}`).toHaveCount(1);
  if (await nothing.count()) return 0;
  const words = await showing.innerText();
  return numberIn(words.split(" of ").at(-1) ?? words);
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
