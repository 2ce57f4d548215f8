// What inspectors record of a force: monitoring and duties, and a round from its first draft to its publication.
import type { Page } from "@playwright/test";

import { expect, test, withAndWithoutScript } from "../fixtures";

const PASSWORD = "only for demonstration";

async function signIn(page: Page, role: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Email address").fill(`${role}@demonstration.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

withAndWithoutScript((script) => {
  // Each run of a test publishes for good, so each has a force of its own.
  const forceOf = (width: number) => {
    const forces = script ? ["hampshire", "cumbria"] : ["north-yorkshire", "gwent"];
    return width < 640 ? forces[1] : forces[0];
  };

  test("a round is written down in several sittings, seen by nobody else, then published", async ({
    page,
    browser,
    viewport,
    audit,
    noOverflow,
  }) => {
    test.setTimeout(180_000);
    const sound = async () => {
      await audit();
      await noOverflow();
    };
    const force = forceOf(viewport?.width ?? 0) ?? "";
    const reference = `${force.toUpperCase()}-2025-01`;
    await signIn(page, "inspector", `/forces/${force}`);
    await expect(page.getByRole("heading", { name: "Drafts of rounds" })).toBeVisible();
    await page.getByRole("button", { name: "Record a new round" }).click();

    await page.getByRole("button", { name: "Begin the draft" }).click();
    await expect(page).toHaveTitle(/^Error: Record a new round/);
    await expect(page.getByRole("alert")).toContainText("Choose what kind of round it is");
    await sound();
    await page.getByLabel("Working title (optional)").fill("Autumn visit");
    await page.getByLabel("Inspection", { exact: true }).check();
    await page.getByLabel("Published", { exact: true }).fill("2025-10-01");
    await page.getByLabel("2024 scheme (graded topics)").check();
    await page.getByRole("button", { name: "Begin the draft" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Autumn visit");
    await expect(page.getByText("Draft, not published.")).toBeVisible();
    await sound();
    const draft = page.url();

    // It waits on the worklist of those who record rounds.
    await page.getByRole("link", { name: /^Worklist/ }).click();
    await expect(page.getByRole("heading", { name: "Rounds in progress" })).toBeVisible();
    await sound();
    await page.locator(`a[href="${new URL(draft).pathname}"]`).click();
    await expect(page).toHaveURL(draft);

    await page.getByRole("link", { name: "Recommendations and areas of concern" }).click();
    await page.getByRole("button", { name: "Add a recommendation or area of concern" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Enter a reference");
    await sound();
    await page.getByLabel("Reference").fill(reference);
    await page.getByLabel("Recommendation", { exact: true }).check();
    await page.getByLabel("Topic").selectOption("Leadership");
    await page.getByLabel("Within three months").check();
    await page.getByLabel("What it asks of the force").fill("Lead child protection from the top of the force");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(reference) })).toContainText("Within three months");
    await sound();
    await page.getByRole("link", { name: "Back to the draft" }).click();

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
    await expect(page.getByText("33 cases, which do not add up")).toBeVisible();

    const other = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
    await signIn(other, "kent", `/forces/${force}`);
    await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(other.getByText("Autumn visit")).toHaveCount(0);
    expect((await other.goto(draft))?.status()).toBe(404);
    expect((await other.goto(`/recommendations/${reference}`))?.status()).toBe(404);

    await page.goto(draft);
    await page.getByRole("button", { name: "Check and publish" }).click();
    await expect(page.getByText("The figures do not add up in the source")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Publish this round" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/${force}/rounds/inspection-2025-10-01$`));
    await expect(page.getByText("Lead child protection from the top of the force")).toBeVisible();
    await page.goto(draft);
    await expect(page.getByRole("heading", { name: "This round is published" })).toBeVisible();
    await sound();
    expect((await other.goto(`/recommendations/${reference}`))?.status()).toBe(200);
    await other.context().close();

    // Where an earlier round asked something of the force, the new item can be linked to it.
    if (script) {
      await page.goto(`/recommendations/${reference}/review?do=link`);
      await sound();
      await page.getByRole("button", { name: "Link to an earlier recommendation" }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await sound();
    }
  });

  test("what a round found of an earlier item is recorded in its draft, counted, and published with it", async ({
    page,
    viewport,
    audit,
    noOverflow,
  }) => {
    test.setTimeout(120_000);
    const sound = async () => {
      await audit();
      await noOverflow();
    };
    // Nobody else ends items of this force meanwhile; each run publishes on a day of its own.
    const day = `2026-0${script ? 1 : 2}-0${(viewport?.width ?? 0) < 640 ? 1 : 2}`;
    await signIn(page, "inspector", "/forces/nottinghamshire/rounds/new");
    await page.getByLabel("Working title (optional)").fill(`Winter visit ${day}`);
    await page.getByLabel("Progress update").check();
    await page.getByLabel("Published", { exact: true }).fill(day);
    await page.getByLabel("2024 scheme (graded topics)").check();
    await page.getByRole("button", { name: "Begin the draft" }).click();
    await expect(page.getByText(/^0 of \d+ recorded$/)).toBeVisible();
    await sound();
    const draft = new URL(page.url()).pathname;

    await page.getByRole("link", { name: "Findings on earlier items" }).click();
    await sound();
    await page.getByRole("link", { name: "Record the finding on NOTTS-2014-01x", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose what the round found");
    await sound();
    await page.getByLabel("Partly improved").check();
    await page.getByLabel("What the round said (optional)").fill("Most supervisors now review each case");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /NOTTS-2014-01x / })).toContainText("Partly improved");
    await sound();

    // The worklist counts what is left, and its link shows exactly these.
    await page.getByRole("link", { name: /^Worklist/ }).click();
    const left = page.locator(`a[href="${draft}/findings?show=to-record"]`);
    const items = parseInt((await left.innerText()).replace(/\D+/g, " "), 10);
    await sound();
    await left.click();
    await expect(page.getByRole("link", { name: /^Record the finding on/ })).toHaveCount(items);
    await sound();

    await page.goto(`${draft}/publish`);
    await expect(page.getByText("Most supervisors now review each case")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Publish this round" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/nottinghamshire/rounds/progress-update-${day}$`));
    await expect(page.getByText("Most supervisors now review each case")).toBeVisible();
  });

  test("of two people on one draft the second sees both and looks theirs over again", async ({
    page,
    browser,
    viewport,
    audit,
    noOverflow,
  }) => {
    test.setTimeout(120_000);
    const force = forceOf(viewport?.width ?? 0);
    await signIn(page, "inspector", `/forces/${force}/rounds/new`);
    await page.getByLabel("Working title (optional)").fill("Two at once");
    await page.getByLabel("Progress update").check();
    await page.getByLabel("2014 scheme (child’s journey)").check();
    await page.getByRole("button", { name: "Begin the draft" }).click();
    await expect(page.getByText("Not in the 2014 scheme")).toBeVisible();
    const details = `${page.url()}/details`;
    await page.goto(details);

    const other = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
    await signIn(other, "authoriser", new URL(details).pathname);
    await other.getByLabel("Published", { exact: true }).fill("2025-09");
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
    await other.context().close();

    await page.getByLabel("Working title (optional)").fill("Mine");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Somebody else changed this draft" })).toBeVisible();
    await expect(page.getByRole("row", { name: /^Published/ })).toContainText("2025-09");
    await audit();
    await noOverflow();
    await page.getByRole("button", { name: "Keep mine, and look it over again" }).click();
    await expect(page.getByLabel("Working title (optional)")).toHaveValue("Mine");

    await page.goto(details.replace("/details", "/discard"));
    await audit();
    await page.getByRole("button", { name: "Discard this draft" }).click();
    await expect(page).toHaveURL(new RegExp(`/forces/${force}$`));
    await expect(page.getByText("Two at once")).toHaveCount(0);
  });

  test("duties and stages of monitoring are recorded and read on the force's page", async ({
    page,
    viewport,
    audit,
    noOverflow,
  }) => {
    test.setTimeout(120_000);
    const force = forceOf(viewport?.width ?? 0);
    const sound = async () => {
      await audit();
      await noOverflow();
    };
    await signIn(page, "authoriser", `/forces/${force}`);
    await page.getByRole("button", { name: "Record monitoring and duties" }).click();
    await sound();
    await page.getByRole("link", { name: "Set a duty, or move its date" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose a round");
    await sound();
    await page.getByLabel("After which round?").selectOption({ index: 1 });
    await page.getByLabel("Action plan").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved: duty set/ })).toBeVisible();

    await page.getByRole("link", { name: "Change the stage of monitoring" }).click();
    await page.getByLabel("Engage").check();
    await page.getByLabel("From").fill("2026-02-03");
    await sound();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: /^Success: Saved: monitoring changed/ })).toBeVisible();
    await sound();

    await page.goto(`/forces/${force}`);
    await expect(page.getByText("Engage, from 3 February 2026.")).toBeVisible();
    await expect(page.getByText(/By rule, from the publication of/)).toBeVisible();
    await sound();
  });
});
