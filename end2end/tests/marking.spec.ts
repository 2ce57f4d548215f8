// The protective marking on paper: on every sheet, not just the first.
import { inflateSync } from "node:zlib";

import { expect, test } from "../fixtures";

test.use({ role: "inspector" });

test("every printed sheet begins with the protective marking", async ({ page }) => {
  await page.goto("/forces/kent");
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ format: "A4" });
  const sheets: string[] = [];
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
    if (pdf.subarray(at - 3, at).toString() === "end") continue;
    try {
      const text = inflateSync(pdf.subarray(at + 7)).toString("latin1");
      // The words of a sheet in its own letters' numbers: the same words are the same numbers.
      const words = [...text.matchAll(/<([0-9A-F]+)>(?= ?(?:Tj|-?\d|\]|<))/g)].map((run) => run[1]).join("");
      // What stands first is the number of the sheet.
      const first = "Page 1 of 2".length * 4;
      if (text.includes("BT") && words) sheets.push(words.slice(first, first + "OFFICIAL-SENSITIVE".length * 4));
    } catch {
      // A font or a picture.
    }
  }
  expect(sheets.length).toBeGreaterThan(1);
  expect(new Set(sheets).size, "the first words of the sheets").toBe(1);
  expect(sheets[0]).toHaveLength("OFFICIAL-SENSITIVE".length * 4);
});
