import { describe, expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "../extract";
import type { InvoicePayload } from "../model";
import type { InvoiceReading } from "../reading";
import { standingOfInvoice } from "../propose";
import { applyProfile } from "./apply-profile";
import { learnFrom } from "./learn";
import { addUp, type Lesson, type SupplierProfile } from "./profile";

const context = { today: "2026-11-22", ownTaxIds: ["A28015865"] };
const print = ({ key = "QX-771/26", date = "14/10/2026", net = "100,00", tax = "21,00", total = "121,00" } = {}): ReadDocument =>
  paper(`
FERRETERÍA ALDABA, S.L.     FACTURA
NIF: B12345674  Tel. 912 345 678
Expediente contable  ${key}       Cliente: Roca, S.A.  NIF: A28015865
Fecha: ${date}
Concepto                   Cantidad    Precio     Importe
Tornillo 20 mm                  100      1,00      ${net}
Base imponible                                     ${net}
IVA 21 %                                            ${tax}
Total factura                                      ${total} €
`);

/** What a reader makes of the paper that misses the fields of `over`. */
function read(document: ReadDocument, over: Partial<InvoicePayload> = {}): InvoiceReading {
  const reading = extractInvoice(document, context);
  return { ...reading, payload: { ...reading.payload, ...over } };
}
const blank = { id: "p", key: "tax:B12345674", taxId: "B12345674", contactId: null, name: "Ferretería Aldaba, S.L.", byHand: {} };

/** What the company knows after a person approved these papers with these values. */
function taught(
  ...approvals: readonly { document: ReadDocument; over: Partial<InvoicePayload>; person: Partial<InvoicePayload> }[]
): SupplierProfile {
  let lessons: readonly { proposalId: string; lesson: Lesson }[] = [];
  for (const [index, { document, over, person }] of approvals.entries()) {
    const proposed = read(document, over).payload;
    const profile = lessons.length > 0 ? addUp(blank, lessons) : null;
    const lesson = learnFrom({ proposed, approved: { ...proposed, ...person }, pages: document.pages, profile, senderDomain: null });
    lessons = [{ proposalId: String(index), lesson }, ...lessons];
  }
  return addUp(blank, lessons);
}
const missed = { number: null };
const corrected = { document: print(), over: missed, person: { number: "QX-771/26" } };
const next = print({ key: "QX-802/26", date: "12/11/2026", net: "1.200,00", tax: "252,00", total: "1.452,00" });
const apply = (reading: InvoiceReading, document: ReadDocument, profile: SupplierProfile) =>
  applyProfile(reading, document.pages, profile, context);

describe("what people corrected", () => {
  it("reads the next invoice of the supplier right after one correction, and asks for a look that once", () => {
    const after = apply(read(next, missed), next, taught(corrected));
    expect(after.payload.number).toBe("QX-802/26");
    expect(after.evidence).toContainEqual(expect.objectContaining({ path: "number", text: "QX-802/26" }));
    expect(after.reasons).toContainEqual(expect.objectContaining({ code: "memory.read_once", level: "doubt", path: "number" }));
  });

  it("is said as a habit, and no longer doubted, once it was right twice", () => {
    const second = { document: next, over: { number: "QX-802/26" }, person: {} };
    const third = print({ key: "QX-900/26" });
    const after = apply(read(third, missed), third, taught(corrected, second));
    expect(after.payload.number).toBe("QX-900/26");
    expect(after.reasons).toContainEqual(
      expect.objectContaining({ code: "memory.read_as_before", level: "info", detail: expect.objectContaining({ count: 2 }) }),
    );
  });

  it("is still doubted after papers on which nothing stands at that place", () => {
    const other = paper("OTRA CASA, S.L.  FACTURA\nNIF: B12345674\nNúmero: 77\nFecha: 14/10/2026\nTotal 121,00 €");
    const elsewhere = { document: other, over: { number: "77" }, person: {} };
    const after = apply(read(next, missed), next, taught(corrected, elsewhere));
    expect(after.reasons).toContainEqual(expect.objectContaining({ code: "memory.read_once", level: "doubt", path: "number" }));
  });

  it("replaces what the reader takes from another place of that paper", () => {
    expect(apply(read(next, { number: "912 345 678" }), next, taught(corrected)).payload.number).toBe("QX-802/26");
  });

  it("asks for a look where the paper says something else for certain, however often the place was right", () => {
    const second = { document: next, over: { number: "QX-802/26" }, person: {} };
    const both = print({ key: "QX-900/26" });
    const reading = read(both, { number: "F-77" });
    const reasons = reading.reasons.filter(({ path }) => path !== "number");
    const sure = { ...reading, reasons, confidence: { ...reading.confidence, number: 0.99 } };
    const after = apply(sure, both, taught(corrected, second));
    expect(after.reasons).toContainEqual(
      expect.objectContaining({ code: "memory.read_otherwise", level: "doubt", path: "number", detail: expect.objectContaining({ read: "QX-900/26", other: "F-77" }) }),
    ); // prettier-ignore
    expect(standingOfInvoice(after.reasons)).toBe("needs_review");
    const unsure = { ...sure, reasons: [...sure.reasons, { code: "number.uncertain", level: "doubt" as const, path: "number" }] };
    expect(apply(unsure, both, taught(corrected, second)).reasons.map(({ code }) => code)).toContain("memory.read_as_before");
  });

  it("leaves a paper alone on which nothing stands at that place", () => {
    const other = paper("OTRA CASA, S.L.  FACTURA\nNIF: B12345674\nNúmero: 77\nFecha: 14/10/2026\nTotal 121,00 €");
    const reading = read(other);
    expect(apply(reading, other, taught(corrected)).payload).toEqual(reading.payload);
  });

  it("takes no value of another form from the place", () => {
    const odd = print({ key: "pendiente" });
    expect(apply(read(odd, missed), odd, taught(corrected)).payload.number).toBeNull();
  });

  it("finds a date beside the words it was corrected at, and none in the future", () => {
    const lesson = { document: print(), over: { issueDate: "2026-10-01" }, person: { issueDate: "2026-10-14" } };
    expect(apply(read(next, { issueDate: null }), next, taught(lesson)).payload.issueDate).toBe("2026-11-12");
    const late = print({ date: "12/11/2027" });
    const after = apply(read(late, { issueDate: null }), late, taught(lesson));
    expect(after.payload.issueDate).toBeNull();
    expect(after.reasons).toContainEqual(expect.objectContaining({ code: "memory.contradicted", path: "issueDate" }));
  });
});

describe("amounts that people corrected", () => {
  const none = { netTotal: null, vat: [], vatTotal: null, total: null, payable: null };
  const right = {
    netTotal: "100.00",
    vatTotal: "21.00",
    total: "121.00",
    payable: "121.00",
    vat: [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: null, surchargeAmount: null }],
  };
  const lesson = { document: print(), over: none, person: right };

  it("are read from their places where the sums agree", () => {
    const after = apply(read(next, none), next, taught(lesson));
    expect(after.payload).toMatchObject({
      netTotal: "1200.00",
      vatTotal: "252.00",
      total: "1452.00",
      vat: [{ rate: "21", base: "1200.00", amount: "252.00" }],
    });
  });

  it("are left as they were read where the sums contradict the places, and that is said", () => {
    const wrong = print({ net: "1.200,00", tax: "252,00", total: "1.999,00" });
    const after = apply(read(wrong, none), wrong, taught(lesson));
    expect(after.payload.total).toBeNull();
    expect(after.reasons.map(({ code }) => code)).toContain("memory.contradicted");
  });

  it("are left alone where the place agrees with the reading", () => {
    const reading = read(next);
    expect(apply(reading, next, taught(lesson)).payload).toEqual(reading.payload);
  });
});

