// Accounts: a change with a check page and a history, a second person for an authoriser, and the audit that tells of both.
import { expect, test, withAndWithoutScript } from "../fixtures";

withAndWithoutScript((script) => {
  test.describe("an administrator", () => {
    test.use({ role: "administrator" });
    test.describe.configure({ mode: "default" });
    const kind = script ? "script" : "plain";

    test("changes an account, and the audit tells of it", async ({ page, sound }) => {
      const email = `lee.${kind}@example.org`;
      await page.goto("/admin/users/new");
      await page.getByLabel("Email address").fill(email);
      await page.getByLabel("Name", { exact: true }).fill("Lee Other");
      await page.getByLabel("Inspector").check();
      await page.getByRole("button", { name: "Add account" }).click();
      await expect(page.getByText("One-time link made.")).toBeVisible();

      await page.getByRole("link", { name: "Change email address, name, role or forces" }).click();
      await sound();
      await page.getByLabel("Email address").fill("ann@force..example");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page).toHaveTitle(/^Error: Change an account/);
      await sound();
      await page.getByLabel("Email address").fill(email);
      await page.getByLabel("Senior leader").check();
      await page.getByLabel("Kent", { exact: true }).check();
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("Senior leader (was: Inspector)")).toBeVisible();
      await expect(page.getByText("This limit has no effect")).toBeVisible();
      await sound();
      await page.getByRole("button", { name: "Save the change" }).click();
      await expect(page.getByText("Account changed.")).toBeVisible();
      await expect(page.getByText("role from Inspector to Senior leader").first()).toBeVisible();
      await sound();

      await page.goto(`/admin/audit?item=${email}`);
      await expect(page.getByText("role from Inspector to Senior leader")).toBeVisible();
      await sound();
      await page.getByRole("link", { name: /Clear filters/ }).click();
      await expect(page).toHaveURL(/\/admin\/audit$/);
      await sound();
      await page.goto("/admin/audit?from=1+January+2001&to=2+January+2001");
      await expect(page.getByRole("heading", { name: "No entry fits" })).toBeVisible();
      await sound();
    });

    test("asks for an authoriser, whom the authoriser confirms", async ({ page, sound, person }) => {
      const name = `Cleo ${kind}`;
      await page.goto("/admin/users/new");
      await page.getByLabel("Email address").fill(`cleo.${kind}@example.org`);
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByLabel("Authoriser").check();
      await page.getByRole("button", { name: "Add account" }).click();
      await expect(page.getByText("The new authoriser waits")).toBeVisible();
      await sound();
      await page.goto("/admin/confirmations");
      await expect(page.getByText("You asked for this yourself").first()).toBeVisible();
      await sound();

      const authoriser = await person("authoriser");
      await authoriser.go("/admin/confirmations");
      await authoriser.page.getByRole("button", { name: new RegExp(`^Confirm.*Add ${name}`) }).click();
      await expect(authoriser.page.getByRole("region", { name: "Success: Confirmed." })).toBeVisible();
      await authoriser.sound();
      await page.goto("/admin/users");
      await expect(page.getByRole("link", { name: `cleo.${kind}@example.org` })).toBeVisible();
    });
  });
});
