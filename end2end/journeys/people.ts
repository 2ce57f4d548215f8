// Several people in browsers of their own, each with the checks of a page.
import { type Browser, expect, type Page } from "@playwright/test";
import { accessibilityFaults, overflow } from "../fixtures";

const PASSWORD = "only for demonstration";

/** A person who has signed in. */
export interface Person {
  page: Page;
  /** Goes to a page, which must be free of accessibility faults and fit its window. */
  go: (path: string) => Promise<void>;
  /** Checks the page as it stands now. */
  check: () => Promise<void>;
  leave: () => Promise<void>;
}

export async function person(browser: Browser, role: string, options: Parameters<Browser["newContext"]>[0]): Promise<Person> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(`${role}@demonstration.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Sign out" })).toBeVisible();
  const check = async () => {
    expect.soft(await accessibilityFaults(page, browser, options?.javaScriptEnabled !== false), `axe on ${page.url()}`).toEqual([]);
    const { content, window } = await overflow(page);
    expect.soft(content, `the width of ${page.url()} in a window of ${window}`).toBeLessThanOrEqual(window);
  };
  const go = async (path: string) => {
    await page.goto(path);
    await check();
  };
  return { page, go, check, leave: () => context.close() };
}
