import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reason } from "@/lib/kernel/evidence";
import { approvalGate, unseenDoubts } from "@/lib/review/policy";

type Asked = Parameters<typeof approvalGate>[0];
const calm: Asked = {
  risk: "low",
  standing: "clear",
  rule: "typed",
  needsTwo: false,
  asksTyping: false,
  isOverLimit: false,
  personId: "ana",
  signers: [],
  editorId: null,
  isConfirmed: false,
  isBulk: false,
};
const gate = (more: Partial<Asked>) => {
  const result = approvalGate({ ...calm, ...more });
  return result.ok ? result.value : result.error.code;
};

const anyone = fc.constantFrom("ana", "luis", "eva");
const asked: fc.Arbitrary<Asked> = fc.record({
  risk: fc.constantFrom("low", "medium", "high"),
  standing: fc.constantFrom("clear", "needs_review"),
  rule: fc.constantFrom("typed", "second_person"),
  needsTwo: fc.boolean(),
  asksTyping: fc.boolean(),
  isOverLimit: fc.boolean(),
  personId: anyone,
  signers: fc.uniqueArray(anyone),
  editorId: fc.option(anyone),
  isConfirmed: fc.boolean(),
  isBulk: fc.boolean(),
});

describe("how many people an approval takes", () => {
  it.each([
    [{}, "send"],
    [{ risk: "medium", isBulk: true }, "send"],
    [{ risk: "medium", standing: "needs_review" }, "send"],
    [{ risk: "medium", standing: "needs_review", isBulk: true }, "proposal.needs_own_look"],
    [{ risk: "low", standing: "needs_review", isBulk: true }, "send"],
    [{ risk: "high" }, "proposal.needs_typed_confirmation"],
    [{ risk: "high", isConfirmed: true }, "send"],
    [{ risk: "high", isConfirmed: true, isBulk: true }, "proposal.needs_typed_confirmation"],
    [{ risk: "high", rule: "second_person" }, "sign"],
    [{ risk: "high", rule: "second_person", signers: ["ana"] }, "proposal.needs_second_person"],
    [{ risk: "high", rule: "second_person", signers: ["luis"] }, "send"],
    [{ risk: "high", rule: "second_person", signers: ["luis"], isBulk: true }, "proposal.needs_second_person"],
    [{ asksTyping: true }, "proposal.needs_typed_confirmation"],
    [{ asksTyping: true, rule: "second_person" }, "proposal.needs_typed_confirmation"],
    [{ asksTyping: true, isConfirmed: true }, "send"],
    [{ asksTyping: true, isConfirmed: true, isBulk: true }, "proposal.needs_typed_confirmation"],
    [{ needsTwo: true }, "sign"],
    [{ needsTwo: true, signers: ["ana"] }, "proposal.needs_second_person"],
    [{ needsTwo: true, signers: ["luis"] }, "send"],
    [{ needsTwo: true, signers: ["luis"], isBulk: true }, "proposal.needs_second_person"],
    [{ needsTwo: true, signers: ["luis"], editorId: "ana" }, "sign"],
    [{ needsTwo: true, signers: ["luis", "ana"], editorId: "ana" }, "proposal.needs_second_person"],
    [{ needsTwo: true, signers: ["luis", "ana"], editorId: "luis" }, "send"],
    [{ isOverLimit: true }, "sign"],
    [{ isOverLimit: true, signers: ["luis"] }, "send"],
    [{ isOverLimit: true, risk: "high" }, "proposal.needs_typed_confirmation"],
    [{ isOverLimit: true, risk: "high", isConfirmed: true }, "sign"],
  ] as const)("%j → %s", (more, wanted) => {
    expect(gate({ ...more, signers: "signers" in more ? [...more.signers] : [] })).toBe(wanted);
  });

  it("comes to an end for any two people, whoever of them wrote what is sent", () => {
    fc.assert(
      fc.property(fc.option(anyone), fc.constantFrom(["ana", "luis"], ["luis", "ana"]), (editorId, order) => {
        const signers: string[] = [];
        const steps = [...order, ...order].map((personId) => {
          const result = approvalGate({ ...calm, needsTwo: true, editorId, personId, signers });
          if (result.ok && result.value === "sign") signers.push(personId);
          return result.ok ? result.value : "refused";
        });
        expect(steps).toContain("send");
      }),
    );
  });

  it("never sends high risk in bulk, and never lets one person be both of two", () => {
    fc.assert(
      fc.property(asked, (a) => {
        const result = approvalGate(a);
        const isSent = result.ok && result.value === "send";
        if (a.risk === "high" && a.isBulk) expect(result.ok).toBe(false);
        const needsTwo = a.needsTwo || a.isOverLimit || (a.risk === "high" && a.rule === "second_person");
        if (isSent && needsTwo) expect(a.signers.some((signer) => signer !== a.personId)).toBe(true);
        if (isSent && needsTwo) expect(a.editorId).not.toBe(a.personId);
      }),
    );
  });
});

describe("doubts nobody saw", () => {
  const doubt = (code: string, path?: string): Reason => ({ code, level: "doubt", ...(path && { path }) });

  it("are also those about another value than the one that was shown", () => {
    const twin = (id: string) => ({ ...doubt("duplicate.purchase", "number"), detail: { id, total: "121.00" } });
    expect(unseenDoubts([twin("a"), twin("b")], [twin("a")])).toEqual([twin("b")]);
    // As a database gives it back: other order, nothing that no column takes.
    expect(unseenDoubts([{ ...doubt("x"), detail: { b: "1\0", a: 2 } }], [{ ...doubt("x"), detail: { a: 2, b: "1" } }])).toEqual([]);
  });

  it("are those of the new look that did not stand on the screen", () => {
    const shown = [doubt("iban.new", "iban"), doubt("total.off")];
    expect(unseenDoubts([doubt("iban.new", "iban")], shown)).toEqual([]);
    expect(unseenDoubts([doubt("iban.new", "other")], shown)).toHaveLength(1);
    expect(unseenDoubts([{ ...doubt("total.off"), level: "block" }], shown)).toHaveLength(1);
    expect(
      unseenDoubts(
        [
          { code: "supplier.found", level: "good" },
          { code: "read.ocr", level: "info" },
        ],
        [],
      ),
    ).toEqual([]);
  });
});
