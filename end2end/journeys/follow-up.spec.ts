// One recommendation as four people see it through: from its first update to closed by two people, and open again.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { person } from "./people";

// Each run of the journey has an item of its own: what is recorded stays.
const ITEMS: Record<string, string> = {
  "journeys-desktop true": "KENT-2019-03",
  "journeys-desktop false": "KENT-2019-04",
  "journeys-phone true": "KENT-2019-05",
  "journeys-phone false": "KENT-2019-06",
};

withAndWithoutScript((script) => {
  test("an item is updated, returned, submitted again, proposed, authorised by another person and opened again", async ({
    browser,
    viewport,
  }, { project }) => {
    test.setTimeout(240_000);
    const reference = ITEMS[`${project.name} ${script}`];
    const item = `/recommendations/${reference}`;
    const options = { viewport, javaScriptEnabled: script, locale: "en-GB", timezoneId: "Europe/London" };
    const [force, inspector, authoriser, anyone] = await Promise.all([
      person(browser, "kent", options),
      person(browser, "inspector", options),
      person(browser, "authoriser", options),
      person(browser, "leader", options),
    ]);

    // The force finds it on its worklist, leaves answers out, and is told all of them at once.
    await force.go("/worklist");
    await force.page.getByRole("link", { name: new RegExp(`on ${reference}$|Update ${reference}$`) }).first().click();
    await expect(force.page).toHaveURL(`${item}/update`);
    await force.check();
    await force.page.getByLabel("What was done").fill("A daily meeting looks at every referral.");
    await force.page.getByRole("button", { name: "Continue" }).click();
    await expect(force.page).toHaveTitle(/^Error: /);
    await force.check();
    await expect(force.page.getByLabel("What was done")).toHaveValue("A daily meeting looks at every referral.");
    await force.page.getByRole("link", { name: /^Say what changed for children/ }).click();
    await expect(force.page.getByLabel("What changed for children as a result")).toBeFocused();

    // What is half written is kept on the server.
    await force.page.getByLabel("What changed for children as a result").fill("Referrals are made the same day.");
    if (script) {
      await expect(force.page.getByRole("status")).toContainText("Draft kept on");
    } else {
      await force.page.getByRole("button", { name: "Save draft" }).click();
    }
    await force.go(`${item}/update`);
    await expect(force.page.getByText("Only your force sees it.")).toBeVisible();
    await expect(force.page.getByLabel("What changed for children as a result")).toHaveValue("Referrals are made the same day.");

    // A telephone number is marked, and has to be looked at.
    await force.page.getByLabel("Next step").fill("Ask the desk on 07700 900123.");
    await force.page.getByLabel("In progress").check();
    await force.page.getByRole("button", { name: "Continue" }).click();
    await expect(force.page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
    await expect(force.page.locator("mark").first()).toContainText("07700 900123");
    await force.page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(force.page.getByRole("alert")).toContainText("Tick the box");
    await force.check();
    await force.page.getByRole("button", { name: "Change answers" }).click();
    await force.page.getByLabel("Next step").fill("An audit of thirty cases in March.");
    await force.page.getByLabel("Ready for review").check();
    await force.page.getByRole("button", { name: "Continue" }).click();
    await force.check();
    await force.page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(force.page.getByText("Saved: Submitted for review,")).toBeVisible();
    await force.check();

    // The inspector finds it waiting, and asks.
    await inspector.go("/worklist");
    await inspector.page.getByRole("link", { name: `Review ${reference}` }).click();
    await inspector.check();
    await inspector.page.getByRole("link", { name: "Return with questions" }).click();
    await inspector.page.getByRole("button", { name: "Return with questions" }).click();
    await expect(inspector.page).toHaveTitle(/^Error: /);
    await inspector.check();
    await inspector.page.getByLabel("Questions to the force").fill("How many referrals were late in October?");
    await inspector.page.getByRole("button", { name: "Return with questions" }).click();
    await expect(inspector.page.getByText(/Saved: Returned/)).toBeVisible();

    // The force reads the questions where it answers them; a senior leader does not.
    await anyone.go(item);
    await expect(anyone.page.getByText("How many referrals were late")).toHaveCount(0);
    await force.go("/worklist");
    await force.page.getByRole("link", { name: `Answer the questions on ${reference}` }).first().click();
    await expect(force.page.getByText("How many referrals were late in October?")).toBeVisible();

    // Meanwhile the inspector moves the status: the force is told, keeps what it wrote, and submits again.
    await force.page.getByLabel("What was done").fill("Counted: two of ninety.");
    await force.page.getByLabel("What changed for children as a result").fill("Both children were seen the next day.");
    await force.page.getByLabel("Ready for review").check();
    await inspector.go(`${item}/review?do=status`);
    await inspector.page.getByLabel("Awaiting review").check();
    await inspector.page.getByRole("button", { name: "Move the inspectorate’s status" }).click();
    await expect(inspector.page.getByText(/Saved: Inspectorate status/)).toBeVisible();
    await force.page.getByRole("button", { name: "Continue" }).click();
    await expect(force.page.getByRole("heading", { name: "Somebody else changed this" })).toBeVisible();
    await force.check();
    await force.page.getByRole("button", { name: "Keep mine" }).click();
    await force.check();
    await force.page.getByRole("button", { name: "Confirm and save" }).click();
    await expect(force.page.getByText("Saved: Submitted for review,")).toBeVisible();

    // The inspector proposes closure, and cannot authorise it.
    await inspector.go(`${item}/review?do=propose`);
    await inspector.page.getByLabel("Complete: it was done").check();
    await inspector.page.getByLabel("Reality testing").check();
    await inspector.page.getByLabel("Why it can end").fill("Thirty cases sampled, all in time.");
    await inspector.page.getByLabel("Evidence relied on").fill("Case sample, held by the inspectorate");
    await inspector.page.getByRole("button", { name: "Propose closure" }).click();
    await expect(inspector.page.getByText(/Saved: Closure proposed/)).toBeVisible();
    await inspector.page.goto(`${item}/review`);
    await expect(inspector.page.getByRole("link", { name: "Decide on the proposed closure" })).toHaveCount(0);

    // Another person authorises: by whom it was proposed and on what evidence stands there.
    await authoriser.go("/worklist");
    await authoriser.page.getByRole("link", { name: `Authorise or refuse ${reference}` }).click();
    await authoriser.page.getByRole("link", { name: "Decide on the proposed closure" }).click();
    await expect(authoriser.page.getByText("Case sample, held by the inspectorate")).toBeVisible();
    await expect(authoriser.page.getByText("Reality testing")).toBeVisible();
    await authoriser.check();
    await authoriser.page.getByLabel("Authorise: it ends").check();
    await authoriser.page.getByRole("button", { name: "Decide on the proposed closure" }).click();
    await expect(authoriser.page.getByText(/Saved: Closure authorised/)).toBeVisible();
    await anyone.go(item);
    await expect(anyone.page.getByText("Verified complete").first()).toBeVisible();

    // And opens it again, with a reason.
    await authoriser.go(`${item}/review?do=reopen`);
    await authoriser.page.getByLabel("Why it must be opened again").fill("Late referrals were found again.");
    await authoriser.page.getByRole("button", { name: "Reopen" }).click();
    await expect(authoriser.page.getByText(/Saved: Reopened/)).toBeVisible();
    await anyone.go(item);
    await expect(anyone.page.getByText("Verified complete")).toHaveCount(0);

    // All of it stands in the history, and the record is whole.
    for (const words of ["Reopened", "Closure authorised", "Closure proposed", "Returned", "Submitted for review"]) {
      await expect(anyone.page.getByRole("heading", { name: words, level: 3 }).first()).toBeVisible();
    }
    await Promise.all([force, inspector, authoriser, anyone].map((one) => one.leave()));
  });
});
