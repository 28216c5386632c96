import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/platform/env";

const url = "postgresql://web:pw@127.0.0.1/visto";

describe("the settings of a process", () => {
  it("are careful where nothing is said: many machines, ten connections", () => {
    expect(parseEnv({ DATABASE_URL: url })).toMatchObject({
      VISTO_MODE: "cluster",
      DATABASE_POOL: 10,
      HOLDED_LIVE_URL: "https://api.holded.com/api/v2",
    });
  });

  it("take an empty variable for a missing one", () => {
    expect(parseEnv({ DATABASE_URL: url, BLOB_DIR: "", LOG_LEVEL: "" })).not.toHaveProperty("BLOB_DIR");
  });

  it("name every wrong variable and show the value of none", () => {
    const wrong = { DATABASE_URL: "mysql://root:4711@db", DATABASE_POOL: "4711x", NEXTAUTH_SECRET: "4711" };
    expect(() => parseEnv(wrong)).toThrow(/^These settings are missing or malformed: DATABASE_URL, DATABASE_POOL, NEXTAUTH_SECRET\.$/);
  });
});
