// Several items at once: proposed together on what the force says of each, and ended together by another person.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { type Person, person } from "./people";

// Each run has a force's items of its own: what is recorded stays.
const ITEMS: Record<string, { officer: string; items: [string, string] }> = {
  "journeys-desktop true": { officer: "kent", items: ["KENT-2019-02", "KENT-2019-07"] },
  "journeys-desktop false": { officer: "kent", items: ["KENT-2019-08", "KENT-2019-09"] },
  "journeys-phone true": { officer: "warwickshire", items: ["WARWICKSHIRE-2022-05", "WARWICKSHIRE-2022-06x"] },
  "journeys-phone false": { officer: "warwickshire", items: ["WARWICKSHIRE-2022-07x", "WARWICKSHIRE-2022-08x"] },
};

/** Submits an item for review, with what was done. */
async function submit({ page }: Person, item: string, done: string): Promise<void> {
  await page.goto(`/recommendations/${item}/update`);
  await page.getByLabel("What was done").fill(done);
  await page.getByLabel("What changed for children as a result").fill(`Seen within a day: ${item}`);
  await page.getByLabel("Next step").fill("A second audit in March.");
  await page.getByLabel("Ready for review").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Confirm and save" }).click();
  await expect(page.getByText("Saved: ").first()).toBeVisible();
}

async function select({ page }: Person, group: string, items: string[]): Promise<void> {
  for (const item of items) await page.locator(`[id="${group}-${item}"]`).check();
}

async function unfold({ page }: Person, item: string): Promise<void> {
  await page.getByRole("region", { name: item }).locator("summary").click();
}

withAndWithoutScript((script) => {
  test("two items are proposed together, overtaken, proposed again and ended together by another person", async ({
    browser,
    viewport,
  }, { project }) => {
    test.setTimeout(240_000);
    const { officer, items } = ITEMS[`${project.name} ${script}`]!;
    const [one, other] = items;
    const options = { viewport, javaScriptEnabled: script, locale: "en-GB", timezoneId: "Europe/London" };
    const [force, inspector, authoriser] = await Promise.all([
      person(browser, officer, options),
      person(browser, "inspector", options),
      person(browser, "authoriser", options),
    ]);
    await submit(force, one, "Thirty cases were audited.");
    await submit(force, other, "Every desk has a supervisor.");

    // Nothing selected is said where it can be put right.
    await inspector.go("/worklist");
    const next = inspector.page.getByRole("button", { name: "Continue for the selected items" });
    await next.click();
    await expect(inspector.page).toHaveTitle(/^Error: /);
    await expect(inspector.page.getByRole("alert")).toContainText("Select at least one item on your worklist");
    await inspector.check();
    await select(inspector, "submitted", items);
    await inspector.page.getByLabel("With the selected items").selectOption("Propose closure");
    await next.click();

    // What each force says stands there, folded; what is missing is asked for.
    await expect(inspector.page.getByRole("heading", { name: "Propose closure" })).toBeVisible();
    await unfold(inspector, one);
    await expect(inspector.page.getByText("Thirty cases were audited.")).toBeVisible();
    await inspector.check();
    const propose = inspector.page.getByRole("button", { name: "Propose closure: 2 items" });
    await propose.click();
    await expect(inspector.page).toHaveTitle(/^Error: /);
    await inspector.check();
    await inspector.page.getByLabel("Complete: it was done").check();
    await inspector.page.getByLabel("Reality testing").check();
    await inspector.page.getByLabel("Why it can end").fill("Sampled, all in time.");
    await inspector.page.getByLabel("Evidence relied on").fill("Case sample, held by the inspectorate");

    // The force adds something meanwhile: nothing is proposed of either until it was looked at.
    await submit(force, other, "Every desk has two supervisors.");
    await propose.click();
    await expect(inspector.page.getByRole("alert")).toContainText(`Somebody else changed ${other} while you were looking`);
    await expect(inspector.page.getByLabel("Why it can end")).toHaveValue("Sampled, all in time.");
    await unfold(inspector, other);
    await expect(inspector.page.getByText("Every desk has two supervisors.")).toBeVisible();
    await inspector.check();
    await propose.click();
    await expect(inspector.page.getByText(`: ${one}, ${other}.`)).toBeVisible();
    await inspector.check();

    // Who decides reads what was proposed and, behind it, what the force said; on paper all of it is unfolded.
    await authoriser.go("/worklist");
    await select(authoriser, "proposed", items);
    await authoriser.page.getByRole("button", { name: "Decide on the proposed closure for the selected items" }).click();
    await expect(authoriser.page.getByRole("heading", { name: "Complete: 2" })).toBeVisible();
    await expect(authoriser.page.getByText("Case sample, held by the inspectorate")).toHaveCount(2);
    const said = authoriser.page.getByText("Every desk has two supervisors.");
    await expect(said).toBeHidden();
    await authoriser.page.emulateMedia({ media: "print" });
    await expect(said).toBeVisible();
    await authoriser.page.emulateMedia({ media: "screen" });
    await unfold(authoriser, other);
    await expect(said).toBeVisible();
    await authoriser.check();
    await authoriser.page.getByRole("button", { name: "Refuse all 2" }).click();
    await expect(authoriser.page).toHaveTitle(/^Error: /);
    await authoriser.check();
    await authoriser.page.getByRole("button", { name: "Authorise 2 endings: 2 complete" }).click();
    await expect(authoriser.page.getByText(`: ${one}, ${other}.`)).toBeVisible();
    for (const item of items) {
      await authoriser.page.goto(`/recommendations/${item}`);
      await expect(authoriser.page.getByText("Verified complete").first()).toBeVisible();
    }

    // Reopening asks for a reason.
    await authoriser.go(`/recommendations/${one}/review?do=reopen`);
    await authoriser.page.getByRole("button", { name: "Reopen" }).click();
    await expect(authoriser.page).toHaveTitle(/^Error: /);
    await authoriser.check();
    await Promise.all([force, inspector, authoriser].map((of) => of.leave()));
  });
});
