// The warning before one is signed out: shown in time, read out, and answered by staying or leaving.
import type { Page } from "@playwright/test";
import { expect, session, test, withAndWithoutScript } from "../fixtures";

/** Opens a page in a session of its own: these tests end it, or let it end. */
async function signIn(page: Page): Promise<void> {
  const own = await session("inspector");
  await page.context().addCookies((await own.storageState()).cookies);
  await own.dispose();
  await page.goto("/forces/kent");
}

const warning = (page: Page) => page.getByRole("dialog", { name: "You are about to be signed out" });

test("whoever does nothing is warned five minutes before, and can stay", async ({ page, sound }) => {
  await page.clock.install();
  await signIn(page);
  await page.clock.fastForward("24:30");
  await expect(warning(page)).toHaveCount(0);

  await page.getByRole("link", { name: "Your account" }).focus();
  await page.clock.fastForward("00:45");
  await expect(warning(page)).toContainText("You will be signed out in 5 minutes.");
  const stay = page.getByRole("button", { name: "Stay signed in" });
  await expect(stay).toBeFocused();
  await sound();
  await page.clock.fastForward("02:00");
  await expect(warning(page)).toContainText("in 3 minutes");

  await page.keyboard.press("Enter");
  await expect(warning(page)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Your account" })).toBeFocused();
  await page.clock.fastForward("20:00");
  await expect(warning(page)).toHaveCount(0);
  await page.clock.fastForward("06:00");
  await expect(warning(page)).toBeVisible();
  // Escape stays as well: nobody leaves by mistake.
  await page.keyboard.press("Escape");
  await expect(warning(page)).toHaveCount(0);
});

test("whoever does not answer leaves the page, and signing in leads back to it", async ({ page }) => {
  await page.clock.install();
  await signIn(page);
  await page.clock.fastForward("26:00");
  await expect(warning(page)).toBeVisible();
  await page.clock.fastForward("05:00");
  await expect(page).toHaveURL(/\/sign-in\?timed-out=yes&next=%2Fforces%2Fkent$/);
});

test("one can sign out from the warning", async ({ page }) => {
  await page.clock.install();
  await signIn(page);
  await page.clock.fastForward("26:00");
  await warning(page).getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You have signed out" })).toBeVisible();
});

test("a page opened in another tab keeps this one from warning", async ({ page, context }) => {
  await page.clock.install();
  await signIn(page);
  await page.clock.fastForward("26:00");
  await expect(warning(page)).toBeVisible();
  const other = await context.newPage();
  await other.clock.install({ time: await page.evaluate(() => Date.now()) });
  await other.goto("/forces");
  await expect(warning(page)).toHaveCount(0);
  await other.close();
});

withAndWithoutScript(() => {
  test("every page says when one is signed out", async ({ page, sound }) => {
    await signIn(page);
    await expect(page.getByText(/You will be signed out after 30 minutes without activity, and at .* at the latest\./)).toBeVisible();
    await sound();
  });
});
