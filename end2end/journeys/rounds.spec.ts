// What inspectors record of a force: monitoring and duties, and a round from its first draft to its publication.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

const INSPECTION = { working_title: "Autumn visit", kind: "inspection", published: "2025-10-01", scheme: "2024" };
const UPDATE = { working_title: "Winter visit", kind: "progress_update", scheme: "2024" };
const WORDING = "Lead child protection from the top of the force";

withAndWithoutScript((script) => {
  test.use({ role: "inspector" });
  const force = script ? "hampshire" : "north-yorkshire";

  test("a draft of a round is begun and waits on the worklist", async ({ page, sound }) => {
    await page.goto(`/forces/${force}`);
    await expect(page.getByRole("heading", { name: "Drafts of rounds" })).toBeVisible();
    await page.getByRole("button", { name: "Record a new round" }).click();
    await page.getByRole("button", { name: "Start the draft" }).click();
    await expect(page).toHaveTitle(/^Error: Record a new round/);
    await expect(page.getByRole("alert")).toContainText("Choose what kind of round it is");
    await sound();
    await page.getByLabel("Working title (optional)").fill("Summer visit");
    await page.getByLabel("Inspection", { exact: true }).check();
    await page.getByLabel("Published", { exact: true }).fill("2025-07-01");
    await page.getByLabel("2024 scheme (graded topics)").check();
    await page.getByRole("button", { name: "Start the draft" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Summer visit");
    await expect(page.getByText("This draft is not published.")).toBeVisible();
    await sound();
    const draft = page.url();

    // It waits on the worklist of those who record rounds.
    await page.getByRole("link", { name: /^Worklist/ }).click();
    await expect(page.getByRole("heading", { name: "Rounds in progress" })).toBeVisible();
    await sound();
    await page.locator(`a[href="${new URL(draft).pathname}"]`).click();
    await expect(page).toHaveURL(draft);
  });

  test("what a round raised is added to its draft", async ({ page, sound, sessionOf }) => {
    const reference = `${force.toUpperCase()}-2025-02`;
    await page.goto(await stage(sessionOf).drafted(force, { ...INSPECTION, published: "2025-08-01" }));
    await page.getByRole("link", { name: "Recommendations and areas of concern" }).click();
    await page.getByRole("button", { name: "Add a recommendation or area of concern" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Enter a reference");
    await sound();
    await page.getByLabel("Reference").fill(reference);
    await page.getByLabel("Recommendation", { exact: true }).check();
    await page.getByLabel("Topic").selectOption("Leadership");
    await page.getByLabel("Within three months").check();
    await page.getByLabel("What it asks of the force").fill(WORDING);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(reference) })).toContainText("Within three months");
    await sound();
  });

  test("grades and a case audit that does not add up are kept", async ({ page, sound, sessionOf }) => {
    await page.goto(await stage(sessionOf).drafted(force, { ...INSPECTION, published: "2025-09-01" }));
    await page.getByRole("link", { name: "Grades" }).click();
    await page.getByLabel("Leadership").selectOption("Good");
    await sound();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Case audit" }).click();
    for (const [field, count] of [["Cases looked at", "33"], ["Good", "9"], ["Inadequate", "10"]] as const) {
      await page.getByLabel(field).fill(count);
    }
    await sound();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("33 cases, grades do not add up")).toBeVisible();
  });

  test("a draft and what it raised are seen by nobody else", async ({ person, sessionOf }) => {
    const reference = `${force.toUpperCase()}-2025-03`;
    const draft = await stage(sessionOf).drafted(force, { ...INSPECTION, working_title: "Secret visit", published: "2025-11-01" });
    await stage(sessionOf).raised(draft, reference, WORDING);
    const { page } = await person("kent");
    await page.goto(`/forces/${force}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Secret visit")).toHaveCount(0);
    expect((await page.goto(draft))?.status()).toBe(404);
    expect((await page.goto(`/recommendations/${reference}`))?.status()).toBe(404);
  });

  test("a draft is looked over, published, and then seen by all", async ({ page, sound, person, sessionOf }) => {
    const reference = `${force.toUpperCase()}-2025-01`;
    const before = stage(sessionOf);
    const draft = await before.drafted(force, INSPECTION);
    await before.raised(draft, reference, WORDING);
    await before.audited(draft, { cases: "33", good: "9", inadequate: "10" });

    await page.goto(draft);
    await page.getByRole("button", { name: "Check and publish" }).click();
    await expect(page.getByText("The figures do not add up in the source")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Publish this round" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/${force}/rounds/inspection-2025-10-01$`));
    await expect(page.getByText(WORDING)).toBeVisible();
    await page.goto(draft);
    await expect(page.getByRole("heading", { name: "This round is published" })).toBeVisible();
    await sound();
    const { page: other } = await person("kent");
    expect((await other.goto(`/recommendations/${reference}`))?.status()).toBe(200);
  });

  test("a new item can be linked to an earlier one", async ({ page, sound, sessionOf }) => {
    const [of, reference] = script ? ["cumbria", "CUMBRIA-2025-01"] : ["lincolnshire", "LINCS-2025-09"];
    const before = stage(sessionOf);
    const draft = await before.drafted(of, INSPECTION);
    await before.raised(draft, reference, WORDING);
    await before.published(draft);
    await page.goto(`/recommendations/${reference}/review?do=link`);
    await sound();
    await page.getByRole("button", { name: "Link to an earlier recommendation" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await sound();
  });

  test("what a round found of an earlier item is recorded in its draft", async ({ page, sound }) => {
    await page.goto("/forces/nottinghamshire/rounds/new");
    await page.getByLabel("Working title (optional)").fill("Winter visit");
    await page.getByLabel("Progress update").check();
    await page.getByLabel("2024 scheme (graded topics)").check();
    await page.getByRole("button", { name: "Start the draft" }).click();
    await expect(page.getByText(/^0 of \d+ added$/)).toBeVisible();
    await sound();
    await page.getByRole("link", { name: "Findings on earlier items" }).click();
    await sound();
    await page.getByRole("link", { name: "Add the finding on NOTTS-2014-01x", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose what the round found");
    await sound();
    await page.getByLabel("Partly improved").check();
    await page.getByLabel("What the round said (optional)").fill("Most supervisors now review each case");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /NOTTS-2014-01x / })).toContainText("Partly improved");
    await sound();
  });

  test("the worklist counts what a draft has left to record", async ({ page, sound, sessionOf }) => {
    const draft = await stage(sessionOf).drafted("nottinghamshire", UPDATE);
    await stage(sessionOf).found(draft, "NOTTS-2014-02x", "Most supervisors now review each case");
    await page.goto("/worklist");
    const left = page.locator(`a[href="${draft}/findings?show=to-record"]`);
    const items = parseInt((await left.innerText()).replace(/\D+/g, " "), 10);
    expect(items).toBeGreaterThan(0);
    await sound();
    await left.click();
    await expect(page.getByRole("link", { name: /^Add the finding on/ })).toHaveCount(items);
    await sound();
  });

  test("what a round found is published with it", async ({ page, sound, sessionOf }) => {
    // Each run publishes on a day of its own.
    const day = script ? "2026-01-02" : "2026-02-01";
    const draft = await stage(sessionOf).drafted("nottinghamshire", { ...UPDATE, published: day });
    await stage(sessionOf).found(draft, "NOTTS-2014-03x", "Most supervisors now review each case");
    await page.goto(`${draft}/publish`);
    await expect(page.getByText("Most supervisors now review each case")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Publish this round" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/nottinghamshire/rounds/progress-update-${day}$`));
    await expect(page.getByText("Most supervisors now review each case")).toBeVisible();
  });

  test("the second of two people on a draft sees both versions", async ({ page, sound, sessionOf }) => {
    const draft = await stage(sessionOf).drafted(force, { working_title: "Two at once", kind: "progress_update", scheme: "2014" });
    await page.goto(draft);
    await expect(page.getByText("Not in the 2014 scheme")).toBeVisible();
    await page.goto(`${draft}/details`);
    await stage(sessionOf).dated("authoriser", draft, { working_title: "Two at once", kind: "progress_update", scheme: "2014", published: "2025-09" });
    await page.getByLabel("Working title (optional)").fill("Mine");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Someone else changed this draft" })).toBeVisible();
    await expect(page.getByRole("row", { name: /^Published/ })).toContainText("September 2025");
    await sound();
    await page.getByRole("button", { name: "Keep my answers and check it again" }).click();
    await expect(page.getByLabel("Working title (optional)")).toHaveValue("Mine");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
  });

  test("a draft that is discarded is gone", async ({ page, sound, sessionOf }) => {
    const draft = await stage(sessionOf).drafted(force, { working_title: "A mistake", kind: "progress_update", scheme: "2014" });
    await page.goto(`/forces/${force}`);
    await expect(page.getByText("A mistake")).toHaveCount(1);
    await page.goto(`${draft}/discard`);
    await sound();
    await page.getByRole("button", { name: "Discard this draft" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/${force}$`));
    await expect(page.getByText("A mistake")).toHaveCount(0);
  });
});

withAndWithoutScript((script) => {
  test.use({ role: "authoriser" });

  test("a duty is set after a round, and read on the force's page", async ({ page, sound }) => {
    const force = script ? "cheshire" : "dorset";
    await page.goto(`/forces/${force}`);
    await page.getByRole("button", { name: "Record monitoring and duties" }).click();
    await sound();
    await page.getByRole("link", { name: "Set a duty or change its date" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose a round");
    await sound();
    await page.getByLabel("After which round?").selectOption({ index: 1 });
    await page.getByLabel("Action plan").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved: duty set/ })).toBeVisible();
    await page.goto(`/forces/${force}`);
    await expect(page.getByText(/By rule, from the publication of/)).toBeVisible();
    await sound();
  });

  test("a stage of monitoring is recorded, and read on the force's page", async ({ page, sound }) => {
    const force = script ? "gwent" : "humberside";
    await page.goto(`/forces/${force}/monitoring`);
    await page.getByRole("link", { name: "Change the stage of monitoring" }).click();
    await page.getByLabel("Engage").check();
    await page.getByLabel("From").fill("2026-02-03");
    await sound();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved: monitoring changed/ })).toBeVisible();
    await sound();
    await page.goto(`/forces/${force}`);
    await expect(page.getByText("Engage, from 3 February 2026.")).toBeVisible();
    await sound();
  });
});
