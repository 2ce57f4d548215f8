// What the real data must show: 43 forces, and Kent's 2019 inspection and 2021 review, with nothing that nobody published.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { recordsOf, rowsOf, totalOf } from "../totals";

const SILENCE = "Not looked at again, as far as we know";

withAndWithoutScript(() => {
  test("the forces are 43, and Kent is found from the front page in two steps", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Forces" }).click();

    await expect(rowsOf(page.getByRole("table", { name: "Forces" }))).toHaveCount(42);
    await expect(page.getByText("Visited, result not known to us: Gwent.")).toBeVisible();
    await expect(page.getByText("43 forces.")).toBeVisible();
    await page.getByRole("rowheader", { name: "Kent", exact: true }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Kent Police");
  });

  test("Kent shows its inspection of 2019 with nine items and five pieces of good practice", async ({ page }) => {
    await page.goto("/forces/kent");

    const main = page.getByRole("main");
    await expect(main).toContainText(
      "When inspectors last reported in August 2021, 3 of 5 recommendations were still of concern, 1 had partly improved and 1 had improved; the 1 area of concern had improved.",
    );
    const visits = main.locator(".app-strip > li");
    await expect(visits).toHaveCount(2);
    const inspection = visits.filter({ hasText: "Inspection, September 2019" });
    await expect(inspection).toContainText("Asked for 7 recommendations and 2 areas of concern");
    await expect(main.locator(".app-ledger__row")).toHaveCount(9);
    await expect(main.getByRole("list").filter({ hasText: "Works well with partner agencies" }).last().getByRole("listitem")).toHaveCount(5);

    await inspection.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Inspection, September 2019");
    await expect(rowsOf(page.getByRole("table", { name: "What it raised" }))).toHaveCount(9);
    await expect(rowsOf(page.getByRole("table", { name: "Good practice" }))).toHaveCount(5);
  });

  test("Kent's review of 2021 found something of six of the nine, and our sources hold nothing of three", async ({ page }) => {
    await page.goto("/forces/kent");
    await page.getByRole("main").getByRole("link", { name: "Post-inspection review, 26 August 2021" }).first().click();

    const items = rowsOf(page.getByRole("table", { name: "Findings on earlier items" }));
    await expect(items).toHaveCount(9);
    await expect(items.filter({ hasText: SILENCE })).toHaveCount(3);
    await expect(items.filter({ hasText: /Improved|Partly improved|Still of concern/ })).toHaveCount(6);
    for (const reference of ["KENT-2019-03", "KENT-2019-05", "KENT-2019-09"]) {
      await expect(items.filter({ hasText: reference })).toContainText(SILENCE);
    }
  });

  test("no item of a real force claims a status that nobody published", async ({ page }) => {
    await page.goto("/recommendations");
    const all = await totalOf(page);
    await page.goto("/recommendations?status=not-recorded");
    expect(await totalOf(page)).toBe(all);

    await page.goto("/recommendations/KENT-2019-01");
    await expect(page.getByText("Not public: status, owner, the force’s own target, deadline.")).toBeVisible();
    await expect(page.getByText("Nothing public", { exact: true })).toBeVisible();
    await expect(page.getByText(/^Status: /)).toHaveCount(0);
  });

  test("a status that only the old register told is shown with its date and makes nothing overdue", async ({ page }) => {
    await page.goto("/recommendations/LANCASHIRE-8775");

    await expect(page.getByText("Not public: status, owner, the force’s own target.")).toBeVisible();
    await expect(page.getByText("As last published: awaiting review, 14 December 2018")).toBeVisible();
    await expect(page.getByText("was due 8 June 2018: improved in 2019.")).toBeVisible();
    await expect(page.getByText(/overdue by/i)).toHaveCount(0);

    // The nine recommendations of five forces that the old register told something of.
    await page.goto("/recommendations?record_type=recommendation&force=lancashire&force=bedfordshire&force=greater-manchester&force=merseyside");
    // 5 of Lancashire, 1 each of the other three.
    expect(await totalOf(page)).toBe(8);
    await expect(page.getByText(/^As last published: /)).toHaveCount(8);
    await page.goto("/recommendations?deadline_state=overdue");
    expect(await totalOf(page)).toBe(0);
  });

  test("an item begins with its words and what was found last, and its history opens where a link leads to it", async ({ page }) => {
    await page.goto("/recommendations/KENT-2019-07");

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\s*Review how children in custody are managed .* accommodation\s+KENT-2019-07$/);
    await expect(page.getByRole("heading", { name: "Still of concern" })).toBeInViewport();
    const raised = page.getByRole("heading", { level: 3, name: /^Raised by the inspection/ });
    await expect(raised).toBeHidden();
    await page.goto("/recommendations/KENT-2019-07#history");
    await expect(raised).toBeVisible();
    await expect(page.getByText("No evidence yet.")).toBeHidden();
    await page.goto("/recommendations/KENT-2019-07#evidence");
    await expect(page.getByText("No evidence yet.")).toBeVisible();
  });

  test("a force that was never looked at again says so of all that was asked", async ({ page }) => {
    await page.goto("/forces/avon-and-somerset");

    const main = page.getByRole("main");
    await expect(main.locator(".app-strip > li")).toHaveCount(1);
    await expect(main.getByRole("heading", { name: /^Not looked at again, as far as we know\s+5 areas of concern$/ })).toBeVisible();
    await expect(main.locator(".app-ledger__row")).toHaveCount(5);
  });
});

test("the file of forces has a header and 43 lines, and the register's file says no status either", async ({ request }) => {
  const forces = await (await request.get("/forces.csv")).text();
  expect(forces.match(/\n/g)).toHaveLength(44);

  const [head = [], ...items] = recordsOf(await (await request.get("/recommendations.csv")).text());
  expect(items.length).toBeGreaterThan(100);
  expect(new Set(items.map((item) => item[head.indexOf("status")]))).toEqual(new Set(["not-recorded"]));
});
