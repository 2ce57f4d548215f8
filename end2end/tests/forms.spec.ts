// Every form as it opens and as it comes back: told what is wrong on top and at the field, and sound in both, with script and without.
import { expect, test, unchangedByScript, withAndWithoutScript } from "../fixtures";

/** Forms sent without an answer, by who opens them. None of them saves anything. */
const FORMS: Record<string, string[]> = {
  kent: ["/recommendations/KENT-2019-07/update", "/recommendations/KENT-2019-07/evidence"],
  inspector: [
    "/recommendations/KENT-2019-07/evidence",
    "/recommendations/KENT-2019-07/review?do=status",
    "/recommendations/KENT-2019-07/review?do=finding",
    "/recommendations/KENT-2019-07/review?do=propose",
    "/recommendations/KENT-2019-07/review?do=deadline",
    "/recommendations/KENT-2019-07/review?do=note",
    "/forces/kent/monitoring?do=duty",
    "/forces/kent/monitoring?do=stage",
    "/forces/kent/rounds/new",
  ],
  administrator: ["/admin/users/new"],
};

withAndWithoutScript((script) => {
  for (const [role, paths] of Object.entries(FORMS)) {
    test.describe(`opened by ${role}`, () => {
      test.use({ role });
      for (const path of paths) {
        test(`${path} sent without an answer says what is missing`, async ({ page, sound, unfold }) => {
          const opened = await page.goto(path);
          const form = page.getByRole("main").locator('form[method="post"]').first();
          await expect(form).toBeVisible();
          if (script) await unchangedByScript(page, opened);
          await unfold();
          await sound();

          // The form is sent, and its page with the errors has an address of its own.
          const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303);
          await form.locator('button[type="submit"]').first().click();
          await expect(page).toHaveTitle(/^Error: /);
          if (script) await unchangedByScript(page, await answered);
          const errors = page.getByRole("alert").getByRole("link");
          const words = await errors.allTextContents();
          expect(words.length).toBeGreaterThan(0);
          for (const [at, said] of words.entries()) {
            const field = page.locator(`[id="${(await errors.nth(at).getAttribute("href"))?.slice(1)}"]`);
            await expect(field, `where ‘${said}’ leads`).toBeVisible();
            await expect(page.locator(".govuk-error-message", { hasText: said }), `‘${said}’ at the field`).toHaveCount(1);
          }
          await unfold();
          await sound();
        });
      }
    });
  }
});
