import { defineConfig } from "@playwright/test";
import { chromiumArgs, chromiumPath } from "./browser";

const executablePath = chromiumPath();

/** One stack (database, local Holded, console, worker) for the whole run; journeys share it and bring their own data. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.e2e.ts",
  globalSetup: "./global-setup.ts",
  workers: 1,
  // A slow minute of the machine is no verdict; what needed a second try is listed as flaky.
  retries: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: "../test-results",
  use: {
    baseURL: process.env.VISTO_E2E_URL ?? "http://localhost:3950",
    locale: "es-ES",
    timezoneId: "Europe/Madrid",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs() },
  },
});
