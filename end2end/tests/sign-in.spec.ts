// Signing in as each role, what each finds there, and signing out: with script and without.
import { expect, PASSWORD, test, withAndWithoutScript } from "../fixtures";

const ROLES = ["inspector", "authoriser", "kent", "leader", "administrator"];

withAndWithoutScript(() => {
  test("what is wrong is said on top and at the field, and what was typed is kept", async ({ page, sound }) => {
    await page.goto("/sign-in");
    await sound();
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveTitle(/^Error: Sign in/);
    await page.getByRole("link", { name: "Enter your password" }).click();
    await expect(page.getByLabel("Password")).toBeFocused();
    await sound();

    await page.getByLabel("Email address").fill("kent@demonstration.example");
    await page.getByLabel("Password").fill("not the right one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("The email address or password is not right");
    await expect(page.getByLabel("Email address")).toHaveValue("kent@demonstration.example");
    await expect(page.getByLabel("Password")).toHaveValue("");
    await sound();
  });

  for (const role of ROLES) {
    test(`the demonstration account ${role} signs in, comes back to the page it came from, and signs out`, async ({ page, sound }) => {
      await page.goto("/forces/kent");
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.getByLabel("Email address").fill(`${role}@demonstration.example`);
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL(/\/forces\/kent$/);
      await expect(page.getByRole("region", { name: "About this service" })).toContainText("Demonstration");

      const accounts = page.getByRole("link", { name: "Accounts", exact: true });
      await expect(accounts).toHaveCount(role === "administrator" ? 1 : 0);
      // A laptop has room for all parts of the service, the worklist included, in one line.
      if ((page.viewportSize()?.width ?? 0) >= 1280) {
        const parts = page.getByRole("navigation", { name: "Main" }).getByRole("listitem");
        const lines = await parts.evaluateAll((all) => all.map((part) => part.getBoundingClientRect().top));
        expect(new Set(lines).size).toBe(1);
      }
      await page.getByRole("link", { name: "Your account" }).click();
      await expect(page.getByText(`${role}@demonstration.example`)).toBeVisible();
      await sound();

      await page.getByRole("link", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("heading", { name: "You have signed out" })).toBeVisible();
      await page.goto("/account");
      await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    });
  }

  test("an administrator looks over the accounts and is told what is wrong with a new one", async ({ page, sound }) => {
    await page.goto("/sign-in?next=%2Fadmin%2Fusers");
    await page.getByLabel("Email address").fill("administrator@demonstration.example");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Accounts" })).toBeVisible();
    await sound();

    await page.getByRole("button", { name: "Add an account" }).or(page.getByRole("link", { name: "Add an account" })).click();
    await page.getByLabel("Email address").fill("bea@kent.example");
    await page.getByLabel("Name").fill("Bea Other");
    await page.getByLabel("Force liaison officer").check();
    await page.getByRole("button", { name: "Add account" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose at least one force");
    await expect(page.getByLabel("Force liaison officer")).toBeChecked();
    await expect(page.getByLabel("Email address")).toHaveValue("bea@kent.example");
    await sound();
  });
});
