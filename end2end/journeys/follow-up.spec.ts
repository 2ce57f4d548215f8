// A recommendation as four people see it through: from its first update to closed by two people, and open again.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

withAndWithoutScript((script) => {
  test.describe("an update", () => {
    // The force goes on with one item, whatever a test before left of it.
    test.describe.configure({ mode: "default" });
    const reference = script ? "KENT-2019-03" : "KENT-2019-04";
    const item = `/recommendations/${reference}`;

    test("answers left out are named at once, and what was written stays", async ({ person }) => {
      const { page, go, sound } = await person("kent");
      await go("/worklist");
      await page.getByRole("link", { name: new RegExp(`(Add first update|Update) ${reference}$`) }).first().click();
      await expect(page).toHaveURL(`${item}/update`);
      await sound();
      await page.getByLabel("What was done").fill("A daily meeting looks at every referral.");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await sound();
      await expect(page.getByLabel("What was done")).toHaveValue("A daily meeting looks at every referral.");
      await page.getByRole("link", { name: /^Enter what changed for children/ }).click();
      await expect(page.getByLabel("What changed for children as a result")).toBeFocused();
    });

    test("pages to correct and to check are reloaded and gone back to without sending again", async ({ person }) => {
      const { page, sound } = await person("kent");
      await page.goto(`${item}/update`);
      await page.getByLabel("In progress").check();
      await page.getByLabel("What was done").fill("A daily meeting looks at every referral.");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page).toHaveURL(/\/update\?unfinished=/);
      await page.reload();
      await expect(page).toHaveTitle(/^Error: /);
      await expect(page.getByLabel("What was done")).toHaveValue("A daily meeting looks at every referral.");
      await page.getByLabel("What changed for children as a result").fill("Referrals are made the same day.");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
      await page.reload();
      await expect(page.getByText("Referrals are made the same day.")).toBeVisible();
      await page.goBack();
      await expect(page).toHaveTitle(/^Error: /);
      await sound();
      await page.goForward();
      await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
      await sound();
    });

    test("a target date is typed as people write it, and an impossible one stays to be put right", async ({ person }) => {
      // An item of its own: a draft of what is typed stays behind.
      const { page, sound } = await person("kent");
      await page.goto(`/recommendations/${script ? "KENT-2019-08" : "KENT-2019-09"}/update`);
      const target = page.getByLabel("The force’s own target date");
      await page.getByLabel("In progress").check();
      await page.getByLabel("What was done").fill("A daily meeting looks at every referral.");
      await page.getByLabel("What changed for children as a result").fill("Referrals are made the same day.");
      await target.fill("30 February 2031");
      if (script) {
        await target.press("Tab");
        await expect(page.locator(".app-date-echo")).toHaveText("February 2031 has 28 days");
      }
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await expect(target).toHaveValue("30 February 2031");
      await sound();
      await target.fill("5/3/31");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("5 March 2031").first()).toBeVisible();
      await expect(page.getByRole("heading", { name: "What readers will see" })).toBeVisible();
      await sound();
    });

    test("what is half written is kept on the server", async ({ person }) => {
      // An item that no other test writes to: where its draft is in the form already, the same words are not kept anew.
      const other = `/recommendations/${script ? "WARWICKSHIRE-2022-09x" : "WARWICKSHIRE-2022-10x"}/update`;
      const force = await person("warwickshire");
      await force.page.goto(other);
      await force.page.getByLabel("What was done").fill("Half of the audit is done.");
      await force.page.getByLabel("What changed for children as a result").fill("Too early to say.");
      if (script) {
        await expect(force.page.getByRole("status").filter({ hasText: "Draft saved on" })).toBeVisible();
      } else {
        await force.page.getByRole("button", { name: "Save draft" }).click();
      }
      await force.go(other);
      await expect(force.page.getByText("Only your force can see it.")).toBeVisible();
      await expect(force.page.getByLabel("What changed for children as a result")).toHaveValue("Too early to say.");
    });

    test("a telephone number is marked and has to be looked at", async ({ person }) => {
      const { page, sound } = await person("kent");
      await page.goto(`${item}/update`);
      await page.getByLabel("What was done").fill("A daily meeting looks at every referral.");
      await page.getByLabel("What changed for children as a result").fill("Referrals are made the same day.");
      await page.getByLabel("Next step").fill("Ask the desk on 07700 900123.");
      await page.getByLabel("In progress").check();
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
      await expect(page.locator("mark").first()).toContainText("07700 900123");
      await page.getByRole("button", { name: "Confirm and save" }).click();
      await expect(page.getByRole("alert")).toContainText("tick the box");
      await sound();
      await page.getByRole("button", { name: "Change answers" }).click();
      await page.getByLabel("Next step").fill("An audit of thirty cases in March.");
      await page.getByLabel("Ready for review").check();
      await page.getByRole("button", { name: "Continue" }).click();
      await sound();
      await page.getByRole("button", { name: "Confirm and save" }).click();
      await expect(page.getByText("Saved: Submitted for review,")).toBeVisible();
      await sound();
    });

    test("the inspector finds it waiting and returns it with questions", async ({ person, sessionOf }) => {
      await stage(sessionOf).submitted("kent", reference);
      const { page, go, sound } = await person("inspector");
      await go("/worklist");
      await page.getByRole("link", { name: `Review ${reference}` }).click();
      await sound();
      await page.getByRole("link", { name: "Return with questions" }).click();
      await page.getByRole("button", { name: "Return with questions" }).click();
      await expect(page).toHaveTitle(/^Error: /);
      await sound();
      await page.getByLabel("Questions to the force").fill("How many referrals were late in October?");
      await page.getByRole("button", { name: "Return with questions" }).click();
      await expect(page.getByRole("heading", { name: "What readers will see" })).toBeVisible();
      await sound();
      await page.getByRole("button", { name: "Confirm and save" }).click();
      await expect(page.getByText(/Saved: Returned/)).toBeVisible();
    });

    test("the force reads the questions, a senior leader does not", async ({ person, sessionOf }) => {
      await stage(sessionOf).submitted("kent", reference);
      await stage(sessionOf).returned(reference, "How many referrals were late in November?");
      const anyone = await person("leader");
      await anyone.go(item);
      await expect(anyone.page.getByText("How many referrals were late")).toHaveCount(0);
      const force = await person("kent");
      await force.go("/worklist");
      await force.page.getByRole("link", { name: `Answer the questions ${reference}` }).first().click();
      await expect(force.page.getByText("How many referrals were late in November?").first()).toBeVisible();
    });

    test("the inspector moves the inspectorate's status", async ({ person, sessionOf }) => {
      await stage(sessionOf).submitted("kent", reference);
      await stage(sessionOf).returned(reference, "Which cases were late?");
      const { page, go } = await person("inspector");
      await go(`${item}/review?do=status`);
      await page.getByLabel("Awaiting review").check();
      await page.getByRole("button", { name: "Change the inspectorate’s status" }).click();
      await page.getByRole("button", { name: "Confirm and save" }).click();
      await expect(page.getByText(/Saved: Inspectorate status/)).toBeVisible();
    });

    test("an overtaken update is kept and submitted again", async ({ person, sessionOf }) => {
      await stage(sessionOf).submitted("kent", reference);
      await stage(sessionOf).returned(reference, "How many referrals were late in December?");
      const { page, sound } = await person("kent");
      await page.goto(`${item}/update`);
      await page.getByLabel("What was done").fill("Counted: two of ninety.");
      await page.getByLabel("What changed for children as a result").fill("Both children were seen the next day.");
      await page.getByLabel("Ready for review").check();
      await stage(sessionOf).moved(reference, "awaiting-review");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("heading", { name: "Someone else changed this" })).toBeVisible();
      await expect(page.getByText("Counted: two of ninety.").first()).toBeVisible();
      await sound();
      await page.getByRole("button", { name: "Keep my answers" }).click();
      await sound();
      await page.getByRole("button", { name: "Confirm and save" }).click();
      await expect(page.getByText("Saved: Submitted for review,")).toBeVisible();
    });
  });

  test("who proposes closure cannot decide on it", async ({ person }) => {
    const item = `/recommendations/${script ? "LEICS-2017-01x" : "LEICS-2017-02x"}`;
    const { page, go } = await person("inspector");
    await go(`${item}/review?do=propose`);
    await page.getByLabel("Complete: it was done").check();
    await page.getByLabel("Reality testing").check();
    await page.getByLabel("Why it can close").fill("Thirty cases sampled, all in time.");
    await page.getByLabel("Evidence relied on").fill("Case sample, held by the inspectorate");
    await page.getByRole("button", { name: "Propose closure" }).click();
    await page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(page.getByText(/Saved: Closure proposed/)).toBeVisible();
    await page.goto(`${item}/review`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Decide on the proposed closure" })).toHaveCount(0);
  });

  test("another person reads what it rests on and authorises closure", async ({ person, sessionOf }) => {
    const reference = script ? "LEICS-2017-03x" : "LEICS-2017-04x";
    await stage(sessionOf).proposed(reference);
    const { page, go, sound } = await person("authoriser");
    await go("/worklist");
    await page.getByRole("link", { name: `Authorise or refuse ${reference}` }).click();
    await expect(page.getByText("Case sample, held by the inspectorate")).toBeVisible();
    await expect(page.getByText("Reality testing")).toBeVisible();
    await sound();
    await page.getByLabel("Authorise: close it").check();
    await page.getByRole("button", { name: "Decide on the proposed closure" }).click();
    await expect(page.getByText("will change from “Submitted for review” to “Verified complete”")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(page.getByText(/Saved: Closure authorised/)).toBeVisible();
    const anyone = await person("leader");
    await anyone.go(`/recommendations/${reference}`);
    await expect(anyone.page.locator(".govuk-tag", { hasText: "Verified complete" })).toBeVisible();
  });

  test("what has ended is opened again, and its history is whole", async ({ person, sessionOf }) => {
    const reference = script ? "KENT-2019-05" : "KENT-2019-06";
    const before = stage(sessionOf);
    await before.submitted("kent", reference);
    await before.returned(reference, "How many referrals were late in October?");
    await before.submitted("kent", reference, "Counted: two of ninety.");
    await before.proposed(reference);
    await before.authorised(reference);

    const { page, go, sound } = await person("authoriser");
    await go(`/recommendations/${reference}/review?do=reopen`);
    await page.getByRole("button", { name: "Reopen" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await sound();
    await page.getByLabel("Why it must be reopened").fill("Late referrals were found again.");
    await page.getByRole("button", { name: "Reopen" }).click();
    await page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(page.getByText(/Saved: Reopened/)).toBeVisible();
    const anyone = await person("leader");
    await anyone.go(`/recommendations/${reference}#history`);
    await expect(anyone.page.locator(".govuk-tag", { hasText: "Verified complete" })).toHaveCount(0);
    for (const words of ["Reopened", "Closure authorised", "Closure proposed", "Returned", "Submitted for review"]) {
      await expect(anyone.page.getByRole("heading", { name: words, level: 3 }).first()).toBeVisible();
    }
  });
});
