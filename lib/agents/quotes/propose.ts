import type { AskedItem, Candidate, Draft, DraftLine, FoundCustomer } from "@/lib/agents/quotes/engine/model";
import { priceLine } from "@/lib/agents/quotes/engine/price";
import type { AskedOfLine, LineCandidate, QuoteCustomer, QuoteLine, QuotePayload, QuoteRequestText } from "@/lib/agents/quotes/model";
import type { Pricing } from "@/lib/agents/quotes/pricing";
import { knownCustomerOf, quotedItemOf, reprice, totalsOfLines } from "@/lib/agents/quotes/reprice";
import { unique } from "@/lib/agents/quotes/unique";
import type { Confidence } from "@/lib/kernel/evidence";

export type QuoteProposal = { readonly payload: QuotePayload; readonly confidence: Confidence };

const mostCandidates = 8;

/** A draft of the engine as what a person checks. Pure. */
export function proposeQuote(request: QuoteRequestText, draft: Draft, pricing: Pricing): QuoteProposal {
  const { reading } = draft;
  const lines = draft.lines.map((line, index) => lineOf(line, `l${index + 1}`, request.text, pricing));
  const said = (one: { readonly text: string; readonly span: QuotePayload["remarks"][number]["span"] }) => ({
    text: one.text.slice(0, 1_000),
    span: one.span,
  });
  const payload: QuotePayload = {
    request,
    language: draft.language,
    customer: customerOf(draft, request, pricing),
    lines,
    date: null,
    validUntil: null,
    deliveryDate: reading.delivery?.date ?? null,
    deliveryPlace: reading.place?.text.slice(0, 500) ?? null,
    paymentTerms: reading.payment?.text.slice(0, 500) ?? null,
    notes: null,
    remarks: [...reading.notes, ...(reading.validity ? [reading.validity] : [])].slice(0, 50).map(said),
    declined: reading.declined.slice(0, 50).map(said),
    warnings: warningsOf(draft),
    answer: draft.answer?.slice(0, 10_000) ?? null,
    currency: "EUR",
    totals: totalsOfLines(lines),
    revises: null,
  };
  return { payload: reprice(payload, pricing), confidence: confidenceOf(draft) };
}

function warningsOf({ reading, warnings }: Draft): QuotePayload["warnings"] {
  const all = [...reading.warnings, ...warnings.map((one) => ({ ...one, span: null }))];
  return all.slice(0, 50).map(({ code, text, span }) => ({ code, text: text.slice(0, 500), span }));
}

function confidenceOf({ lines }: Draft): Confidence {
  const entries = lines.flatMap(({ decision }, index) =>
    decision.state === "matched" ? [[`lines.${index}.item`, decision.candidate.probability] as const] : [],
  );
  return Object.fromEntries(entries);
}

function customerOf({ customers, reading, similarCustomers }: Draft, { from }: QuoteRequestText, { prices }: Pricing): QuoteCustomer {
  const known = ({ customer, foundBy }: FoundCustomer) => knownCustomerOf(customer, foundBy, prices);
  const [only, ...others] = customers;
  if (only && others.length === 0) return { mode: "known", ...known(only) };
  if (only) return { mode: "choose", candidates: customers.slice(0, 20).map(known) };
  if (similarCustomers.length > 0)
    return { mode: "choose", candidates: similarCustomers.map((customer) => knownCustomerOf(customer, "name", prices)) };
  const { names, emails, phones, taxIds } = reading.sender;
  const address = /[^\s<>"',;]+@[^\s<>"',;]+/u.exec(from ?? "")?.[0] ?? null;
  const display =
    address === null
      ? null
      : (from ?? "")
          .replace(/<[^>]*>/gu, "")
          .replace(/"/gu, "")
          .trim();
  const phone = address === null && /\d{7}/u.test((from ?? "").replace(/\D/gu, "")) ? (from ?? "").trim() : null;
  return {
    mode: "new",
    name: (names[0] ?? (display === address ? "" : (display ?? ""))).slice(0, 200),
    taxId: taxIds[0]?.slice(0, 40) ?? null,
    email: (address ?? emails[0])?.slice(0, 120) ?? null,
    phone: (phone ?? phones[0])?.slice(0, 40) ?? null,
    address: null,
    postalCode: null,
    city: null,
  };
}

function lineOf({ asked, repeated, decision }: DraftLine, id: string, text: string, pricing: Pricing): QuoteLine {
  const shared = {
    type: "item",
    id,
    asked: asked && askedOf(asked, text),
    repeats: repeated?.document.slice(0, 100) ?? null,
    description: null,
    priced: null,
    isOptional: false,
    remember: "no",
  } as const;
  const said = asked?.readings[0]?.quantity?.value ?? repeated?.quantity ?? "1";
  const open = { item: null, name: (repeated?.name ?? "").slice(0, 500), quantity: plain(said), packs: null, quantityDoubt: null } as const;
  const known = (all: readonly Candidate[]) =>
    unique(all, ({ item }) => item.key)
      .slice(0, mostCandidates)
      .map((one) => candidateOf(one, pricing));
  switch (decision.state) {
    case "choose":
      return { ...shared, ...open, state: "choose", candidates: known(decision.candidates) };
    case "not_found":
      return { ...shared, ...open, state: "not_found", candidates: known(decision.nearest) };
    case "matched": {
      const { item, quantity } = decision.candidate;
      return {
        ...shared,
        state: "matched",
        item: quotedItemOf(item),
        candidates: [],
        name: item.name.slice(0, 500),
        quantity: plain(quantity.value),
        packs: quantity.packs,
        quantityDoubt: quantity.doubt?.slice(0, 60) ?? null,
      };
    }
  }
}

function candidateOf({ item, probability, because, quantity }: Candidate, { customer, prices }: Pricing): LineCandidate {
  return {
    item: quotedItemOf(item),
    probability: Math.min(1, Math.max(0, probability)),
    because: because.slice(0, 20).map((word) => word.slice(0, 200)),
    quantity: plain(quantity.value),
    packs: quantity.packs,
    price: priceLine(item, quantity.value, customer, prices).price,
  };
}

function askedOf({ text: whole, span, readings, claimed, remark }: AskedItem, text: string): AskedOfLine {
  const [reading] = readings;
  const said = reading?.quantity?.span ?? null;
  return {
    text: whole.slice(0, 4_000),
    span,
    words: (reading?.words ?? whole).slice(0, 1_000),
    said: said === null ? null : text.slice(said.start, said.end).slice(0, 200),
    saidSpan: said,
    claimed: claimed && { amount: claimed.amount.slice(0, 40), kind: claimed.kind, span: claimed.span },
    remark: remark?.slice(0, 1_000) ?? null,
  };
}

/** Quantities are said in any size: more figures than a line of Holded holds are a slip that a person sees. */
const plain = (quantity: string): string => (/^\d{1,12}(?:\.\d{1,6})?$/u.test(quantity) ? quantity : "0");
