import { readAskedItem } from "@/lib/agents/quotes/engine/request/asked-item";
import { listMark } from "@/lib/agents/quotes/engine/request/cut-pieces";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { trim, type Context, type Piece } from "@/lib/agents/quotes/engine/request/pieces";
import { bareTrail, leadingQuantity, trailingQuantity } from "@/lib/agents/quotes/engine/request/readings";
import { beginsClause, endsInClause, splitAlternatives } from "@/lib/agents/quotes/engine/request/alternatives";
import { takeClaim, takeCorrection, takeRemark } from "@/lib/agents/quotes/engine/request/extras";
import { readQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

/** What a part between two separators is: whole item with its figure before or after, a figure alone, more of the last item. */
type Shape = "lead" | "trail" | "only" | "more" | "words";
type Atom = { readonly tokens: readonly Token[]; readonly shape: Shape; readonly joint: "none" | "mark" | "and" };

const and = new Set(["y", "i", "and", "e", "&", "+", "mas", "plus"]);

/** Cuts "6 a, b x12, c: 3 y d" where the evidence of quantities says that a new item begins. */
export function cutItems(context: Context, piece: Piece): readonly (readonly Token[])[] {
  const atoms = atomsOf(context, piece.tokens);
  const items: { tokens: Token[]; quantified: boolean }[] = [];
  for (const [index, atom] of atoms.entries()) {
    const last = items.at(-1);
    if (last && continues(context, last, atoms.slice(index), piece.listed)) {
      last.tokens.push(...atom.tokens);
      last.quantified ||=
        atom.shape === "more" ? readAskedItem(context, last.tokens).readings[0]?.quantity !== null : atom.shape !== "words";
    } else items.push({ tokens: [...withoutJoint(atom)], quantified: atom.shape !== "words" && atom.shape !== "more" });
  }
  return items.map((item) => unmarked(item.tokens)).filter((tokens) => tokens.some((token) => token.kind !== "mark"));
}

/** Without the mark of a list that slipped into running text. */
const unmarked = (tokens: readonly Token[]): readonly Token[] => {
  const clean = trim(tokens);
  return trim(clean.slice(listMark(clean)));
};

const withoutJoint = (atom: Atom): readonly Token[] => (atom.joint === "and" ? atom.tokens.slice(1) : atom.tokens);

function continues(
  context: Context,
  last: { readonly tokens: readonly Token[]; readonly quantified: boolean },
  ahead: readonly Atom[],
  listed: boolean,
): boolean {
  const [atom, ...others] = ahead;
  if (!atom || atom.shape === "more") return true;
  if (atom.shape === "only") return !last.quantified || takeCorrection(context, [...last.tokens, ...atom.tokens]).corrected !== null;
  if (atom.shape === "lead") return false;
  if (atom.shape === "trail") return !last.quantified;
  if (bareTrail(context, withoutExtras(context, last.tokens)) && bareTrail(context, withoutExtras(context, unmarked(atom.tokens))))
    return false;
  if (listed || !last.quantified) return listed || atom.joint !== "and";
  const stop = others.findIndex((other) => other.shape !== "more" && other.shape !== "only");
  const joined = [...atom.tokens, ...others.slice(0, stop < 0 ? undefined : stop).flatMap((other) => other.tokens)];
  const whole = withoutExtras(context, joined);
  return !(trailingQuantity(context, whole)?.strong || others[0]?.shape === "only" || readAskedItem(context, joined).readings[0]?.quantity);
}

/** Parts between commas, semicolons and "y" outside brackets. Their separator stays at their head. */
function atomsOf(context: Context, tokens: readonly Token[]): readonly Atom[] {
  const parts: { from: number; joint: Atom["joint"] }[] = [{ from: 0, joint: "none" }];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    depth = Math.max(0, depth + (/^[([]$/.test(token.text) ? 1 : /^[)\]]$/.test(token.text) ? -1 : 0));
    if (depth > 0 || at === 0) continue;
    if (/^[,;]$/.test(token.text) && separates(context, tokens, at, parts.at(-1)?.from ?? 0)) parts.push({ from: at, joint: "mark" });
    else if (and.has(token.fold) && beginsItem(context, tokens, at + 1)) parts.push({ from: at, joint: "and" });
  }
  return parts.map(({ from, joint }, index) => {
    const part = tokens.slice(from, parts[index + 1]?.from ?? tokens.length);
    return { tokens: part, joint, shape: shapeOf(context, part, joint) };
  });
}

/** A comma between things: not one before an amount of money, nor one after "si no hay" unless a thing with its quantity follows. */
function separates(context: Context, tokens: readonly Token[], at: number, from: number): boolean {
  if (isAmount(tokens, at + 1)) return false;
  return !endsInClause(tokens.slice(from, at)) || leadingQuantity(context, unmarked(tokens.slice(at + 1))) !== null;
}

