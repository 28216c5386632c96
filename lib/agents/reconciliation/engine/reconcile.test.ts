import { describe, expect, test } from "vitest";
import { type Ledger, type Memory, type Movement, type OpenDocument, type Party } from "@/lib/agents/reconciliation/engine/model";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { openIndex, reconcile, reconcileOne } from "@/lib/agents/reconciliation/engine/reconcile";
import { documentOf, idsOf, movementOf } from "@/lib/testing/small-ledger";

const noMemory: Memory = { aliases: [], ibans: [], delays: [], habits: [], rejected: [], classes: [] };

const party = (id: string, legalName: string, role: Party["role"] = "customer"): Party => ({
  id,
  role,
  legalName,
  tradeName: null,
  taxId: null,
  country: "ES",
  isPerson: false,
  ibans: [],
  city: null,
});

const parties = [
  party("p1", "Talleres Ibarra e Hijos, S.L."),
  party("p2", "Construcciones Quiroga, S.A."),
  ...["Panadería Ordunte", "Viveros Zalaegui", "Imprenta Bermeo", "Bodegas Larrazábal", "Textiles Xirivella"].map((name, at) =>
    party(`q${at}`, `${name} S.L.`),
  ),
];

const invoice = (id: string, partyId: string, cents: number, changes: Partial<OpenDocument> = {}) =>
  documentOf(id, { partyId, number: `F26/00${id.replace(/\D/g, "").padStart(2, "0")}`, total: cents, open: cents, ...changes });

const ledger = (
  movements: readonly Movement[],
  documents: readonly OpenDocument[],
  changes: Partial<Ledger["surroundings"]> = {},
): Ledger => ({
  movements,
  documents,
  parties,
  surroundings: {
    company: { name: "Casa", taxId: null },
    closedThrough: null,
    accounts: [],
    terminals: [],
    remittances: [],
    payouts: [],
    rates: {},
    ...changes,
  },
});

const only = (movement: Partial<Movement>, documents: readonly OpenDocument[], changes: Partial<Ledger["surroundings"]> = {}) => {
  const [decision] = reconcile(ledger([movementOf("m1", movement)], documents, changes), noMemory, defaultPolicy);
  if (!decision) throw new Error("no decision");
  return {
    status: decision.status,
    kind: decision.chosen?.kind ?? null,
    ids: decision.chosen ? idsOf(decision.chosen.allocations) : null,
    decision,
  };
};

describe("what is clear", () => {
  test("payer, number and amount agree, the name cut by the bank", () => {
    const text = "TRANSFERENCIA DE TALLERES IBARRA E HIJ, CONCEPTO FRA F26/0007";
    const { status, ids, decision } = only({ cents: 121_000, text }, [invoice("d7", "p1", 121_000), invoice("d8", "p1", 45_000)]);
    expect([status, ids, decision.blockedBy]).toEqual(["clear", "d7", []]);
    const spans = (decision.chosen?.evidence ?? []).flatMap(({ span }) => (span ? [text.slice(span.from, span.to)] : []));
    expect(spans).toEqual(["TALLERES IBARRA E HIJ", "F26/0007"]);
  });

  test("payer and the only open amount of that size", () => {
    expect(
      only({ cents: 45_037, text: "ABONO CONSTRUCCIONES QUIROGA SA" }, [invoice("d1", "p2", 45_037), invoice("d2", "p2", 90_100)]),
    ).toMatchObject({ status: "clear", ids: "d1" });
  });

  test("several invoices that the text lists and that add up", () => {
    const documents = [invoice("d1", "p1", 10_011), invoice("d2", "p1", 20_022), invoice("d3", "p1", 30_033)];
    expect(only({ cents: 40_044, text: "TALLERES IBARRA E HIJOS SL FRAS F26/0001 Y F26/0003" }, documents)).toMatchObject({
      status: "clear",
      kind: "batch",
      ids: "d1 d3",
    });
  });
});

describe("what stays with a person", () => {
  test("two identical open invoices and one payment", () => {
    const { status, decision } = only({ cents: 45_000, text: "ABONO CONSTRUCCIONES QUIROGA SA" }, [
      invoice("d1", "p2", 45_000),
      invoice("d2", "p2", 45_000),
    ]);
    expect(status).toBe("suggested");
    expect(decision.blockedBy).toContain("equal");
  });

  test("an amount that fits, without payer and number", () => {
    const { status, decision } = only({ cents: 123_457, text: "INGRESO" }, [invoice("d1", "p1", 123_457)]);
    expect(status).not.toBe("clear");
    expect(decision.blockedBy).toContain("families");
  });

  test("a number that names another open invoice", () => {
    const { status, decision } = only({ cents: 45_037, text: "CONSTRUCCIONES QUIROGA SA FRA F26/0002" }, [
      invoice("d1", "p2", 45_037),
      invoice("d2", "p2", 90_100),
    ]);
    expect(status).toBe("suggested");
    expect(decision.blockedBy).toContain("contradiction");
  });

  test("a disputed document", () => {
    const { decision } = only({ cents: 45_037, text: "CONSTRUCCIONES QUIROGA SA F26/0001" }, [
      invoice("d1", "p2", 45_037, { isDisputed: true }),
    ]);
    expect(decision.status).toBe("suggested");
    expect(decision.blockedBy).toContain("open");
  });
});

