import { expect, it } from "vitest";
import { closeConnections } from "@/lib/platform/db/close";
import { isReachable } from "@/lib/platform/db/health";
import { forgetEnv } from "@/lib/platform/env";

it("a process whose database is away says so instead of failing or waiting", async () => {
  Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing", LOG_LEVEL: "silent" });
  forgetEnv();
  expect(await isReachable()).toBe(false);
  await closeConnections();
});