/** After "y": a quantity with its thing, or words that have their own figure before the next separator. */
function beginsItem(context: Context, tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (!next || /^[()\]]$/.test(next.text) || /^(?:si|ademas|tambe|tambien|also)$/.test(next.fold)) return false;
  if (/^(?:medi[oa]|mig|mitja|a|half)$/.test(next.fold) && !isHalfOfGroup(context, tokens, at)) return false;
  if (/^(?:entre|between|from)$/.test(tokens[at - 3]?.fold ?? "")) return false;
  const rest = tokens.slice(at);
  const stop = separatorIn(context, rest);
  const part = unmarked(stop < 0 ? rest : rest.slice(0, stop));
  if (leadingQuantity(context, part) || (tokens[at - 2]?.kind !== "number" && isOnlyPacks(context, part))) return true;
  if (part[0]?.kind === "number" && part[0].text.length < 5) return false;
  const readings = part.length > 1 ? readAskedItem(context, part).readings : [];
  return readings.length > 0 && readings.every((reading) => reading.quantity !== null);
}

/** First comma or semicolon outside brackets that no figure alone follows; -1 for none. */
function separatorIn(context: Context, tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex((token, at) => {
    depth = Math.max(0, depth + (/^[([]$/.test(token.text) ? 1 : /^[)\]]$/.test(token.text) ? -1 : 0));
    if (at === 0 || depth > 0 || !/^[,;]$/.test(token.text)) return false;
    if (beginsClause(tokens, at + 1) || endsInClause(tokens.slice(0, at)) || isAmount(tokens, at + 1)) return false;
    return token.text === ";" || !isFigure(context, tokens, at + 1);
  });
}

const isAmount = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === "number" && /^(?:€|eur|euros?)$/.test(tokens[at + 1]?.fold ?? "");

/** "media docena de", "half a box of" begin an item; "kilo y medio de" does not. */
const isHalfOfGroup = (context: Context, tokens: readonly Token[], at: number): boolean => {
  if (/^(?:de|d'|of)$/.test(tokens[at + 1]?.fold ?? "")) return false;
  const quantity = readQuantity(tokens, at, context.language);
  return quantity !== null && (quantity.unit !== null || quantity.next > at + 1);
};

/** "… y 3 cubos": what is counted is the thing. */
const isOnlyPacks = (context: Context, part: readonly Token[]): boolean => {
  const quantity = readQuantity(part, 0, context.language);
  return quantity !== null && quantity.unit?.kind === "pack" && quantity.packOf === null && quantity.next >= part.length;
};

/** A figure alone between two separators: "…, 15 y …". */
const isFigure = (context: Context, tokens: readonly Token[], at: number): boolean => {
  const quantity = readQuantity(tokens, at, context.language);
  const next = quantity ? tokens[quantity.next] : undefined;
  return quantity !== null && (next === undefined || /^[,;]$/.test(next.text) || and.has(next.fold));
};

function shapeOf(context: Context, part: readonly Token[], joint: Atom["joint"]): Shape {
  const tokens = unmarked(joint === "none" ? part : part.slice(1));
  if (joint !== "none" && isMore(context, tokens)) return "more";
  const core = withoutExtras(context, tokens);
  const start = /^[x×]$/iu.test(core[0]?.text ?? "") ? 1 : 0;
  const quantity = readQuantity(core, start, context.language);
  if (quantity && quantity.next >= core.length) return "only";
  const lead = leadingQuantity(context, core);
  if (lead) return "lead";
  if (trailingQuantity(context, core)?.strong) return "trail";
  const { readings } = readAskedItem(context, tokens);
  return readings.every((reading) => reading.quantity !== null) ? "trail" : "words";
}

const aThing = (token: Token): Token => ({ ...token, kind: "code", text: "#", fold: "#" });

/** Alternatives, prices and corrections belong to what stands before them. */
function isMore(context: Context, tokens: readonly Token[]): boolean {
  const first = tokens[0];
  if (!first) return true;
  const padded: readonly Token[] = [first, ...tokens];
  if (splitAlternatives(padded).first.length <= 1 || /^(?:o|or|u)$/.test(first.fold)) return true;
  const words = tokens.filter((token) => token.kind !== "mark");
  if (words.every((token) => token.fold === "no" || isA(token.fold, "correct"))) return true;
  if (first.fold === "no" || (isA(first.fold, "correct") && takeCorrection(context, [aThing(first), aThing(first), ...tokens]).corrected))
    return true;
  if (takeClaim(context, tokens).rest.length === 0 || (takeClaim(context, tokens).claimed && /^(?:a|al|at|@|que|me|precio|preu|you)$/.test(first.fold))) return true; // prettier-ignore
  return /^(?:sin|sense|without|pero|but|que|con|amb|with|excepto|salvo)$/.test(first.fold);
}

function withoutExtras(context: Context, tokens: readonly Token[]): readonly Token[] {
  return trim(takeRemark(splitAlternatives(takeCorrection(context, takeClaim(context, tokens).rest).rest).first).rest);
}