describe("what is never touched", () => {
  test("movements in a closed period", () => {
    expect(
      only({ cents: 45_037, text: "CONSTRUCCIONES QUIROGA SA F26/0001" }, [invoice("d1", "p2", 45_037)], { closedThrough: "2026-05-31" }),
    ).toMatchObject({ status: "untouchable", ids: null });
  });

  test("void, draft and paid documents", () => {
    const dead = (["void", "draft", "paid"] as const).map((status, at) =>
      invoice(`d${at}`, "p2", 45_037, { status, open: status === "paid" ? 0 : 45_037 }),
    );
    expect(only({ cents: 45_037, text: "CONSTRUCCIONES QUIROGA SA F26/0001" }, dead)).toMatchObject({ status: "none", ids: null });
  });
});

test("a decided document leaves the alternatives of the others", () => {
  const documents = [invoice("d1", "p2", 45_000), invoice("d2", "p2", 45_000)];
  const movements = [
    movementOf("m1", { cents: 45_000, text: "CONSTRUCCIONES QUIROGA SA" }),
    movementOf("m2", { cents: 45_000, text: "CONSTRUCCIONES QUIROGA SA F26/0002" }),
  ];
  const decisions = reconcile(ledger(movements, documents), noMemory, defaultPolicy);
  expect(decisions.map(({ status, chosen }) => [status, idsOf(chosen?.allocations ?? [])])).toEqual([
    ["clear", "d1"],
    ["clear", "d2"],
  ]);
});

test("a payer learned from one settled movement ranks first, from two on different days it may be clear", () => {
  const settled = (id: string, day: string, document: string) =>
    movementOf(id, {
      bookingDate: day,
      cents: 10_000,
      text: "TRANSFERENCIA DE HOLDING ZUMAIA",
      status: "reconciled",
      reconciledCents: 10_000,
      reconciledWith: [{ documentId: document, cents: 10_000 }],
    });
  const documents = [invoice("d1", "p2", 45_037), ...["d8", "d9"].map((id) => invoice(id, "p2", 10_000, { status: "paid", open: 0 }))];
  const payment = movementOf("m9", { cents: 45_037, text: "TRANSFERENCIA DE HOLDING ZUMAIA" });
  const once = reconcile(ledger([settled("m1", "2026-03-02", "d8"), payment], documents), noMemory, defaultPolicy).at(-1);
  const twice = reconcile(
    ledger([settled("m1", "2026-03-02", "d8"), settled("m2", "2026-04-02", "d9"), payment], documents),
    noMemory,
    defaultPolicy,
  ).at(-1);
  expect([once?.status, idsOf(once?.chosen?.allocations ?? [])]).toEqual(["suggested", "d1"]);
  expect(twice?.status).toBe("clear");
});

test("one more movement against a warm index is decided as in the whole statement", () => {
  const documents = [invoice("d1", "p2", 45_037), invoice("d2", "p1", 12_345)];
  const late = movementOf("m2", { cents: 12_345, text: "TALLERES IBARRA E HIJOS F26/0002" });
  const early = movementOf("m1", { cents: 45_037, text: "CONSTRUCCIONES QUIROGA SA" });
  const whole = reconcile(ledger([early, late], documents), noMemory, defaultPolicy).find(({ movementId }) => movementId === "m2");
  expect(reconcileOne(openIndex(ledger([early], documents), noMemory, defaultPolicy), late)).toEqual(whole);
});

test("an empty ledger has no decisions", () => {
  expect(reconcile({ ...ledger([], []), parties: [] }, noMemory, defaultPolicy)).toEqual([]);
});

test("what people called a movement without document is said again, and outweighs an amount that fits", () => {
  const fits = movementOf("m1", { cents: -45_037, text: "ADEUDO GESTION PATRIMONIAL 7781" });
  const rule = { key: "ADEUDO GESTION PATRIMONIAL", sign: -1, movementClass: "rent", count: 2 } as const;
  const [decision] = reconcile(
    ledger([fits], [invoice("d1", "p2", 45_037, { direction: "received" })]),
    { ...noMemory, classes: [rule] },
    defaultPolicy,
  );
  expect(decision?.movementClass).toBe("rent");
  expect(decision?.probability ?? 0).toBeLessThan(decision?.status === "none" ? 1.01 : 0.5);
});

