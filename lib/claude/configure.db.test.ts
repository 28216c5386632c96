import { describe, expect, it } from "vitest";
import { saveSetup, setupInput, setupView, trySetup, turnOff, type SetupInput } from "@/lib/claude/configure";
import { verifyChain } from "@/lib/platform/audit";
import { testMessages, testModel } from "@/lib/testing/claude";
import { testDatabase } from "@/lib/testing/database";
import { admin, company, otherEnvironment } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const fake = testMessages();

const apiKey = "sk-test-0123456789abcdef";
const input: SetupInput = {
  mode: "unsure",
  place: { provider: "anthropic", model: testModel },
  inputEuros: "2.70",
  outputEuros: "13.5",
  budgetEuros: "20",
  secret: { provider: "anthropic", apiKey },
};
const { secret: _, ...withoutKey } = input;
const desk = () => company().with(admin("eva"));

describe("the settings of the second reader", () => {
  it("begin with nothing, and keep a key that is never shown again, nor in the trail", async () => {
    const { scope, eva } = await desk();
    expect(await setupView(scope)).toBeNull();
    valueOf(await saveSetup(scope, eva, input));
    const view = await setupView(scope);
    expect(view).toMatchObject({
      mode: "unsure",
      secretHint: "…cdef",
      budgetEuros: "20.00",
      spentEuros: "0.00",
      price: { inputEuros: "2.70", outputEuros: "13.50" },
    });
    const trail = await scope.read((tx) => tx.auditEntry.findMany());
    expect(JSON.stringify([view, trail.map(({ data }) => data)])).not.toContain(apiKey);
    expect(trail.map(({ action }) => action)).toEqual(["second_reader.saved"]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
    expect(await setupView(otherEnvironment(scope))).toBeNull();
  });

  it("keep the key when only the rest changes, and forget it with its provider", async () => {
    const { scope, eva } = await desk();
    valueOf(await saveSetup(scope, eva, input));
    valueOf(await saveSetup(scope, eva, { ...withoutKey, mode: "always", budgetEuros: "5" }));
    expect(await setupView(scope)).toMatchObject({ mode: "always", secretHint: "…cdef", budgetEuros: "5.00" });
    const place = { provider: "bedrock", region: "eu-west-1", model: "eu.anthropic.claude-test-1" } as const;
    expect(codeOf(await saveSetup(scope, eva, { ...withoutKey, place }))).toBe("claude.no_key");
    valueOf(await saveSetup(scope, eva, { ...withoutKey, place, mode: "off" }));
    expect(await setupView(scope)).toMatchObject({ secretHint: null, place });
  });

  it("do not switch on without a key, nor with one of another provider or no key file", async () => {
    const { scope, eva } = await desk();
    expect(codeOf(await saveSetup(scope, eva, withoutKey))).toBe("claude.no_key");
    const other = { provider: "bedrock", accessKeyId: "AKIA0123456789ABCDEF", secretAccessKey: "s".repeat(40) } as const;
    expect(codeOf(await saveSetup(scope, eva, { ...input, secret: other }))).toBe("input.invalid");
    const place = { provider: "vertex", region: "eu", projectId: "proyecto-1", model: testModel } as const;
    expect(codeOf(await saveSetup(scope, eva, { ...input, place, secret: { provider: "vertex", keyFile: "{}" } }))).toBe("input.invalid");
    expect(await setupView(scope)).toBeNull();
  });

  it("take amounts of euros as decimals and nothing else", () => {
    for (const bad of ["", "1,5", "-1", "1e3", "0.0000001", "12345678"])
      expect(setupInput.safeParse({ ...input, budgetEuros: bad }).success).toBe(false);
    expect(setupInput.safeParse(input).success).toBe(true);
    // Without a price the budget would hold nothing back.
    for (const free of [{ inputEuros: "0" }, { outputEuros: "0.00" }])
      expect(setupInput.safeParse({ ...input, ...free }).success).toBe(false);
    expect(setupInput.safeParse({ ...input, budgetEuros: "0" }).success).toBe(true);
  });

  it("are tried out with made-up text, also while the reader is off, and say what it cost", async () => {
    const { scope, eva } = await desk();
    valueOf(await saveSetup(scope, eva, { ...input, mode: "off" }));
    fake().standing = () => ({ kind: "answer", value: { word: "albaricoque" }, inputTokens: 100, outputTokens: 20 });
    expect(valueOf(await trySetup(scope)).euros).toBe("0.00054");
    fake().standing = () => ({ kind: "error", status: 401 });
    expect(codeOf(await trySetup(scope))).toBe("claude.key_refused");
    expect(await setupView(scope)).toMatchObject({ spentEuros: "0.00054" });
  });

  it("are switched off at once, once, and the trail says by whom", async () => {
    const { scope, eva } = await desk();
    valueOf(await saveSetup(scope, eva, input));
    for (const _ of [1, 2]) valueOf(await turnOff(scope, eva));
    expect(await setupView(scope)).toMatchObject({ mode: "off", secretHint: "…cdef" });
    const trail = await scope.read((tx) => tx.auditEntry.findMany({ where: { action: "second_reader.switched_off" } }));
    expect(trail.map(({ actor }) => actor)).toEqual([`person:${eva.personId}`]);
  });
});
