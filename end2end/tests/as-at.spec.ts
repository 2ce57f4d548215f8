// The past: what had happened by a date, what was known by one, said on the page and kept in every link.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { rowsOf, totalOf } from "../totals";

const KENT = "/recommendations?force=kent";

test("a month counts from its last day, so in August 2019 nothing of Kent had been raised", async ({ page }) => {
  for (const day of ["2019-08-31", "2019-09-29"]) {
    await page.goto(`${KENT}&as_at=${day}`);
    expect(await totalOf(page)).toBe(0);
  }
  await page.goto(`${KENT}&as_at=2019-09-30`);
  expect(await totalOf(page)).toBe(9);
});

test("nothing had been found of Kent's items before the review of 26 August 2021", async ({ page }) => {
  for (const [day, found] of [["2021-08-25", 0], ["2021-08-26", 6]] as const) {
    let seen = 0;
    for (const finding of ["improved", "partly-improved", "still-of-concern", "no-progress", "not-fully-achieved", "closed"]) {
      await page.goto(`${KENT}&finding=${finding}&as_at=${day}`);
      seen += await totalOf(page);
    }
    expect(seen, `found by ${day}`).toBe(found);
  }
  await page.goto("/recommendations/KENT-2019-07?as_at=2021-08-25");
  await expect(page.getByRole("heading", { name: "Not looked at again, as far as we know" })).toBeVisible();
  await page.goto("/recommendations/KENT-2019-07?as_at=2021-08-26");
  await expect(page.getByRole("heading", { name: "Still of concern" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Post-inspection review, 26 August 2021" })).toBeVisible();
});

test("an item not yet raised is not found, with a way to the present", async ({ page }) => {
  const answer = await page.goto("/recommendations/KENT-2019-07?as_at=2019-08-31");

  expect(answer?.status()).toBe(404);
  await page.getByRole("main").getByRole("link", { name: /in the present/ }).click();
  await expect(page).toHaveURL(/\/recommendations\/KENT-2019-07$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("KENT-2019-07");
});

test("Kent's page in August 2019 has nothing yet, and has all of it later", async ({ page }) => {
  await page.goto("/forces/kent?as_at=2019-08-31");
  await expect(page.getByRole("heading", { name: "No visit known by then" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Inspection, September 2019/ })).toHaveCount(0);

  await page.goto("/forces/kent?as_at=2019-09-30");
  await expect(page.getByRole("main").getByRole("link", { name: /Inspection, September 2019/ }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /26 August 2021/ })).toHaveCount(0);

  await page.goto("/forces/kent?as_at=2021-08-26");
  await expect(page.getByRole("main").getByRole("link", { name: /26 August 2021/ }).first()).toBeVisible();
});

test("before the import this service knew of nothing", async ({ page }) => {
  await page.goto("/recommendations?known_at=2020-01-01");
  expect(await totalOf(page)).toBe(0);
  // With a date of its own for what happened, too.
  await page.goto("/recommendations?as_at=2022-05-01&known_at=2020-01-01");
  expect(await totalOf(page)).toBe(0);
});

withAndWithoutScript(() => {
  test("the date is asked for by a form that keeps the filters, and is left by a link", async ({ page, unfold }) => {
    await page.goto(`${KENT}&sort=due`);
    await unfold();
    await page.getByLabel("As at", { exact: true }).fill("2020-06-30");
    await page.getByRole("button", { name: "Show", exact: true }).click();

    await expect(page).toHaveURL((url) => url.searchParams.get("as_at") === "2020-06-30" && url.searchParams.get("sort") === "due");
    await expect(page.getByRole("region", { name: "Date shown" })).toContainText("30 June 2020");
    expect(await totalOf(page)).toBe(9);
    await page.getByRole("link", { name: "Show the present" }).click();
    await expect(page).toHaveURL((url) => !url.searchParams.has("as_at") && url.searchParams.get("force") === "kent");
    await expect(page.getByRole("region", { name: "Date shown" })).toHaveCount(0);
  });
});

for (const path of ["/", "/forces", "/forces/kent", "/forces/kent/rounds/inspection-2019-09", "/recommendations", "/recommendations/KENT-2019-07", "/good-practice"]) {
  test(`on ${path} the past is marked and every link of its content and navigation keeps it`, async ({ page }) => {
    await page.goto(`${path}?as_at=2020-01-01`);

    await expect(page.getByRole("region", { name: "Date shown" })).toContainText("1 January 2020");
    const content = page.getByRole("main").or(page.getByRole("navigation"));
    const links = await content.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const inside = links.map((link) => new URL(link)).filter((link) => link.origin === new URL(page.url()).origin && !link.hash);
    expect(inside.length).toBeGreaterThan(5);
    // Signing in leads back to this page as it is, and keeps the date there.
    const led = inside.map((link) => (link.pathname === "/sign-in" ? new URL(link.searchParams.get("next") ?? "", link) : link));
    // A change says since when: it leads to the days it is between, and to the month's end.
    const between = (link: URL) => link.pathname.startsWith("/briefing") && link.searchParams.get("from") === "2019-12-31" && link.searchParams.get("to") === "2020-01-01";
    const then = (link: URL) => path === "/" && link.pathname === "/recommendations" && link.searchParams.get("as_at") === "2019-12-31";
    expect(led.filter((link) => link.searchParams.get("as_at") !== "2020-01-01" && !between(link) && !then(link)).map(String)).toEqual([]);
  });
}

for (const path of ["/", "/forces", "/forces/kent", "/forces/kent/rounds/inspection-2019-09", "/recommendations", "/recommendations/KENT-2019-07", "/good-practice", "/about-the-data"]) {
  test(`on ${path} a date that is none is refused by name`, async ({ page }) => {
    for (const [name, value] of [["as_at", "2021-02-30"], ["as_at", "yesterday"], ["as_at", "2999-01-01"], ["known_at", "soon"]] as const) {
      const answer = await page.goto(`${path}?${name}=${value}`);

      expect(answer?.status(), `${name}=${value}`).toBe(400);
      await expect(page.getByRole("alert").getByRole("link")).toHaveAttribute("href", `#${name}`);
      await expect(page.locator(`#${name}`)).toHaveValue(value);
    }
  });
}

test("a date that is none is put right in its field, or left out, with every filter kept", async ({ page, sound }) => {
  await page.goto("/recommendations?q=children&as_at=30+February+2022");
  await expect(page.getByRole("alert")).toContainText("February 2022 has 28 days");
  await sound();
  await page.getByLabel("As at").fill("28/2/22");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/\/recommendations\?q=children&as_at=2022-02-28$/);
  await page.goto("/recommendations?q=children&as_at=soon");
  await page.getByRole("link", { name: "Show this page without this date" }).click();
  await expect(page).toHaveURL(/\/recommendations\?q=children$/);
});

test("a round that had not been published yet is listed neither on its own page nor on its force's", async ({ page }) => {
  const answer = await page.goto("/forces/kent/rounds/post-inspection-review-2021-08-26?as_at=2021-08-25");

  expect(answer?.status()).toBe(404);
  await expect(rowsOf(page.getByRole("table"))).toHaveCount(0);
});
