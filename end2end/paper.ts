// Pages on paper.
import type { Page } from "@playwright/test";

/** How many sheets of A4 a page prints on, by its own margins. */
export async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}
