// Evidence: added, put right, followed by a new version, fetched, and kept from those it is not for.
import { readFile, writeFile } from "node:fs/promises";

import { expect, test, withAndWithoutScript } from "../fixtures";
import { stage } from "./steps";

const MEGABYTE = 1024 * 1024;

const figures = (cases: number) => ({ name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from(`force,cases\nkent,${cases}\n`) });

withAndWithoutScript((script) => {
  test.describe("a liaison officer", () => {
    test.use({ role: "warwickshire" });
    // Both add to the same item.
    test.describe.configure({ mode: "default" });
    const reference = script ? "WARWICKSHIRE-2022-01" : "WARWICKSHIRE-2022-03";
    const path = `/recommendations/${reference}`;

    test("adds a file and is told what is missing", async ({ page, sound }) => {
      await page.goto(path);
      await page.getByRole("link", { name: "Add evidence" }).click();
      await expect(page.getByRole("heading", { name: "Add evidence" })).toBeVisible();
      await sound();

      const file = page.getByLabel("File", { exact: true });
      await page.getByLabel("What date or period does it cover?").fill("2026-Q1");
      await file.setInputFiles(figures(30));
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page).toHaveTitle(/^Error: Add evidence/);
      await expect(page.getByRole("link", { name: "Enter what this is" })).toBeVisible();
      await expect(page.getByLabel("What date or period does it cover?")).toHaveValue("January to March 2026");
      await sound();

      const chosen = await file.evaluate((input: HTMLInputElement) => input.files?.length);
      expect(chosen, "only script can keep the chosen file").toBe(script ? 1 : 0);
      if (!script) await file.setInputFiles(figures(30));
      await page.getByLabel("What is it?").fill("Figures of the first quarter");
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page).toHaveURL(/\?saved=\d+$/);
      await expect(page.getByText("Saved: Evidence added")).toBeVisible();
      await sound();
    });

    test("adds a new version, and both can be fetched", async ({ page, sound, sessionOf }) => {
      const first = "Figures of the second quarter";
      await stage(sessionOf).evidenced("warwickshire", reference, { title: first, speaks_for: "2026-Q2", file: figures(30) });
      await page.goto(path);
      await page.getByRole("link", { name: "Add evidence" }).click();
      await page.getByLabel("What is it?").fill("Figures, put right");
      await page.getByLabel("What date or period does it cover?").fill("2026-Q2");
      const versions = page.getByLabel("Is it a new version?");
      await versions.selectOption(await versions.locator("option", { hasText: first }).getAttribute("value"));
      await page.getByLabel("File", { exact: true }).setInputFiles(figures(31));
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page.getByText("A newer version is above")).toBeVisible();

      for (const [title, content] of [["Figures, put right", "kent,31"], [first, "kent,30"]] as const) {
        const download = page.waitForEvent("download");
        await page.getByRole("link", { name: title }).click();
        const fetched = await download;
        expect(fetched.suggestedFilename()).toBe("figures.csv");
        expect(await readFile(await fetched.path(), "utf8")).toContain(content);
      }
      await sound();
    });
  });

  test.describe("an inspector", () => {
    test.use({ role: "inspector" });

    test("is refused a file of another kind, in words", async ({ page, sound }) => {
      await page.goto(`/recommendations/${script ? "DURHAM-2019-01x" : "DURHAM-2019-02x"}/evidence`);
      await page.getByLabel("What is it?").fill("A program");
      await page.getByLabel("What date or period does it cover?").fill("2026");
      const file = page.getByLabel("File", { exact: true });
      await file.setInputFiles({ name: "audit.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0\x03\0\0") });
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page.getByRole("alert")).toContainText("You cannot add this kind of file");
      await sound();
    });

    test("is refused a file that is too large", async ({ page, sound }, testInfo) => {
      await page.goto(`/recommendations/${script ? "DURHAM-2019-03x" : "DURHAM-2019-04x"}/evidence`);
      await page.getByLabel("What is it?").fill("A program");
      await page.getByLabel("What date or period does it cover?").fill("2026");
      // One megabyte more than is allowed.
      const large = testInfo.outputPath("audit.txt");
      await writeFile(large, Buffer.alloc(26 * MEGABYTE, "x"));
      await page.getByLabel("File", { exact: true }).setInputFiles(large);
      const sent: string[] = [];
      page.on("request", (request) => {
        if (request.method() === "POST") sent.push(request.url());
      });
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page.getByRole("alert")).toContainText("The file is larger than 25 MB");
      await expect(page).toHaveTitle(/^Error: /);
      if (script) expect(sent, "nothing was sent").toEqual([]);
      await sound();
    });

    test("adds what nobody but the force and the inspectorate finds", async ({ page, browser }) => {
      const path = `/recommendations/${script ? "DURHAM-2019-05x" : "DURHAM-2019-06x"}`;
      await page.goto(`${path}/evidence`);
      await page.getByLabel("What is it?").fill("For the force, held elsewhere");
      await page.getByLabel("What date or period does it cover?").fill("2026-03");
      await page.getByLabel("Or where is it kept?").fill("Case system, 4711");
      await page.getByRole("button", { name: "Add evidence" }).click();
      await expect(page.getByText("Kept at: Case system, 4711").first()).toBeVisible();

      const anyone = await browser.newContext({ storageState: { cookies: [], origins: [] } });
      const other = await anyone.newPage();
      await other.goto(path);
      await expect(other.getByText("Evidence (1 not public)")).toBeVisible();
      await expect(other.getByText("Case system, 4711")).toHaveCount(0);
      await anyone.close();
    });
  });
});

test.describe("with script", () => {
  test.use({ role: "inspector" });

  test("an upload shows how far it is", async ({ page }) => {
    await page.goto("/recommendations/DURHAM-2019-07x/evidence");
    await page.getByLabel("What is it?").fill("A long text");
    await page.getByLabel("What date or period does it cover?").fill("2026");
    await page.getByLabel("File", { exact: true }).setInputFiles({
      name: "long.txt",
      mimeType: "text/plain",
      buffer: Buffer.alloc(8 * MEGABYTE, "words "),
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
});
