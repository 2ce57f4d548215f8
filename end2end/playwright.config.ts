// How the browser tests run: against the servers at BASE_URL and SYNTHETIC_URL, in the system's Chromium. What is checked at which
// width, and with script or without, is said in fixtures.ts.
import { defineConfig } from "@playwright/test";

import { DESK } from "./widths";

const baseURL = process.env.BASE_URL;
if (!baseURL) throw new Error("BASE_URL is not set: run `make test-browser` from the project's folder.");

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that only passes the second time has found something.
  retries: 0,
  workers: 2,
  // A debug build on a busy machine: the islands' program alone, 13 MB of it, takes some seconds to wake.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./slowest.ts"], ...(process.env.CI ? [] : [["html", { open: "never" }] as const])],
  use: {
    baseURL,
    viewport: DESK,
    locale: "en-GB",
    timezoneId: "Europe/London",
    // A trace of every test takes a good part of its time: `scripts/browser-tests --trace=retain-on-failure` has one where it helps.
    trace: "off",
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM },
  },
  projects: [
    { name: "reading" },
    // Synthetic data, for what nothing public tells of.
    { name: "series", testDir: "series", use: { baseURL: process.env.SYNTHETIC_URL } },
    // The journeys write. They wait until the others, which count what is in the register and follow the counts, are done.
    { name: "journeys", testDir: "journeys", dependencies: ["reading"] },
  ],
});
