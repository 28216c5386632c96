import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/**
 * Three lanes by file name: `x.test.ts` needs nothing outside, `x.db.test.ts` a real PostgreSQL, `x.contract.test.ts`
 * the local Holded over HTTP (and PostgreSQL). The server starts once for a run and only when a lane needs it.
 */
export default defineConfig({
  resolve: {
    alias: { "@": root, "server-only": path.join(root, "lib/testing/server-only.ts") },
  },
  test: {
    include: ["{app,components,lib,prisma}/**/*.test.{ts,tsx}"],
    globalSetup: ["lib/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
