/**
 * What the matching of bank movements reads and answers. Amounts are whole minor units (cents) of the stated currency and
 * always safe integers; dates are calendar dates, `yyyy-mm-dd`. Texts are as the bank or the person typed them: data, never
 * instruction.
 */

/** Part of a document that a movement settles: same sign as the document's total, in the document's own currency. */
export type Allocation = { readonly documentId: string; readonly cents: number };

export type Movement = {
  readonly id: string;
  readonly accountId: string;
  /** Whose wording it is: learned templates belong to one bank. */
  readonly bank: string;
  readonly bookingDate: string;
  readonly valueDate: string;
  /** Money out is negative. */
  readonly cents: number;
  readonly currency: string;
  /** What of it is linked already, same sign. */
  readonly reconciledCents: number;
  /** Main text as printed, then the lines below it. */
  readonly text: string;
  readonly details: readonly string[];
  /** Norma 43: common concept, and the bank's own. */
  readonly commonCode: string | null;
  readonly ownCode: string | null;
  /** camt.053: domain, family and sub-family, "PMNT/RCDT/ESCT". */
  readonly transactionCode: string | null;
  readonly documentNo: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyIban: string | null;
  /** In the currency of origin, where the bank prints it. */
  readonly original: { readonly currency: string; readonly cents: number } | null;
  readonly status: "pending" | "partial" | "reconciled";
  /** History, where known: what a settled movement was linked with. Learned from, never touched. */
  readonly reconciledWith: readonly Allocation[] | null;
};

export type DocumentKind = "invoice" | "credit_note" | "sales_summary";

export type OpenDocument = {
  readonly id: string;
  readonly direction: "issued" | "received";
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly orderRef: string | null;
  readonly partyId: string;
  readonly issueDate: string;
  readonly dueDate: string | null;
  readonly currency: string;
  /** base + vat − irpf = total, negative for credit notes; null where the source does not say. */
  readonly base: number | null;
  readonly vat: number | null;
  readonly irpf: number | null;
  readonly total: number;
  /** Still unpaid, same sign as the total. */
  readonly open: number;
  readonly status: "open" | "partial" | "paid" | "void" | "draft";
  /** Open amount in euro at the rate of the issue date; null where there is no rate. */
  readonly openEur: number | null;
  readonly paymentMethod: string | null;
  readonly recurring: boolean;
  readonly remittanceId: string | null;
  readonly terminalId: string | null;
  readonly earlyPaymentDiscount: { readonly percent: number; readonly until: string } | null;
  /** A person marked it as disputed or as a suspected duplicate. */
  readonly isDisputed: boolean;
};

export type Party = {
  readonly id: string;
  readonly role: "customer" | "supplier" | "both";
  readonly legalName: string;
  readonly tradeName: string | null;
  readonly taxId: string | null;
  readonly country: string | null;
  readonly isPerson: boolean;
  readonly ibans: readonly string[];
  readonly city: string | null;
};

