import { describe, expect, it } from "vitest";
import type { QuoteRequest } from "@/lib/agents/quotes/engine/model";
import type { PlainDate } from "@/lib/kernel/calendar";
import { readRequest } from "./read-request";

/** Wednesday 4 March 2026. */
const read = (text: string, more: Partial<QuoteRequest> = {}) =>
  readRequest({ id: "r", received: "2026-03-04" as PlainDate, channel: "whatsapp", from: null, subject: null, text, ...more });

describe("what is not wanted takes nothing else with it", () => {
  it("a sentence before it stays", () => {
    const given = read("Pide 12 chalecos. Bengalas 8 uds. Cohetes no, que ya tiene.");
    expect(given.items.map((item) => item.text)).toEqual(["12 chalecos", "Bengalas 8 uds"]);
    expect(given.declined.map((one) => one.text)).toEqual(["Cohetes"]);
  });

  it.each(["Lo de siempre no, esta vez solo media docena de cubos y una caja de clavos", "No quiero lo de siempre"])(
    "%s repeats nothing",
    (text) => expect(read(text).repeat).toBeNull(),
  );
});
