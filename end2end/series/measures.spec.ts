// Measures of recorded statuses: what is drawn first, and that every number leads to its rows. On synthetic data, since nothing public
// says how far follow-up has come.
import { expect, test } from "../fixtures";
import { countIn, rowsBehind } from "../totals";

test("status over time is drawn for five years, and a link draws all months", async ({ page, sound }) => {
  await page.goto("/progress?measure=status-over-time");
  const subtitle = page.locator("#status-over-time .app-chart__subtitle");
  const five = new Date().getFullYear() - 5;
  await expect(subtitle).toContainText(new RegExp(`: [A-Z][a-z]+ ${five} to .*; the table and the files begin in `));
  await sound();
  const all = page.getByRole("link", { name: /^Draw all months since / });
  const since = ((await all.textContent()) ?? "").replace("Draw all months since ", "");
  await all.click();
  await expect(subtitle).toContainText(`: ${since} to `);
  await expect(all).toHaveCount(0);
});

test("ages of claims lead to their rows, and the oldest five to their items", async ({ page, sound }) => {
  await page.goto("/progress?measure=assurance-gap&record_type=together");
  const section = page.getByRole("region", { name: "Longest waits" });
  const ages = section.getByRole("paragraph").getByRole("link");
  let waiting = 0;
  for (const link of await ages.all()) {
    const words = await link.innerText();
    const count = countIn(words);
    expect(await rowsBehind(page, (await link.getAttribute("href")) ?? ""), words).toBe(count);
    waiting += count;
  }
  expect(waiting).toBe(countIn(((await page.locator("#assurance-gap .app-chart__headline").textContent()) ?? "").replace("England and Wales: ", "")));
  const items = section.getByRole("table").getByRole("rowheader").getByRole("link");
  await expect(items).toHaveCount(Math.min(waiting, 5));
  await sound();
  await items.first().click();
  await expect(page).toHaveURL(/\/recommendations\/[A-Z]/);
});

test("forces at a glance lead with what is overdue, the worst first", async ({ page, sound }) => {
  await page.goto("/progress?measure=forces-at-a-glance");
  await expect(page.locator("#forces-at-a-glance .app-chart__headline")).toContainText(" overdue, ");
  const cells = page.locator("#forces-at-a-glance tbody tr td:nth-of-type(1)");
  if ((await cells.count()) === 0) throw new Error("no table");
  const numbers = (await cells.allTextContents()).filter((words) => /^\d/.test(words)).map(countIn);
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  await sound();
});
