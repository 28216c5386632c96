import type { QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";

/** A piece of the request: of a line, of what is distrusted, or of nobody. */
export type RequestPiece = {
  readonly text: string;
  /** The line that was made of it; null: none. */
  readonly line: { readonly id: string; readonly index: number; readonly state: QuoteLine["state"] } | null;
  readonly kind: "plain" | "line" | "said" | "declined" | "warning";
};

type Stretch = { readonly start: number; readonly end: number } & Omit<RequestPiece, "text">;

/**
 * The request cut where a line's words begin and end, for the eye to find them. Where two claim the same words the one
 * that begins first has them; what lies outside the text is nobody's. Pure.
 */
export function requestPieces({ request: { text }, lines, declined, warnings }: QuotePayload): readonly RequestPiece[] {
  const stretches = [...linesOf(lines), ...others("declined", declined), ...others("warning", warnings)].sort((a, b) => a.start - b.start);
  const pieces: RequestPiece[] = [];
  let at = 0;
  for (const { start, end, ...owner } of stretches) {
    const from = Math.max(start, at);
    const to = Math.min(end, text.length);
    if (from >= to) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), line: null, kind: "plain" });
    pieces.push({ ...owner, text: text.slice(from, to) });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), line: null, kind: "plain" });
  return pieces;
}

/** Quantity and thing of a line; the quantity is told apart where it lies within. */
function linesOf(lines: QuotePayload["lines"]): readonly Stretch[] {
  return lines.flatMap((line, index): readonly Stretch[] => {
    if (line.type !== "item" || !line.asked?.span) return [];
    const owner = { line: { id: line.id, index, state: line.state } };
    const { span, saidSpan } = line.asked;
    const whole = { ...span, ...owner, kind: "line" as const };
    if (saidSpan === null) return [whole];
    const said = { start: saidSpan.start, end: saidSpan.end, ...owner, kind: "said" as const };
    if (said.start < span.start || said.end > span.end) return [whole, said];
    return [{ ...whole, end: said.start }, said, { ...whole, start: said.end }].filter(({ start, end }) => start < end);
  });
}

function others(
  kind: "declined" | "warning",
  found: readonly { readonly span: { start: number; end: number } | null }[],
): readonly Stretch[] {
  return found.flatMap(({ span }) => (span === null ? [] : [{ ...span, line: null, kind }]));
}
