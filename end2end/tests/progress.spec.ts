// Progress: a measure is chosen, narrowed, compared and stepped through by links and a form, and all of it stands in the address.
import { expect, test, withAndWithoutScript } from "../fixtures";

withAndWithoutScript(() => {
  test("a measure is narrowed to a force and set beside England and Wales", async ({ page, unfold, sound }) => {
    await page.goto("/progress");
    await page.getByRole("figure", { name: /on return, inspectors found/ }).getByRole("link", { name: /^Table and full view/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "What inspectors found on return" })).toBeVisible();
    await expect(page.getByRole("figure")).toHaveCount(1);
    await sound();

    await unfold();
    await page.getByRole("combobox", { name: "Force", exact: true }).selectOption({ label: "Kent" });
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("force") === "kent");
    await expect(page.getByRole("heading", { level: 2, name: /^Kent Police: / })).toBeVisible();

    await unfold();
    await page.getByRole("checkbox", { name: "England and Wales" }).check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page.getByRole("figure")).toHaveCount(2);
    await expect(page.getByRole("heading", { level: 2, name: /^England and Wales: / })).toBeVisible();
    await sound();

    await page.getByRole("link", { name: "Show the first alone" }).click();
    await expect(page.getByRole("figure")).toHaveCount(1);
    await page.goBack();
    await expect(page.getByRole("figure")).toHaveCount(2);
  });

  test("every measure with data has a picture of at most 380 px", async ({ page, unfold, sound }) => {
    await page.goto("/progress");
    await expect(page.getByRole("heading", { level: 1, name: "Progress" })).toBeVisible();
    const figures = page.getByRole("figure");
    expect(await figures.count()).toBeGreaterThan(5);
    const wide = (page.viewportSize()?.width ?? 0) >= 1280;
    for (const height of await figures.evaluateAll((all) => all.map((figure) => figure.getBoundingClientRect().height))) {
      if (wide) expect(height).toBeLessThanOrEqual(380);
    }
    await expect(page.getByRole("heading", { name: "Not possible yet, and why" })).toBeVisible();
    await sound();
    await unfold();
    await page.getByRole("combobox", { name: "Force", exact: true }).selectOption({ label: "Kent" });
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("force") === "kent" && !url.searchParams.get("measure"));
    await expect(page.getByRole("heading", { level: 2, name: /^Kent Police: / }).first()).toBeVisible();
  });

  test("fields beside each other stand in line, with a hint or without, and no choice is cut", async ({ page, unfold }) => {
    await page.goto("/progress?measure=what-recurs");
    await unfold();
    const fields = page.locator(".app-filter-line > .govuk-form-group");
    const seen = await fields.evaluateAll((all) =>
      all.map((field) => {
        const control = field.querySelector("select, input");
        const top = (part: Element | null | undefined) => Math.round(part?.getBoundingClientRect().top ?? -1);
        return { line: Math.round(field.getBoundingClientRect().top), label: top(field.querySelector("label")), control: top(control) };
      }),
    );
    expect(seen.length).toBeGreaterThan(4);
    for (const one of seen) {
      for (const beside of seen.filter((other) => other.line === one.line)) expect(beside).toEqual(one);
    }
    // What stands in a field before anybody chooses can be read to its end.
    const cut = await page.getByRole("combobox").evaluateAll((all) =>
      all.filter((select) => {
        const words = document.createElement("span");
        words.textContent = (select as HTMLSelectElement).selectedOptions[0]?.textContent ?? "";
        words.style.font = getComputedStyle(select).font;
        words.style.whiteSpace = "nowrap";
        words.style.position = "absolute";
        document.body.append(words);
        const style = getComputedStyle(select);
        // The arrow takes about as much as a letter is high.
        const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - parseFloat(style.fontSize);
        const width = words.getBoundingClientRect().width;
        words.remove();
        return width > room && select.clientWidth > 0;
      }).length,
    );
    expect(cut).toBe(0);
  });

  test("one goes a month back and on, and the page says which day it shows", async ({ page }) => {
    await page.goto("/progress?force=kent&as_at=2022-05-31");
    const dates = page.getByRole("navigation", { name: "Other dates" });
    await dates.getByRole("link", { name: "Back to the end of April 2022" }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get("as_at") === "2022-04-30" && url.searchParams.get("force") === "kent");
    await expect(page.getByText("How things stood on 30 April 2022").first()).toBeVisible();
    await page.getByRole("navigation", { name: "Other dates" }).getByRole("link", { name: "Today" }).click();
    await expect(page).toHaveURL((url) => !url.searchParams.has("as_at"));
  });

  test("a choice without data leads to the nearest that has some", async ({ page, sound }) => {
    await page.goto("/progress?measure=findings-across-rounds&force=avon-and-somerset");
    await expect(page.getByRole("heading", { name: "Nothing to chart" })).toBeVisible();
    await sound();
    await page.getByRole("link", { name: /^There is data of / }).click();
    await expect(page.getByRole("figure")).toHaveCount(1);
  });
});
