// Every form as it opens and as it comes back: told what is wrong on top and at the field, and free of faults in both.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

const PASSWORD = "only for demonstration";

/** Forms sent without an answer, each with who opens it. None of them saves anything. */
const FORMS: [role: string, path: string][] = [
  ["kent", "/recommendations/KENT-2019-07/update"],
  ["kent", "/recommendations/KENT-2019-07/evidence"],
  ["inspector", "/recommendations/KENT-2019-07/evidence"],
  ["inspector", "/recommendations/KENT-2019-07/review?do=status"],
  ["inspector", "/recommendations/KENT-2019-07/review?do=finding"],
  ["inspector", "/recommendations/KENT-2019-07/review?do=propose"],
  ["inspector", "/recommendations/KENT-2019-07/review?do=deadline"],
  ["inspector", "/recommendations/KENT-2019-07/review?do=note"],
  ["inspector", "/forces/kent/monitoring?do=duty"],
  ["inspector", "/forces/kent/monitoring?do=stage"],
  ["inspector", "/forces/kent/rounds/new"],
  ["administrator", "/admin/users/new"],
];

async function signIn(page: Page, role: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Email address").fill(`${role}@demonstration.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const [role, path] of FORMS) {
  test(`${path}, opened by ${role} and sent without an answer`, async ({ page, audit, noOverflow, unfold }) => {
    await signIn(page, role, path);
    const form = page.getByRole("main").locator('form[method="post"]').first();
    await expect(form).toBeVisible();
    await unfold();
    await audit();
    await noOverflow();

    await form.locator('button[type="submit"]').first().click();
    await expect(page).toHaveTitle(/^Error: /);
    const errors = page.getByRole("alert").getByRole("link");
    const words = await errors.allTextContents();
    expect(words.length).toBeGreaterThan(0);
    for (const [at, said] of words.entries()) {
      const field = page.locator(`[id="${(await errors.nth(at).getAttribute("href"))?.slice(1)}"]`);
      await expect(field, `where ‘${said}’ leads`).toBeVisible();
      await expect(page.locator(".govuk-error-message", { hasText: said }), `‘${said}’ at the field`).toHaveCount(1);
    }
    await unfold();
    await audit();
    await noOverflow();
  });
}
