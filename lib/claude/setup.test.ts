import { describe, expect, it } from "vitest";
import { claudePlace, pricesOn, readServiceAccount, secretHint } from "./setup";

describe("where the model runs", () => {
  it.each([
    { provider: "bedrock", region: "us-east-1", model: "eu.anthropic.claude-x" },
    { provider: "bedrock", region: "eu-west-2", model: "eu.anthropic.claude-x" },
    { provider: "bedrock", region: "eu-central-2", model: "eu.anthropic.claude-x" },
    { provider: "bedrock", region: "eu-west-1", model: "global.anthropic.claude-x" },
    { provider: "bedrock", region: "eu-west-1", model: "us.anthropic.claude-x" },
    { provider: "vertex", region: "global", projectId: "proyecto-1", model: "claude-x" },
    { provider: "vertex", region: "europe-west2", projectId: "proyecto-1", model: "claude-x" },
    { provider: "vertex", region: "europe-west1", projectId: "../x", model: "claude-x" },
    { provider: "anthropic", model: "claude-x", region: "eu-west-1" },
    { provider: "anthropic", model: "../../v1/other" },
  ])("is never outside the Union with a provider that stays in it, nor at an odd address: %o", (place) => {
    expect(claudePlace.safeParse(place).success).toBe(false);
  });

  it("is a region of the Union on Bedrock and Vertex", () => {
    expect(claudePlace.safeParse({ provider: "bedrock", region: "eu-west-1", model: "eu.anthropic.claude-x-v1:0" }).success).toBe(true);
    expect(claudePlace.safeParse({ provider: "vertex", region: "eu", projectId: "proyecto-1", model: "claude-x@20260101" }).success).toBe(
      true,
    );
  });
});

describe("prices", () => {
  const price = (model: string, since: string) => ({ model, since, inputMicros: "1", outputMicros: since.slice(-1) });
  const known = [price("claude-a", "2026-01-01"), price("claude-a", "2026-06-02"), price("claude-a", "2027-01-03")];

  it("are those of the model itself that hold on the day, and unknown otherwise", () => {
    expect(pricesOn(known, "claude-a", "2026-07-01")?.since).toBe("2026-06-02");
    expect(pricesOn(known, "claude-a", "2025-12-31")).toBeNull();
    expect(pricesOn(known, "claude-a-2", "2026-07-01")).toBeNull();
  });
});

describe("a key", () => {
  it("of a service account is read from its file, and no other file is taken for one", () => {
    const file = {
      type: "service_account",
      client_email: "lector@proyecto.example",
      private_key: `-----BEGIN PRIVATE KEY-----${"x".repeat(100)}`,
    };
    expect(readServiceAccount(JSON.stringify({ ...file, token_uri: "https://evil.example" }))).toEqual({
      provider: "vertex",
      clientEmail: file.client_email,
      privateKey: file.private_key,
    });
    expect(readServiceAccount(JSON.stringify({ ...file, type: "external_account" }))).toBeNull();
    expect(readServiceAccount("no json")).toBeNull();
  });

  it("is hinted at by its end alone", () => {
    expect(secretHint({ provider: "anthropic", apiKey: "sk-0123456789abcdef" })).toBe("…cdef");
    expect(secretHint({ provider: "bedrock", accessKeyId: "AKIA0123456789ABCDEF", secretAccessKey: "s".repeat(40) })).toBe("…CDEF");
  });
});