describe("a sum names a set only where all that could be meant was looked at", () => {
  const set = [invoice("d1", "p1", 10_011), invoice("d2", "p1", 20_022), invoice("d3", "p1", 31_033)];
  const cut = { cents: 61_066, text: "TALLERES IBARRA E HIJOS SL FRAS F26/0001 Y F26" };

  test("a cut list is completed where one sum alone does it", () => {
    expect(only(cut, [...set, invoice("d4", "p1", 90_000)])).toMatchObject({ status: "clear", ids: "d1 d2 d3" });
  });

  test("and proposed where another one does it as well", () => {
    const { status, decision } = only(cut, [...set, invoice("d4", "p1", 20_055), invoice("d5", "p1", 31_000)]);
    expect(status).toBe("suggested");
    expect(decision.blockedBy).toContain("equal");
  });

  test("or where the payer has more open invoices than can be counted", () => {
    const many = Array.from({ length: 30 }, (_, at) => invoice(`d${at + 40}`, "p1", 700_000 + at));
    expect(only(cut, [...set, ...many]).decision.blockedBy).toContain("equal");
  });
});

test("one payer of several parties of one printed name is proposed and never clear", () => {
  const shops = ["Norte", "Puerto"].map((place) => party(`s${place}`, `Grupo Alzania Tiendas ${place} S.L.`));
  const documents = [invoice("d1", "sNorte", 10_011), invoice("d2", "sPuerto", 20_022), invoice("d3", "sPuerto", 55_555)];
  const books = ledger([movementOf("m1", { cents: 30_033, text: "GRUPO ALZANIA TIENDAS" })], documents);
  const [decision] = reconcile({ ...books, parties: [...parties, ...shops] }, noMemory, defaultPolicy);
  expect([decision?.status, idsOf(decision?.chosen?.allocations ?? [])]).toEqual(["suggested", "d1 d2"]);
});

test("digits without a payer choose a document, but do not make the next choice certain", () => {
  const documents = [invoice("d1", "p2", 45_000, { number: "FV2600346" }), invoice("d2", "p2", 45_000, { number: "FV2600549" })];
  const movements = [
    movementOf("m1", { cents: 45_000, text: "TRANSFERENCIA FACTURA NUM 2600346" }),
    movementOf("m2", { cents: 45_000, text: "CONSTRUCCIONES QUIROGA SA" }),
  ];
  const decisions = reconcile(ledger(movements, documents), noMemory, defaultPolicy);
  expect(decisions[1]?.status).toBe("suggested");
});

describe("a second payment", () => {
  const paid = invoice("d1", "p1", 45_037, { status: "paid", open: 0 });
  const text = "TALLERES IBARRA E HIJOS SL FRA F26/0001";
  const first = movementOf("m1", {
    bookingDate: "2026-05-02",
    cents: 45_037,
    text,
    status: "reconciled",
    reconciledCents: 45_037,
    reconciledWith: [{ documentId: "d1", cents: 45_037 }],
  });
  const again = movementOf("m2", { cents: 45_037, text });

  test("of a settled invoice has no document, and says which one it repeats", () => {
    const decision = reconcile(ledger([first, again], [paid]), noMemory, defaultPolicy).at(-1);
    expect(decision).toMatchObject({ status: "none", chosen: null, movementClass: "refund" });
    expect(decision?.alternatives.map(({ kind, allocations }) => [kind, idsOf(allocations)])).toEqual([["duplicate", "d1"]]);
  });

  test("is nobody else's invoice of the same amount", () => {
    const decision = reconcile(ledger([first, again], [paid, invoice("d2", "p2", 45_037)]), noMemory, defaultPolicy).at(-1);
    expect(decision?.status).not.toBe("clear");
    expect(decision?.chosen?.probability ?? 0).toBeLessThan(0.1);
  });
});

test("an invoice dated long after its payment is proposed where number, payer and amount agree", () => {
  const late = invoice("d1", "p1", 45_037, { issueDate: "2026-06-25", dueDate: "2026-06-25" });
  const { status, kind, decision } = only({ cents: 45_037, text: "TALLERES IBARRA E HIJOS SL F26/0001" }, [late]);
  expect([status, kind]).toEqual(["suggested", "prepayment"]);
  expect(decision.blockedBy).toContain("residual");
});

test("a learned payer printed otherwise ranks first and is not clear", () => {
  const settled = (id: string, day: string, document: string) =>
    movementOf(id, {
      bookingDate: day,
      cents: 10_000,
      text: "TRANSFERENCIA DE HOLDING ZUMAIA S.A.",
      status: "reconciled",
      reconciledCents: 10_000,
      reconciledWith: [{ documentId: document, cents: 10_000 }],
    });
  const documents = [invoice("d1", "p2", 45_037), ...["d8", "d9"].map((id) => invoice(id, "p2", 10_000, { status: "paid", open: 0 }))];
  const decide = (text: string) =>
    reconcile(
      ledger([settled("m1", "2026-03-02", "d8"), settled("m2", "2026-04-02", "d9"), movementOf("m9", { cents: 45_037, text })], documents),
      noMemory,
      defaultPolicy,
    ).at(-1)?.status;
  expect([decide("TRANSFERENCIA DE HOLDING ZUMAIA S.A."), decide("TRANSFERENCIA DE HOLDING ZUMAIA S L")]).toEqual(["clear", "suggested"]);
});