describe("amounts at places that were right before", () => {
  it("ask for a look where the sums of the paper hold without them", () => {
    const none = { netTotal: null, vat: [], vatTotal: null, total: null, payable: null };
    const vat = [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: null, surchargeAmount: null }];
    const right = { netTotal: "100.00", vatTotal: "21.00", total: "121.00", payable: "121.00", vat };
    const second = { document: print({ key: "QX-2/26" }), over: {}, person: {} };
    const profile = taught({ document: print(), over: none, person: right }, second);
    const sums = { netTotal: "10.00", vatTotal: "2.10", total: "12.10", payable: "12.10" };
    const other = read(next, { ...sums, vat: [{ rate: "21", base: "10.00", amount: "2.10", surchargeRate: null, surchargeAmount: null }] });
    expect(apply(other, next, profile).reasons).toContainEqual(
      expect.objectContaining({ code: "memory.read_otherwise", level: "doubt", path: "total" }),
    );
  });
});

describe("a place that led astray", () => {
  it("is dropped once a person approved something else", () => {
    const astray = { document: next, over: { number: "QX-802/26" }, person: { number: "14/2026" } };
    const profile = taught(corrected, astray);
    expect(profile.anchors.filter(({ path }) => path === "number")).toEqual([]);
    const third = print({ key: "QX-900/26" });
    expect(apply(read(third, missed), third, profile).payload.number).toBeNull();
  });

  it("gives way to the newer one where the layout changed", () => {
    const moved = paper("FERRETERÍA ALDABA, S.L.  FACTURA\nNIF: B12345674\nRegistro interno   ZZ-1/26\nFecha: 14/10/2026\nTotal 121,00 €");
    const profile = taught(corrected, { document: moved, over: missed, person: { number: "ZZ-1/26" } });
    expect(profile.anchors).toMatchObject([{ path: "number", left: "registro interno" }]);
  });
});

