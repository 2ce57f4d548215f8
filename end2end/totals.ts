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
  const nothing = page.getByRole("heading", { name: /^(No recommendation or area of concern fits|Nothing was on the register|No good practice known)/ });
  await expect(showing.or(nothing), `a total on ${page.url()}`).toHaveCount(1);
  if (await nothing.count()) return 0;
  return countIn((await showing.innerText()).replace(/ [\d,]+ to [\d,]+ of/, ""));
}

/** How many rows the page at the end of a figure's link holds. There are many figures, so it is read without being opened. */
export async function rowsBehind(page: Page, href: string): Promise<number> {
  const answer = await page.request.get(href);
  expect(answer.status(), href).toBe(200);
  const { pathname, hash } = new URL(href, page.url());
  const rows = await page.evaluate(
    ([html = "", path, fragment]) => {
      const behind = new DOMParser().parseFromString(html, "text/html");
      const rowsOf = (caption: string) => [...behind.querySelectorAll("table")].find((table) => table.caption?.textContent === caption)?.tBodies[0]?.rows.length;
      // A number of topics counts the inadequate ones among a round's grades.
      const cells = [...behind.querySelectorAll("td, td *")].filter((cell) => cell.children.length === 0);
      if (fragment === "grades") return cells.filter((cell) => cell.textContent?.trim() === "Inadequate").length;
      // Forces of which nothing would stand in a row are named below the table.
      const unlisted = behind.querySelectorAll(".app-forces__unlisted a").length;
      if (path === "/forces") return (rowsOf("Forces") ?? 0) + unlisted || undefined;
      const words = behind.querySelector("main")?.textContent ?? "";
      if (/No recommendation or area of concern fits|Nothing was on the register|No good practice known/.test(words)) return 0;
      if (path === "/briefing/items" && [...behind.querySelectorAll("h2")].some((heading) => heading.textContent === "None")) return 0;
      const total = /Showing (?:[\d,]+ to [\d,]+ of )?([\d,]+)/.exec(words)?.[1];
      return total === undefined ? undefined : Number(total.replaceAll(",", ""));
    },
    [await answer.text(), pathname, hash.slice(1)],
  );
  if (rows === undefined) throw new Error(`${href} leads to no rows and to no words about them`);
  return rows;
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
