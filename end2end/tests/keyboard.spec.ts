// Everything by keyboard alone, and always seeing where one is.
import { DESK, expect, PHONE, test } from "../fixtures";

for (const viewport of [DESK, PHONE]) {
  test.describe(`in a window of ${viewport.width}`, () => {
    test.use({ viewport });

    test("the first thing reached is the skip link, and it leads to the content", async ({ page }) => {
      for (const path of ["/", "/forces", "/forces/kent", "/recommendations", "/recommendations/KENT-2019-07", "/about-the-data"]) {
        await page.goto(path);
        await page.keyboard.press("Tab");
        const skip = page.getByRole("link", { name: "Skip to main content" });
        await expect(skip).toBeFocused();
        await expect(skip).toBeInViewport();
        await page.keyboard.press("Enter");
        await expect(page.getByRole("main")).toBeFocused();
      }
    });

    test("filters are chosen and applied without a mouse", async ({ page }) => {
      await page.goto("/recommendations");
      const fold = page.locator("summary", { hasText: "Choose filters" });
      if (await fold.isVisible()) {
        await fold.focus();
        await page.keyboard.press("Enter");
      }
      const search = page.getByRole("searchbox", { name: "Words or reference" });
      await search.focus();
      await page.keyboard.type("custody");
      await page.keyboard.press("Tab");
      const force = page.getByRole("combobox", { name: "Force", exact: true });
      await expect(force).toBeFocused();
      await page.keyboard.type("Kent");
      await expect(force).toHaveValue("kent");
      // What few people choose is folded away; the fold opens by key.
      await page.locator("summary", { hasText: /^More$/ }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("combobox", { name: "Region" })).toBeVisible();
      await page.getByRole("button", { name: "Apply filters" }).focus();
      await page.keyboard.press("Enter");

      await expect(page).toHaveURL(/q=custody.*force=kent|force=kent.*q=custody/);
      await expect(page.getByRole("row", { name: /KENT-2019-07/ })).toBeVisible();
    });

    for (const path of ["/", "/forces", "/forces/kent", "/recommendations?force=kent", "/recommendations/KENT-2019-07"]) {
      test(`on ${path} whatever has the focus can be seen and looks different for it`, async ({ page }) => {
        await page.goto(path);
        await page.keyboard.press("Tab");
        const first = await page.evaluate(() => document.activeElement?.outerHTML);
        for (let steps = 0; steps < 40; steps += 1) {
          const seen = await page.evaluate(() => {
            const element = document.activeElement as HTMLElement | null;
            if (!element || element === document.body) return undefined;
            const look = () => {
              // A radio button or checkbox shows its focus on the box that is drawn beside it.
              const drawn = [element, ...(element.parentElement?.children ?? [])].map((part) =>
                ["", "::before"].map((pseudo) => {
                  const { outline, boxShadow, backgroundColor, borderColor } = getComputedStyle(part, pseudo || null);
                  return [outline, boxShadow, backgroundColor, borderColor].join();
                }),
              );
              return drawn.join(";");
            };
            const box = element.getBoundingClientRect();
            const focused = look();
            element.blur();
            const blurred = look();
            element.focus();
            return { what: element.outerHTML, differs: focused !== blurred, inView: box.bottom > 0 && box.top < innerHeight && box.width > 0 };
          });
          if (!seen || (steps > 0 && seen.what === first)) break;
          expect(seen, `focus on ${path}`).toMatchObject({ differs: true, inView: true });
          await page.keyboard.press("Tab");
        }
      });
    }
  });
}

// On a phone rows are cards without headers.
test("a column is sorted by Enter on its header", async ({ page }) => {
  await page.goto("/recommendations");
  await page.getByRole("columnheader", { name: "Deadline" }).getByRole("link").focus();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("columnheader", { name: "Deadline" })).toHaveAttribute("aria-sort", "ascending");
});
