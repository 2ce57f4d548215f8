// How the browser tests run: against the servers at BASE_URL and SYNTHETIC_URL, in the system's Chromium, at two widths.
import { defineConfig } from "@playwright/test";

const baseURL = process.env.BASE_URL;
if (!baseURL) throw new Error("BASE_URL is not set: run `make test-browser` from the project's folder.");

// Synthetic data, for what nothing public tells of.
const synthetic = { baseURL: process.env.SYNTHETIC_URL };

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
  reporter: [["list"], ["./slowest.ts"], ...(process.env.CI ? [] : [["html", { open: "never" }] as const])],
  use: {
    baseURL,
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    actionTimeout: 15_000,
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM },
  },
  // The journeys write. They wait until the others, which count what is in the register and follow the counts, are done.
  projects: [
    { name: "desktop", use: DESKTOP },
    { name: "phone", use: PHONE },
    { name: "series-desktop", testDir: "series", use: { ...DESKTOP, ...synthetic } },
    { name: "series-phone", testDir: "series", use: { ...PHONE, ...synthetic } },
    { name: "journeys-desktop", testDir: "journeys", use: DESKTOP, dependencies: ["desktop", "phone"] },
    { name: "journeys-phone", testDir: "journeys", use: PHONE, dependencies: ["desktop", "phone"] },
  ],
});