describe("what the papers of a supplier leave out", () => {
  const due = { document: print(), over: {}, person: { dueDate: "2026-11-13" } };

  it("is filled from what was approved: the day it is due", () => {
    const after = apply(read(next, { dueDate: null }), next, taught(due, due));
    expect(after.payload.dueDate).toBe("2026-12-12");
    expect(after.reasons).toContainEqual(
      expect.objectContaining({ code: "memory.due_date", detail: expect.objectContaining({ days: 30 }) }),
    );
  });

  it("is never put in the place of what the paper says", () => {
    expect(apply(read(next, { dueDate: "2026-11-20" }), next, taught(due)).payload.dueDate).toBe("2026-11-20");
  });

  it("why nothing is charged, with a look asked for until it was so twice", () => {
    const vat = [{ rate: "0", base: "100.00", amount: "0.00", surchargeRate: null, surchargeAmount: null }];
    const lesson = { document: print(), over: { vat }, person: { vat: vat.map((row) => ({ ...row, exemption: "exempt" as const })) } };
    const levelAfter = (...lessons: readonly (typeof lesson)[]) =>
      apply(read(next, { vat }), next, taught(...lessons)).reasons.find(({ code }) => code === "memory.exemption")?.level;
    expect([levelAfter(lesson), levelAfter(lesson, lesson)]).toEqual(["doubt", "info"]);
  });

  it("the tax id of the supplier, with a look asked for", () => {
    const supplier = { name: "FERRETERÍA ALDABA, S.L.", taxId: null, contactId: null };
    const after = apply(read(next, { supplier }), next, taught(corrected));
    expect(after.payload.supplier.taxId).toBe("B12345674");
    expect(after.reasons).toContainEqual(expect.objectContaining({ code: "memory.read_once", path: "supplier.taxId" }));
  });
});

describe("what a person set by hand", () => {
  it("goes before what was learned", () => {
    const profile = taught({ document: print(), over: {}, person: { dueDate: "2026-11-13" } });
    expect(profile.dueDays).toMatchObject({ value: 30, isByHand: false });
    expect(addUp({ ...blank, byHand: { dueDays: 60, accountId: "a1" } }, []).dueDays).toMatchObject({ value: 60, isByHand: true });
  });
});
