// Evidence: added, put right, followed by a new version, fetched, and kept from those it is not for. With script and without.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test, withAndWithoutScript } from "../fixtures";

/** Items that no other test speaks of, by their number. */
const ofOfficer = (number: number) => `/recommendations/WARWICKSHIRE-2022-0${number}`;
const ofInspector = (number: number) => `/recommendations/DURHAM-2019-0${number}x`;
const PASSWORD = "only for demonstration";

async function signIn(page: Page, name: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Email address").fill(`${name}@demonstration.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** One megabyte more than is allowed. */
const LARGE = Buffer.alloc(26 * 1024 * 1024, "x");

withAndWithoutScript((script) => {
  // Each run has an item of its own: other runs add to theirs at the same time.
  const number = (project: string) => (script ? 1 : 3) + (project === "journeys-phone" ? 1 : 0);

  test("a liaison officer adds a file, puts right what is wrong, adds a new version, and both can be fetched", async ({
    page,
    audit,
    noOverflow,
  }, { project }) => {
    const path = ofOfficer(number(project.name));
    await signIn(page, "warwickshire", path);
    await page.getByRole("link", { name: "Add evidence" }).click();
    await expect(page.getByRole("heading", { name: "Add evidence" })).toBeVisible();
    await audit();
    await noOverflow();

    const file = page.getByLabel("File", { exact: true });
    await page.getByLabel("Which date or period does it speak for?").fill("2026-Q1");
    await file.setInputFiles({ name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from("force,cases\nkent,30\n") });
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page).toHaveTitle(/^Error: Add evidence/);
    await expect(page.getByRole("link", { name: "Say what this is" })).toBeVisible();
    await expect(page.getByLabel("Which date or period does it speak for?")).toHaveValue("2026-Q1");
    await audit();
    await noOverflow();

    const chosen = await file.evaluate((input: HTMLInputElement) => input.files?.length);
    expect(chosen, "only script can keep the chosen file").toBe(script ? 1 : 0);
    if (!script) {
      await file.setInputFiles({ name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from("force,cases\nkent,30\n") });
    }
    await page.getByLabel("What is it?").fill("Figures of the first quarter");
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page).toHaveURL(/\?saved=\d+$/);
    await expect(page.getByText("Saved: Evidence added")).toBeVisible();
    await audit();
    await noOverflow();

    await page.getByRole("link", { name: "Add evidence" }).click();
    await page.getByLabel("What is it?").fill("Figures, put right");
    await page.getByLabel("Which date or period does it speak for?").fill("2026-Q1");
    const versions = page.getByLabel("Is it a new version?");
    await versions.selectOption({ index: 1 });
    await file.setInputFiles({ name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from("force,cases\nkent,31\n") });
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByText("A newer version stands above")).toBeVisible();

    for (const [title, content] of [
      ["Figures, put right", "kent,31"],
      ["Figures of the first quarter", "kent,30"],
    ]) {
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: title }).click();
      const fetched = await download;
      expect(fetched.suggestedFilename()).toBe("figures.csv");
      expect(await readFile(await fetched.path(), "utf8")).toContain(content);
    }
    await audit();
    await noOverflow();
  });

  test("a file that is too large or of another kind is refused in words", async ({ page, audit }, { project }) => {
    await signIn(page, "inspector", `${ofInspector(number(project.name))}/evidence`);
    await page.getByLabel("What is it?").fill("A program");
    await page.getByLabel("Which date or period does it speak for?").fill("2026");
    const file = page.getByLabel("File", { exact: true });
    await file.setInputFiles({ name: "audit.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0\x03\0\0") });
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("alert")).toContainText("not of a kind that can be added");
    await audit();

    await file.setInputFiles({ name: "audit.txt", mimeType: "text/plain", buffer: LARGE });
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.url());
    });
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByRole("alert")).toContainText("The file is larger than 25 MB");
    await expect(page).toHaveTitle(/^Error: /);
    if (script) expect(sent, "nothing was sent").toEqual([]);
    await audit();
  });

  test("what a force adds for itself and the inspectorate is not there for another force", async ({
    page,
    browser,
  }, { project }) => {
    const path = ofInspector(number(project.name));
    await signIn(page, "inspector", `${path}/evidence`);
    await page.getByLabel("What is it?").fill(`For the force, held elsewhere, ${script} ${project.name}`);
    await page.getByLabel("Which date or period does it speak for?").fill("2026-03");
    await page.getByLabel("Or where is it held?").fill("Case system, 4711");
    await page.getByRole("button", { name: "Add evidence" }).click();
    await expect(page.getByText("Held at: Case system, 4711").first()).toBeVisible();

    const other = await browser.newPage();
    await other.goto(path);
    await expect(other.getByText("for the force and the inspectorate only").first()).toBeVisible();
    await expect(other.getByText("Case system, 4711")).toHaveCount(0);
    await other.close();
  });
});

test("an upload shows how far it is", async ({ page }, { project }) => {
  await signIn(page, "inspector", `${ofInspector(project.name === "journeys-phone" ? 6 : 5)}/evidence`);
  await page.getByLabel("What is it?").fill("A long text");
  await page.getByLabel("Which date or period does it speak for?").fill("2026");
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: "long.txt",
    mimeType: "text/plain",
    buffer: Buffer.alloc(8 * 1024 * 1024, "words "),
  });
  const told = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const status = document.querySelector("form [role=status]");
        const said: string[] = [];
        if (!status) return resolve(said);
        new MutationObserver(() => {
          said.push(status.textContent ?? "");
          if (said.some((words) => words.startsWith("Uploaded"))) resolve(said);
        }).observe(status, { childList: true });
      }),
  );
  await page.getByRole("button", { name: "Add evidence" }).click();
  expect((await told)[0]).toBe("Uploading");
  await expect(page.getByText("Saved: Evidence added")).toBeVisible();
});
