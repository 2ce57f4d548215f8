// How the browser tests run: against the server at BASE_URL, in the system's Chromium, at two widths.
import { defineConfig } from "@playwright/test";

const baseURL = process.env.BASE_URL;
if (!baseURL) throw new Error("BASE_URL is not set: run `make test-browser` from the project's folder.");

const PUBLISHING = /rounds\.spec\.ts/;
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 375, height: 812 } };

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that only passes the second time has found something.
  retries: 0,
  workers: 2,
  // A debug build on a busy machine: axe alone takes some seconds for a page of many rows.
  timeout: 60_000,
  reporter: process.env.CI ? [["list"]] : [["list"], ["html", { open: "never" }]],
  use: {
    baseURL,
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM },
  },
  // What is published changes the counts that other tests compare, so it is published after them.
  projects: [
    { name: "desktop", testIgnore: PUBLISHING, use: DESKTOP },
    { name: "phone", testIgnore: PUBLISHING, use: PHONE },
    { name: "publishing on a desktop", testMatch: PUBLISHING, use: DESKTOP, dependencies: ["desktop", "phone"] },
    { name: "publishing on a phone", testMatch: PUBLISHING, use: PHONE, dependencies: ["desktop", "phone"] },
  ],
});
