import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { calledIn, endpointsOf } from "@/lib/testing/endpoint-calls";

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.replace(/\.ts$/, ""));

describe("the endpoints of the client", () => {
  it("are each called by a test against the local Holded", async () => {
    const withEndpoints: string[] = [];
    for (const name of files) if ((await endpointsOf(name)).length > 0) withEndpoints.push(name);
    expect(Object.values(calledIn).flat().sort()).toEqual(withEndpoints.sort());
  });

  it("touch one field where they replace at all: a whole object is not to be had without reading, merging and verifying", async () => {
    const replacing: string[] = [];
    for (const name of files) {
      for (const [key, { method }] of await endpointsOf(name)) if (method === "PUT" || method === "PATCH") replacing.push(key);
    }
    expect(replacing).toEqual(["setLeadStage", "setLeadDate", "renameLeadTask"]);
  });
});