/** What is known beside movements and documents; everything but the company may be empty. */
export type Surroundings = {
  readonly company: { readonly name: string; readonly taxId: string | null };
  /** Movements and documents up to and including this day are in a closed period; null: none is. */
  readonly closedThrough: string | null;
  readonly accounts: readonly { readonly id: string; readonly bank: string; readonly iban: string | null; readonly currency: string }[];
  readonly terminals: readonly {
    readonly id: string;
    readonly merchantId: string;
    readonly accountId: string;
    readonly feePercent: number;
    readonly label: string;
  }[];
  readonly remittances: readonly {
    readonly id: string;
    readonly bankRef: string;
    readonly accountId: string;
    readonly chargeDate: string;
    readonly cents: number;
    readonly documentIds: readonly string[];
  }[];
  readonly payouts: readonly {
    readonly id: string;
    readonly provider: string;
    readonly arrivalDate: string;
    readonly netCents: number;
    readonly feeCents: number;
    readonly documentIds: readonly string[];
  }[];
  /** Day → currency → units of it per euro, as a decimal; rates are the one thing here that is no money. */
  readonly rates: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export type Ledger = {
  readonly movements: readonly Movement[];
  readonly documents: readonly OpenDocument[];
  readonly parties: readonly Party[];
  readonly surroundings: Surroundings;
};

/** What people's decisions taught, never what the machine decided by itself. Counts are decisions on different days. */
export type Memory = {
  /** Folded payer text → party. */
  readonly aliases: readonly { readonly key: string; readonly partyId: string; readonly count: number }[];
  readonly ibans: readonly { readonly iban: string; readonly partyId: string; readonly count: number }[];
  /** Days from due date to payment, as people confirmed them. */
  readonly delays: readonly { readonly partyId: string; readonly days: readonly number[] }[];
  readonly habits: readonly {
    readonly partyId: string;
    readonly paysInBatches: number;
    readonly quotesReferences: number;
    readonly keepsFee: number;
    readonly of: number;
  }[];
  /** "These two do not belong together": 1 for a rejection of today, 3 for an approval that was taken back today, halved every 90 days. */
  readonly rejected: readonly { readonly movementId: string; readonly documentIds: readonly string[]; readonly weight: number }[];
  /** Folded text → class of a movement that has no document. */
  readonly classes: readonly {
    readonly key: string;
    readonly sign: 1 | -1;
    readonly movementClass: MovementClass;
    readonly count: number;
  }[];
};

/** Movements that no document explains, and `document_missing` for what should have one that nobody entered yet. */
export const movementClasses = [
  "payroll",
  "social_security",
  "tax",
  "fee",
  "interest",
  "loan",
  "own_transfer",
  "cash",
  "card_settlement",
  "insurance",
  "returned_debit",
  "capital",
  "rent",
  "refund",
  "document_missing",
  "other",
] as const;
export type MovementClass = (typeof movementClasses)[number];

export const hypothesisKinds = [
  "exact",
  "rounding",
  "discount",
  "fee",
  "withholding",
  "fx",
  "partial",
  "overpayment",
  "batch",
  "netting",
  "set_off",
  "advance",
  "prepayment",
  "refund",
  "card_settlement",
  "payout",
  "remittance",
  "duplicate",
] as const;
export type HypothesisKind = (typeof hypothesisKinds)[number];

export const residualKinds = [
  "bank_fee",
  "rounding",
  "discount",
  "fx",
  "card_fee",
  "psp_fee",
  "financial_cost",
  "withholding",
  "unapplied",
] as const;
export type ResidualKind = (typeof residualKinds)[number];

/** movement = Σ (issued +, received −) × allocation + residual, for documents in the movement's currency. */
export type Residual = { readonly kind: ResidualKind; readonly cents: number };

/**
 * Why, as a code with values that the screen puts into words; `span` is [from, to) in the movement's printed text, where
 * `line` 0 is `text` and line n the n-th of `details`. `weight` is a log-likelihood ratio: below zero it speaks against.
 */
export type Evidence = {
  readonly family: "who" | "which" | "amount" | "when" | "report";
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly weight: number;
  readonly span: { readonly line: number; readonly from: number; readonly to: number } | null;
};

export type Hypothesis = {
  readonly kind: HypothesisKind;
  readonly allocations: readonly Allocation[];
  readonly residual: Residual | null;
  readonly probability: number;
  readonly evidence: readonly Evidence[];
};

/** The eight conditions of a clear match, by what each of them looks at. */
export const clearRules = ["probability", "margin", "equal", "families", "contradiction", "residual", "open", "policy"] as const;
export type ClearRule = (typeof clearRules)[number];

export type Decision = {
  readonly movementId: string;
  /** `untouchable`: reconciled already, or in a closed period. Nothing is proposed for it. */
  readonly status: "clear" | "suggested" | "none" | "untouchable";
  /** That `chosen` is right; for `none`, that nothing in the ledger corresponds. */
  readonly probability: number;
  /** Nats between the best joint solution and the best without this choice. */
  readonly margin: number;
  readonly chosen: Hypothesis | null;
  /** The next best, at most five, best first. */
  readonly alternatives: readonly Hypothesis[];
  /** For `none` and as the likeliest other story of a suggestion. */
  readonly movementClass: MovementClass | null;
  /** What kept it from being clear; empty when it is. */
  readonly blockedBy: readonly ClearRule[];
};

/** What the company allows. Probabilities are of 1; `off` types never clear. */
export type Policy = {
  readonly thresholds: Readonly<Partial<Record<HypothesisKind, number>>>;
  readonly off: readonly HypothesisKind[];
  readonly maxFeeCents: number;
  readonly maxFeePercent: number;
  readonly maxRoundingCents: number;
};
