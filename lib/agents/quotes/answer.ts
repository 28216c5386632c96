import { writeAnswer } from "@/lib/agents/quotes/engine/answer";
import type { Candidate, CatalogueItem, DraftLine, LineDecision } from "@/lib/agents/quotes/engine/model";
import type { LineCandidate, QuotedItem, QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";

/** What is still to be asked about a quote as it stands, in its language; null: nothing. Pure. */
export function answerOf({ lines, language }: Pick<QuotePayload, "lines" | "language">): string | null {
  const asked = lines.flatMap((line) => (line.type === "title" ? [] : [draftLineOf(line)]));
  return writeAnswer({ lines: asked, language, unknownRepeat: null });
}

function draftLineOf(line: QuoteLine): DraftLine {
  const { asked, repeats, name, quantity } = line;
  return {
    asked: asked && {
      span: asked.span ?? nowhere,
      text: asked.text,
      readings: [{ quantity: null, words: asked.words, span: asked.span ?? nowhere }],
      references: [],
      claimed: null,
      instead: [],
      remark: asked.remark,
    },
    repeated: repeats === null ? null : { document: repeats, name, quantity },
    decision: decisionOf(line),
    priced: null,
  };
}

function decisionOf({ state, item, candidates, quantity, quantityDoubt }: QuoteLine): LineDecision {
  if (state === "matched" && item) return { state, candidate: candidateOf({ item, quantity }, quantityDoubt), instead: null };
  const known = candidates.map((one) => candidateOf(one, null));
  return state === "choose" ? { state, candidates: known } : { state: "not_found", nearest: known };
}

function candidateOf({ item, quantity }: Pick<LineCandidate, "item" | "quantity">, doubt: string | null): Candidate {
  return { item: itemOf(item), probability: 1, because: [], quantity: { value: quantity, packs: null, doubt } };
}

/** Only its name is written into an answer. */
function itemOf({ key, kind, sku, name, category, unit, cost, stock, isActive }: QuotedItem): CatalogueItem {
  return {
    key,
    kind,
    sku,
    name,
    category,
    unit,
    cost,
    stock,
    active: isActive,
    ean: null,
    description: null,
    pack: null,
    price: "0",
    vat: "0",
    fixedPrice: false,
  };
}

const nowhere = { start: 0, end: 0 };
