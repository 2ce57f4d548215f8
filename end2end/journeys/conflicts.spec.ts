// A form that was overtaken, of each kind that has no journey of its own: what stands beside what was written, and free of faults.
import { expect, test } from "../fixtures";
import { person } from "./people";

// Each run has an item and a force of its own.
const OF: Record<string, { item: string; force: string }> = {
  "journeys-desktop": { item: "STAFFORDSHIRE-2022-01x", force: "staffordshire" },
  "journeys-phone": { item: "NORFOLK-2014-01x", force: "norfolk" },
};

test("a note, a piece of evidence and a stage that were overtaken stand beside what is there now", async ({ browser, viewport }, { project }) => {
  test.setTimeout(120_000);
  const { item, force } = OF[project.name]!;
  const inspector = await person(browser, "inspector", { viewport, locale: "en-GB", timezoneId: "Europe/London" });
  const { page, check } = inspector;
  const other = await page.context().newPage();
  const note = async (words: string) => {
    await other.goto(`/recommendations/${item}/review?do=note`);
    await other.getByLabel("Note", { exact: true }).fill(words);
    await other.getByLabel("The inspectorate alone").check();
    await other.getByRole("button", { name: "Record a note" }).click();
    await expect(other.getByText("Saved: ").first()).toBeVisible();
  };

  await inspector.go(`/recommendations/${item}/review?do=note`);
  await page.getByLabel("Note", { exact: true }).fill("Seen at the desk.");
  await page.getByLabel("The inspectorate alone").check();
  await note("Seen on the telephone.");
  await page.getByRole("button", { name: "Record a note" }).click();
  await expect(page.getByRole("heading", { name: "You changed this already" })).toBeVisible();
  await expect(page.getByText("Seen at the desk.")).toBeVisible();
  await check();

  await inspector.go(`/recommendations/${item}/evidence`);
  await page.getByLabel("What is it?").fill("Minutes of the board");
  await page.getByLabel("Which date or period does it speak for?").fill("2026-Q1");
  await page.getByLabel("Or where is it held?").fill("Case system, 17");
  await page.getByLabel("The inspectorate alone").check();
  await note("Asked for the minutes.");
  await page.getByRole("button", { name: "Add evidence" }).click();
  await expect(page.getByRole("alert")).toContainText("You changed this already");
  await expect(page.getByLabel("What is it?")).toHaveValue("Minutes of the board");
  await check();

  await inspector.go(`/forces/${force}/monitoring?do=stage`);
  await page.getByLabel("Scan").check();
  await page.getByLabel("From").fill("2026-02-03");
  await other.goto(`/forces/${force}/monitoring?do=stage`);
  await other.getByLabel("Engage").check();
  await other.getByLabel("From").fill("2026-02-01");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("region", { name: /^Success: Saved/ })).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Engage").first()).toBeVisible();
  await expect(page).toHaveTitle(/already|changed/);
  await check();
  await inspector.leave();
});
