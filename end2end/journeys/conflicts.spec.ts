// A form that was overtaken, of each kind that has no journey of its own: what stands beside what was written, and sound.
import { expect, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

withAndWithoutScript((script) => {
  test.use({ role: "inspector" });

  test("a note that was overtaken stands beside what is there now", async ({ page, sound, sessionOf }) => {
    const item = script ? "STAFFORDSHIRE-2022-01x" : "NORFOLK-2014-01x";
    await page.goto(`/recommendations/${item}/review?do=note`);
    await sound();
    await page.getByLabel("Note", { exact: true }).fill("Seen at the desk.");
    await page.getByLabel("Only the inspectorate").check();
    await stage(sessionOf).noted(item, "Seen on the telephone.");
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByRole("heading", { name: "You already changed this" })).toBeVisible();
    await expect(page.getByText("Seen at the desk.")).toBeVisible();
    await sound();

    await page.goto(`/recommendations/${item}/review?do=note`);
    await page.getByLabel("Note", { exact: true }).fill("Seen at the desk, and on the telephone.");
    await page.getByLabel("Only the inspectorate").check();
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Saved: ").first()).toBeVisible();
  });

  test("evidence that was overtaken keeps what was written of it", async ({ page, sound, sessionOf }) => {
    const item = script ? "STAFFORDSHIRE-2022-02x" : "NORFOLK-2014-02x";
    await page.goto(`/recommendations/${item}/evidence`);
    await sound();
    await page.getByLabel("What is it?").fill("Minutes of the board");
    await page.getByLabel("What date or period does it cover?").fill("2026-Q1");
    await page.getByLabel("Or where is it kept?").fill("Case system, 17");
    await page.getByLabel("Only the inspectorate").check();
    await stage(sessionOf).noted(item, "Asked for the minutes.");
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("alert")).toContainText("You already changed this");
    await expect(page.getByLabel("What is it?")).toHaveValue("Minutes of the board");
    await sound();
  });

  test("a stage of monitoring that was overtaken stands beside the new one", async ({ page, sound, sessionOf }) => {
    const force = script ? "staffordshire" : "norfolk";
    await page.goto(`/forces/${force}/monitoring?do=stage`);
    await sound();
    await page.getByLabel("Scan").check();
    await page.getByLabel("From").fill("2026-02-03");
    await stage(sessionOf).monitored(force, "engage", "2026-02-01");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Engage").first()).toBeVisible();
    await expect(page).toHaveTitle(/already|changed/);
    await sound();
  });
});
