import type { Allocation, Ledger, Movement, OpenDocument, Party, Surroundings } from "@/lib/agents/reconciliation/engine/model";
import { flowOf, isRefund, type BankLine, type DocumentType, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { fromCents, percentOf, toCents } from "@/lib/kernel/money";

/** A document as the local copy gives it; amounts as decimals with the signs that Holded writes. */
export type DocumentRow = {
  readonly id: string;
  readonly type: DocumentType;
  readonly number: string | null;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly subtotal: string | null;
  readonly tax: string | null;
  readonly total: string;
  readonly pending: string;
  readonly currency: string;
  /** Euro for one unit of its currency; null: not told. */
  readonly currencyChange: string | null;
  readonly status: string | null;
  readonly isApproved: boolean | null;
  readonly paymentMethod: string | null;
  /** Tax keys of each line. */
  readonly taxes: readonly (readonly string[])[];
};

/** A movement of an own account, with what an imported statement says beyond Holded. */
export type MovementRow = {
  readonly line: BankLine;
  readonly status: string | null;
  readonly commonCode: string | null;
  readonly ownCode: string | null;
  readonly transactionCode: string | null;
  readonly documentNo: string | null;
  readonly original: Movement["original"];
};

export type ContactRow = {
  readonly id: string;
  readonly name: string;
  readonly tradeName: string | null;
  readonly taxId: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly isPerson: boolean;
  readonly iban: string | null;
};

export type LedgerRows = {
  readonly movements: readonly MovementRow[];
  readonly documents: readonly DocumentRow[];
  readonly contacts: readonly ContactRow[];
  /** Key of a withholding tax → per cent, without sign. */
  readonly withholdings: ReadonlyMap<string, string>;
  readonly accounts: Surroundings["accounts"];
  readonly company: Surroundings["company"];
  readonly closedThrough: string | null;
};

/** What settled movements were linked with, where it is known. */
export type History = ReadonlyMap<string, readonly Allocation[]>;

/** What the matching reads, made of what the local copy holds. Order is that of the ids, so that the same copy gives the same. */
export function ledgerOf(rows: LedgerRows, history: History): Ledger {
  const banks = new Map(rows.accounts.map(({ id, bank }) => [id, bank]));
  const documents = rows.documents.flatMap((row) => documentOf(row, rows.withholdings) ?? []);
  const directions = new Map<string, Set<OpenDocument["direction"]>>();
  for (const { partyId, direction } of documents) directions.set(partyId, (directions.get(partyId) ?? new Set()).add(direction));
  return {
    movements: rows.movements.map((row) => ({
      ...movementOf(row, banks.get(row.line.accountId) ?? row.line.accountName),
      reconciledWith: history.get(row.line.id) ?? null,
    })),
    documents,
    parties: partiesOf(rows, directions),
    surroundings: {
      company: rows.company,
      closedThrough: rows.closedThrough,
      accounts: rows.accounts,
      terminals: [],
      remittances: [],
      payouts: [],
      rates: {},
    },
  };
}

/** Without what people decided already: such a movement is not open to anybody, and its documents are owed that much less. */
export function withDecided(rows: LedgerRows, decided: readonly ReconciliationPayload[]): LedgerRows {
  const movements = new Set(decided.map(({ movement }) => movement.id));
  const taken = new Map<string, bigint>();
  for (const { id, amount } of decided.flatMap(({ choice, documents }) => (choice === "match" ? documents : [])))
    taken.set(id, (taken.get(id) ?? 0n) + size(amount));
  return {
    ...rows,
    movements: rows.movements.map((row) => (movements.has(row.line.id) ? { ...row, status: "reconciled" } : row)),
    documents: rows.documents.map((row) => (taken.has(row.id) ? { ...row, pending: less(row.pending, taken.get(row.id) ?? 0n) } : row)),
  };
}

const size = (amount: string): bigint => {
  const whole = toCents(amount);
  return whole < 0n ? -whole : whole;
};

/** Nearer to nothing by so much, never beyond. */
function less(pending: string, taken: bigint): string {
  const open = toCents(pending);
  const left = size(pending) > taken ? size(pending) - taken : 0n;
  return fromCents(open < 0n ? -left : left);
}

const cents = (amount: string): number => Number(toCents(amount));

function movementOf({ line, status, ...facts }: MovementRow, bank: string): Omit<Movement, "reconciledWith"> {
  const { amount, reconciled, balance: _, accountName: __, bookingDate, ...same } = line;
  return {
    ...same,
    ...facts,
    bank,
    bookingDate: bookingDate ?? line.valueDate,
    cents: cents(amount),
    reconciledCents: cents(reconciled),
    status: status === "pending" || status === "partial" ? status : "reconciled",
  };
}

/** Null: a document without a date cannot be compared with anything. */
function documentOf(row: DocumentRow, withholdings: LedgerRows["withholdings"]): OpenDocument | null {
  if (row.date === null) return null;
  const isCredit = isRefund(row);
  const kind = isCredit ? "credit_note" : row.type === "salesreceipt" ? "sales_summary" : "invoice";
  const signed = (amount: string): number => (isCredit ? -Math.abs(cents(amount)) : cents(amount));
  const total = signed(row.total);
  const rest = cents(row.pending) === 0 || cents(row.pending) > 0 !== cents(row.total) > 0 ? 0 : signed(row.pending);
  const open = rest === 0 ? 0 : rest;
  return {
    id: row.id,
    direction: flowOf(row) * (isCredit ? -1 : 1) > 0 ? "issued" : "received",
    kind,
    number: row.number,
    orderRef: null,
    partyId: row.partyId ?? `?${row.partyName ?? ""}`,
    issueDate: row.date,
    dueDate: row.dueDate,
    currency: row.currency,
    ...taxesOf(row, withholdings, isCredit ? -1 : 1),
    total,
    open,
    status: stateOf(row, open, total),
    openEur: openInEuro(row, open),
    paymentMethod: row.paymentMethod,
    recurring: false,
    remittanceId: null,
    terminalId: null,
    earlyPaymentDiscount: null,
    isDisputed: false,
  };
}

/** Of a document as the local copy has it: what can be done with it. */
export function stateOf(
  { status, isApproved, number, type }: Pick<DocumentRow, "status" | "isApproved" | "number" | "type">,
  open: number | bigint,
  total: number | bigint,
): OpenDocument["status"] {
  if (status === "cancelled" || status === "failed") return "void";
  // Lists do not tell drafts; sales have no number before they are approved.
  if (isApproved === false || (number === null && type !== "purchase" && type !== "purchaserefund")) return "draft";
  if (Number(open) === 0) return "paid";
  return open === total ? "open" : "partial";
}

/** base + vat − irpf = total. Holded's `tax` is both together; where lines are withheld from differently nobody can say how much. */
function taxesOf(
  { subtotal, tax, taxes }: DocumentRow,
  withholdings: LedgerRows["withholdings"],
  sign: 1 | -1,
): Pick<OpenDocument, "base" | "vat" | "irpf"> {
  if (subtotal === null || tax === null) return { base: null, vat: null, irpf: null };
  const signed = (amount: string): number => (sign < 0 ? -Math.abs(cents(amount)) : cents(amount));
  const rates = new Set(taxes.map((keys) => keys.map((key) => withholdings.get(key)).find((rate) => rate !== undefined) ?? "0"));
  const [rate] = rates;
  if (rates.size > 1) return { base: signed(subtotal), vat: null, irpf: null };
  const irpf = rate === undefined || rate === "0" ? 0 : signed(percentOf(subtotal, rate));
  return { base: signed(subtotal), vat: signed(tax) + irpf, irpf };
}

function openInEuro({ currency, currencyChange }: DocumentRow, open: number): number | null {
  if (currency === "EUR") return open;
  const rate = currencyChange === null ? 0 : Number(currencyChange);
  return rate > 0 ? Math.round(open * rate) : null;
}

function partiesOf({ documents, contacts }: LedgerRows, directions: ReadonlyMap<string, ReadonlySet<string>>): Party[] {
  const known = new Map(contacts.map((contact) => [contact.id, contact]));
  const named = new Map(documents.map(({ partyId, partyName }) => [partyId ?? `?${partyName ?? ""}`, partyName]));
  return [...named].flatMap(([id, name]): Party[] => {
    const sides = directions.get(id);
    if (!sides) return [];
    const contact = known.get(id);
    return [
      {
        id,
        role: sides.size > 1 ? "both" : sides.has("issued") ? "customer" : "supplier",
        legalName: contact?.name ?? name ?? "",
        tradeName: contact?.tradeName ?? null,
        taxId: contact?.taxId ?? null,
        country: contact?.country ?? null,
        isPerson: contact?.isPerson ?? false,
        ibans: contact?.iban ? [contact.iban] : [],
        city: contact?.city ?? null,
      },
    ];
  });
}
