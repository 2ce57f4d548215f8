// Several items at once: proposed together on what the force says of each, and ended together by another person.
import { expect, type Person, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

async function select({ page }: Person, group: string, items: string[]): Promise<void> {
  for (const item of items) await page.locator(`[id="${group}-${item}"]`).check();
}

async function unfold({ page }: Person, item: string): Promise<void> {
  await page.getByRole("region", { name: item }).locator("summary").click();
}

/** The latest finding of one of them is of concern: "complete" asks first. */
async function proposeDespiteFinding({ page, sound }: Person): Promise<void> {
  await expect(page.getByRole("alert")).toContainText("is of concern");
  await sound();
  await page.getByLabel(/^I have read the latest finding/).check();
  await page.getByRole("button", { name: "Propose closure: 2 items" }).click();
}

withAndWithoutScript((script) => {
  test.describe("proposed together", () => {
    // The tests go on with the same two items.
    test.describe.configure({ mode: "default" });
    const [one, other] = script ? (["KENT-2019-01", "KENT-2019-02"] as const) : (["KENT-2019-08", "KENT-2019-09"] as const);
    const items = [one, other];

    test("nothing selected is said where it can be put right", async ({ person, sessionOf }) => {
      await stage(sessionOf).submitted("kent", one);
      const { page, go, sound } = await person("inspector");
      await go("/worklist");
      await page.getByRole("button", { name: "Continue for the selected items" }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await expect(page.getByRole("alert")).toContainText("Select at least one item on your worklist");
      await sound();
    });

    test("nothing is proposed of what was overtaken until it was looked at", async ({ person, sessionOf }) => {
      for (const item of items) await stage(sessionOf).submitted("kent", item, "Every desk has a supervisor.");
      const inspector = await person("inspector");
      const { page, sound } = inspector;
      await page.goto("/worklist");
      await select(inspector, "submitted", items);
      await page.getByLabel("With the selected items").selectOption("Propose closure");
      await page.getByRole("button", { name: "Continue for the selected items" }).click();
      await page.getByLabel("Complete: it was done").check();
      await page.getByLabel("Reality testing").check();
      await page.getByLabel("Why it can close").fill("Sampled, all in time.");
      await page.getByLabel("Evidence relied on").fill("Case sample, held by the inspectorate");
      await stage(sessionOf).submitted("kent", other, "Every desk has two supervisors.");
      await page.getByRole("button", { name: "Propose closure: 2 items" }).click();
      await expect(page.getByRole("alert")).toContainText(`Someone else changed ${other} while you were looking`);
      await expect(page.getByLabel("Why it can close")).toHaveValue("Sampled, all in time.");
      await unfold(inspector, other);
      await expect(page.getByText("Every desk has two supervisors.")).toBeVisible();
      await sound();
      await page.getByRole("button", { name: "Propose closure: 2 items" }).click();
      if (script) await proposeDespiteFinding(inspector);
      await expect(page.getByText(`: ${one}, ${other}.`)).toBeVisible();
      await sound();
    });
  });

  test("two items are proposed together on what the force says of each", async ({ person, sessionOf }) => {
    const [one, other] = script ? (["WARWICKSHIRE-2022-05", "WARWICKSHIRE-2022-06x"] as const) : (["WARWICKSHIRE-2022-07x", "WARWICKSHIRE-2022-08x"] as const);
    const items = [one, other];
    await stage(sessionOf).submitted("warwickshire", one, "Thirty cases were audited.");
    await stage(sessionOf).submitted("warwickshire", other, "Every desk has a supervisor.");
    const inspector = await person("inspector");
    const { page, sound } = inspector;
    await page.goto("/worklist");
    await select(inspector, "submitted", items);
    await page.getByLabel("With the selected items").selectOption("Propose closure");
    await page.getByRole("button", { name: "Continue for the selected items" }).click();

    // What each force says stands there, folded; what is missing is asked for.
    await expect(page.getByRole("heading", { name: "Propose closure" })).toBeVisible();
    await unfold(inspector, one);
    await expect(page.getByText("Thirty cases were audited.")).toBeVisible();
    await sound();
    const propose = page.getByRole("button", { name: "Propose closure: 2 items" });
    await propose.click();
    await expect(page).toHaveTitle(/^Error: /);
    await sound();
    await page.getByLabel("Complete: it was done").check();
    await page.getByLabel("Reality testing").check();
    await page.getByLabel("Why it can close").fill("Sampled, all in time.");
    await page.getByLabel("Evidence relied on").fill("Case sample, held by the inspectorate");
    await propose.click();
    if (!script) await proposeDespiteFinding(inspector);
    await expect(page.getByText(`: ${one}, ${other}.`)).toBeVisible();
    await sound();
  });

  test("who decides reads what was said and ends both together", async ({ person, sessionOf }) => {
    const items = script ? (["LEICS-2017-05x", "KENT-2019-07"] as const) : (["LEICS-2017-06x", "WARWICKSHIRE-2022-02"] as const);
    const [, other] = items;
    await stage(sessionOf).submitted(script ? "kent" : "warwickshire", other, "Every desk has two supervisors.");
    for (const item of items) await stage(sessionOf).proposed(item);
    const authoriser = await person("authoriser");
    const { page, go, sound } = authoriser;
    await go("/worklist");
    await select(authoriser, "proposed", items);
    await page.getByRole("button", { name: "Decide on the proposed closure for the selected items" }).click();
    await expect(page.getByRole("heading", { name: "Complete: 2" })).toBeVisible();
    await expect(page.getByText("Case sample, held by the inspectorate")).toHaveCount(2);
    // On paper all of it is unfolded.
    const said = page.getByText("Every desk has two supervisors.");
    await expect(said).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(said).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await unfold(authoriser, other);
    await expect(said).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Refuse all 2" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await sound();
    await page.getByRole("button", { name: "Authorise 2 closures: 2 complete" }).click();
    await expect(page.getByText(`: ${[...items].sort().join(", ")}.`)).toBeVisible();
    for (const item of items) {
      await page.goto(`/recommendations/${item}`);
      await expect(page.locator(".govuk-tag", { hasText: "Verified complete" })).toBeVisible();
    }
  });
});
