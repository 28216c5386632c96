import fs from "node:fs";
import { chromium } from "@playwright/test";

const system = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** CHROMIUM_PATH, else Playwright's own build where it was fetched (undefined), else the system's browser. */
export function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (fs.existsSync(chromium.executablePath())) return undefined;
  return system.find((p) => fs.existsSync(p));
}

/** Quiet and offline; without the sandbox where it cannot work (root, containers). */
export const chromiumArgs = (): string[] => [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 || process.env.CI ? ["--no-sandbox"] : []),
];
