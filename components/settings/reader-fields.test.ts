import { describe, expect, it } from "vitest";
import { firstFields, toInput, withModel } from "./reader-fields";

const empty = firstFields(null, (text) => text);
const filled = { ...empty, mode: "unsure", model: " claude-x ", input: "2,70", output: "13,50", budget: "20" } as const;

describe("the form of the second reader", () => {
  it("begins switched off and sends what was typed, as the command takes it", () => {
    expect(empty.mode).toBe("off");
    expect(toInput(filled)).toEqual({
      mode: "unsure",
      place: { provider: "anthropic", model: "claude-x" },
      inputEuros: "2.70",
      outputEuros: "13.50",
      budgetEuros: "20",
    });
    expect(toInput({ ...filled, key: " sk-1 " })).toMatchObject({ secret: { provider: "anthropic", apiKey: "sk-1" } });
    const bedrock = { ...filled, provider: "bedrock", region: "eu-west-1", keyId: "id", key: "secret" } as const;
    expect(toInput(bedrock)).toMatchObject({
      place: { provider: "bedrock", region: "eu-west-1" },
      secret: { provider: "bedrock", accessKeyId: "id", secretAccessKey: "secret" },
    });
  });

  it("names the figures that are none", () => {
    expect(toInput({ ...filled, input: "", budget: "mucho" })).toEqual({ wrong: ["input", "budget"] });
    expect(toInput({ ...filled, output: "0,00", budget: "0" })).toEqual({ wrong: ["output"] });
  });

  it("never carries the prices of one model over to another", () => {
    const first = { ...filled, model: "claude-x" };
    const typed = { ...first, ...withModel(first, "claude-y", first) };
    expect(typed).toMatchObject({ model: "claude-y", input: "", output: "" });
    const priced = { ...typed, input: "1", output: "2" };
    expect({ ...priced, ...withModel(priced, "claude-yz", first) }).toMatchObject({ input: "1", output: "2" });
    expect(withModel(priced, "claude-x", first)).toMatchObject({ input: "2,70", output: "13,50" });
  });
});
