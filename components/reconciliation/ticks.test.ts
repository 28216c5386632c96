import { describe, expect, it } from "vitest";
import { inAndOut, tick, toggleTick, untick } from "@/components/reconciliation/ticks";
import type { ClearRow } from "@/lib/agents/reconciliation/list-view";

const row = (id: string, amount: string, currency = "EUR"): ClearRow => ({
  id, version: 1, payloadHash: "h", title: id, party: null, amount, currency, state: "open", risk: "low",
}); // prettier-ignore

describe("ticked movements", () => {
  it("say what comes in and what goes out, each by itself and per currency", () => {
    expect(inAndOut([row("a", "100.10"), row("b", "-40.00"), row("c", "0.90"), row("d", "7.00", "USD")])).toEqual([
      { currency: "EUR", moneyIn: "101.00", moneyOut: "-40.00" },
      { currency: "USD", moneyIn: "7.00", moneyOut: "0.00" },
    ]);
  });

  it("are ticked once, by themselves or with others, and fall when they are decided", () => {
    const ticks = tick(toggleTick(new Map(), row("a", "1.00")), [row("a", "1.00"), row("b", "2.00")]);
    expect([...ticks.keys()]).toEqual(["a", "b"]);
    expect([...untick(ticks, new Set(["a"])).keys()]).toEqual(["b"]);
    expect(untick(ticks, new Set(["z"]))).toBe(ticks);
    expect([...toggleTick(ticks, row("b", "2.00")).keys()]).toEqual(["a"]);
  });
});
