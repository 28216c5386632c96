import { describe, expect, it } from "vitest";
import type { LineDecision, PastDocument, RequestReading } from "@/lib/agents/quotes/engine/model";
import { repeatedLines } from "@/lib/agents/quotes/engine/repeat";
import type { PlainDate } from "@/lib/kernel/calendar";
import { customer, emptyReading, item, request } from "@/lib/testing/quotes";

const items = new Map(
  [item({ key: "A" }), item({ key: "B", name: "Viejo", active: false }), item({ key: "C" })].map((one) => [one.key, one]),
);
const order = (number: string, date: string, ...keys: readonly string[]): PastDocument => ({
  customer: "C1",
  date: date as PlainDate,
  number,
  lines: keys.map((key) => ({ item: key, quantity: "2.5" })),
});
const history = new Map([
  [
    "C1",
    [
      order("F1", "2026-01-02", "C"),
      order("F2", "2026-02-02", "A", "B"),
      order("F3", "2026-02-02", "A", "B", "C"),
      order("F4", "2026-03-05", "C"),
    ],
  ],
]);
const repeating = { ...emptyReading, repeat: { start: 0, end: 13 } };
const asked = request({ text: "lo de siempre" });
const none: LineDecision = { state: "not_found", nearest: [] };
const repeat = (reading: RequestReading = repeating, decide: () => LineDecision = () => none) =>
  repeatedLines(asked, reading, customer({}), { itemOf: (key) => items.get(key), history }, decide);

describe("the last order again", () => {
  it("is the latest document before the request, the later one of a day", () => {
    expect(repeat().map(({ repeated }) => repeated)).toEqual([
      { document: "F3", name: "A", quantity: "2.5" },
      { document: "F3", name: "Viejo", quantity: "2.5" },
      { document: "F3", name: "C", quantity: "2.5" },
    ]);
  });

  it("keeps what is no longer sold as a line that is not found", () => {
    expect(repeat().map(({ decision }) => decision.state)).toEqual(["matched", "not_found", "matched"]);
  });

  it("leaves out what the request declines", () => {
    const declining = { ...repeating, declined: [{ text: "el C", span: { start: 0, end: 4 } }] };
    const other = { item: item({ key: "Z" }), probability: 0.5, because: [], quantity: { value: "1", packs: null, doubt: null } };
    const third = { ...other, item: item({ key: "C" }) };
    const left = (decision: LineDecision) => repeat(declining, () => decision).map(({ repeated }) => repeated?.name);
    expect(left({ state: "matched", candidate: third, instead: null })).toEqual(["A", "Viejo"]);
    expect(left({ state: "choose", candidates: [other, third] })).toEqual(["A", "Viejo"]);
    expect(left({ state: "choose", candidates: [third, { ...other, item: item({ key: "A" }) }] })).toEqual(["A", "Viejo", "C"]);
  });

  it("is nothing where nothing is repeated, nobody is known or nothing was ordered", () => {
    expect(repeat(emptyReading)).toEqual([]);
    expect(repeatedLines(asked, repeating, null, { itemOf: (key) => items.get(key), history }, () => none)).toEqual([]);
    expect(repeatedLines(asked, repeating, customer({ id: "C9" }), { itemOf: (key) => items.get(key), history }, () => none)).toEqual([]);
  });
});
