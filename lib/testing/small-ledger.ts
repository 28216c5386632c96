import type { Allocation, Ledger, Movement, OpenDocument, Party } from "@/lib/agents/reconciliation/engine/model";

/** Books of some parties with their statement, and what each movement settles: nothing for those without a document. */
export type SmallLedger = { readonly ledger: Ledger; readonly truth: ReadonlyMap<string, readonly string[]> };

/** Figures from 0 to 1, the same sequence for the same seed. */
export function chances(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const trades = ["Talleres", "Panadería", "Reformas", "Viveros", "Imprenta", "Bodegas", "Clínica", "Textiles"];
const places = ["Ordunte", "Zalaegui", "Bermeo", "Quiñones", "Larrazábal", "Montornés", "Villafáfila", "Xirivella", "Aldeanueva"];

export const movementOf = (id: string, changes: Partial<Movement>): Movement => ({
  id,
  accountId: "account-1",
  bank: "BANK",
  bookingDate: "2026-05-20",
  valueDate: "2026-05-20",
  cents: 10_000,
  currency: "EUR",
  reconciledCents: 0,
  text: "TRANSFERENCIA RECIBIDA",
  details: [],
  commonCode: "04",
  ownCode: null,
  transactionCode: null,
  documentNo: null,
  counterpartyName: null,
  counterpartyIban: null,
  original: null,
  status: "pending",
  reconciledWith: null,
  ...changes,
});

export const documentOf = (id: string, changes: Partial<OpenDocument>): OpenDocument => ({
  id,
  direction: "issued",
  kind: "invoice",
  number: null,
  orderRef: null,
  partyId: "party-0",
  issueDate: "2026-04-20",
  dueDate: "2026-05-20",
  currency: "EUR",
  base: null,
  vat: null,
  irpf: null,
  total: 10_000,
  open: 10_000,
  status: "open",
  openEur: null,
  paymentMethod: null,
  recurring: false,
  remittanceId: null,
  terminalId: null,
  earlyPaymentDiscount: null,
  isDisputed: false,
  ...changes,
});

const partyOf = (id: string, legalName: string, role: Party["role"]): Party => ({
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

export const ledgerOf = (
  movements: readonly Movement[],
  documents: readonly OpenDocument[],
  parties: readonly Party[],
  closedThrough: string | null = null,
): Ledger => ({
  movements,
  documents,
  parties,
  surroundings: {
    company: { name: "Empresa Ejemplo SL", taxId: null },
    closedThrough,
    accounts: [{ id: "account-1", bank: "BANK", iban: null, currency: "EUR" }],
    terminals: [],
    remittances: [],
    payouts: [],
    rates: {},
  },
});

const dayOf = (offset: number): string => new Date(Date.UTC(2026, 2, 2) + offset * 86_400_000).toISOString().slice(0, 10);

/**
 * Random books: invoices of many amounts, paid with and without their number, several at once, and movements that settle
 * nothing. Even the hardest of them has one right answer, or none.
 */
export function smallLedger(seed: number): SmallLedger {
  const chance = chances(seed);
  const whole: Whole = (from, to) => from + Math.floor(chance() * (to - from + 1));
  const parties = Array.from({ length: 14 }, (_, at) => {
    const name = `${trades[at % trades.length]} ${places[whole(0, places.length - 1)]} ${places[at % places.length]} SL`;
    return partyOf(`party-${at}`, name, at % 3 === 0 ? "supplier" : "customer");
  });
  const books = parties.map((party, at) => documentsOf(party, at, whole));
  const paid = parties.flatMap((party, at) => paymentsOf(party, books[at] ?? [], whole));
  const documents = books.flat();
  const others = ["NOMINA MAYO", "TGSS COTIZACION", "IMPUESTOS MODELO 303", "COMISION MANTENIMIENTO"].map((text, n): Payment => {
    const twin = documents[whole(0, documents.length - 1)]?.open ?? 0;
    const date = dayOf(whole(45, 85));
    const cents = -(n % 2 === 0 ? twin : whole(300, 200_000));
    return { movement: movementOf(`other-${n}`, { cents, text, commonCode: "17", bookingDate: date, valueDate: date }), settled: [] };
  });
  const all = [...paid, ...others];
  const truth = new Map(all.map(({ movement, settled }) => [movement.id, settled.map(({ id }) => id)]));
  const ledger = ledgerOf(
    all.map(({ movement }) => movement),
    documents,
    parties,
  );
  return { ledger, truth };
}

type Whole = (from: number, to: number) => number;
type Payment = { readonly movement: Movement; readonly settled: readonly OpenDocument[] };

function documentsOf({ id: partyId, role }: Party, at: number, whole: Whole): OpenDocument[] {
  const direction = role === "supplier" ? "received" : "issued";
  return Array.from({ length: whole(2, 5) }, (_, n) => {
    const total = whole(2_000, 900_000);
    const day = whole(0, 40);
    const number = direction === "issued" ? `F26/${String(100 + at * 10 + n).padStart(4, "0")}` : `${at}A-${whole(10_000, 99_999)}`;
    const amounts = { total, open: total, openEur: total };
    return documentOf(`document-${at}-${n}`, { direction, number, partyId, issueDate: dayOf(day), dueDate: dayOf(day + 30), ...amounts });
  });
}

/** The newest document stays unpaid, unless the two oldest are paid together and all others stay. */
function paymentsOf(party: Party, documents: readonly OpenDocument[], whole: Whole): Payment[] {
  const sign = party.role === "supplier" ? -1 : 1;
  const groups = whole(1, 10) <= 3 ? [documents.slice(0, 2)] : documents.slice(0, -1).map((document) => [document]);
  return groups.map((settled, n) => {
    const cents = settled.reduce((sum, { open }) => sum + open, 0) * sign;
    const numbers = `${["FRA ", "FACTURA ", ""][whole(0, 2)]}${settled.map(({ number }) => number).join(" ")}`;
    const details = [whole(1, 10) <= 8 ? plain(party.legalName) : "", whole(1, 10) <= 6 ? numbers : "PAGO"].filter(Boolean);
    const text = sign > 0 ? "TRANSFERENCIA RECIBIDA" : "TRANSFERENCIA REALIZADA";
    const date = dayOf(whole(45, 85));
    return { movement: movementOf(`paid-${party.id}-${n}`, { cents, text, details, bookingDate: date, valueDate: date }), settled };
  });
}

const plain = (name: string): string =>
  name
    .toUpperCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/gu, "");

export const idsOf = (allocations: readonly Allocation[]): string =>
  allocations
    .map(({ documentId }) => documentId)
    .sort()
    .join(" ");
