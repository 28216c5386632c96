import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import type { Context } from "@/lib/agents/quotes/engine/request/pieces";
import { repeatLength } from "@/lib/agents/quotes/engine/request/sentences";
import { readQuantity, type SpokenQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

/*
 * Ways of ordering that say the same are brought into one before anything is cut: what stands for "of these, so many" is a
 * colon before the figure, what stands for "and then" is a comma, a figure said twice is said once.
 */

const label = /^(?:cant|cantidad|cantidades|cdad|ctd|qty|qtty|quantity|quantities|quant|quantitat|quantitats)$/;
const pieces = /^(?:uds?|und|unids?|unidades|unitats|units|pcs|pieces|piezas|peces)$/;
const joint = new Set(
  "y i and , ; asi como ademas de junto con amb as well along with together to a mes mas tambe tambien luego despues desprès finalmente finalment por per ultimo ultim also then finally plus otros otras altres otro otra another aparte asimismo ya que estamos encima primero primer first lastly next".split(" "), // prettier-ignore
);
const tells =
  /^(?:ademas|tambien|tambe|luego|despues|junto|asimismo|otros|otras|altres|another|well|along|also|then|finally|lastly|primero|first|aparte|encima|finalmente|finalment|ultimo|ultim|asi|estamos|mes)$/;

/** A sentence in the plainest words for what it orders; the places of its tokens in the text stay. */
export function plainOrder(context: Context, tokens: readonly Token[]): readonly Token[] {
  return [saidOnce, withCommas, withColons].reduce((said, rewrite) => rewrite(context, said), tokens);
}

const marked = (token: Token, text: string): Token => ({ ...token, kind: "mark", text, fold: text });

const counts = (context: Context, tokens: readonly Token[], at: number): SpokenQuantity | null => {
  const quantity = readQuantity(tokens, at, context.language);
  return quantity && quantity.by !== "article" ? quantity : null;
};

/** "cant. 6", "qty: 6", "uds: 6": the label gives way to a colon, or to nothing where a mark or nothing stands before it. */
export function withoutLabels(context: Context, tokens: readonly Token[]): readonly Token[] {
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const dots = /^[.:=]$/.test(tokens[at + 1]?.text ?? "") ? 1 : 0;
    const isLabel = label.test(token.fold.replace(/\.$/, "")) || (pieces.test(token.fold) && dots === 1 && tokens[at + 1]?.text !== ".");
    const figure = tokens[at + 1 + dots];
    const before = plain.at(-1);
    if (!isLabel || figure?.kind !== "number" || before?.kind === "number" || !counts(context, tokens, at + 1 + dots)) plain.push(token);
    else {
      if (before && before.kind !== "mark") plain.push(marked(token, ":"));
      at += dots;
    }
  }
  return plain;
}

/** "seis (6) palas", "6 (seis) palas"; "4 más de palas". */
function saidOnce(context: Context, tokens: readonly Token[]): readonly Token[] {
  const gone = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    const bracket = tokens[at]?.text === "(" && tokens[at + 2]?.text === ")";
    const before = bracket && at > 0 ? counts(context, tokens, at - 1) : null;
    const again = before?.next === at ? counts(context, tokens, at + 1) : null;
    if (again && again.value === before?.value) for (const index of [at, at + 1, at + 2]) gone.add(index);
    const more = /^(?:mas|mes|more)$/.test(tokens[at]?.fold ?? "") && tokens[at - 1]?.kind === "number";
    if (more && /^(?:de|d'|of)$/.test(tokens[at + 1]?.fold ?? "")) gone.add(at);
  }
  return gone.size > 0 ? tokens.filter((_, at) => !gone.has(at)) : tokens;
}

/** "así como 4 b", "y también 4 b", "a / 4 b": words and marks that only go on to the next thing. */
function withCommas(context: Context, tokens: readonly Token[]): readonly Token[] {
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    let to = at;
    while (to < at + 8 && joint.has(tokens[to]?.fold ?? "")) to++;
    const run = tokens.slice(at, to);
    const apart = /^(?:\/|\||\/\/|·|•)$/.test(token.text) && tokens[at - 1] !== undefined && token.start > (tokens[at - 1]?.end ?? 0);
    const goesOn = run.some((word) => tells.test(word.fold)) && !/^(?:a|de|con|amb|with|por|per|to|como|que)$/.test(token.fold);
    const end = apart ? at + 1 : to;
    const quantity = apart || goesOn || /^a$/.test(token.fold + (run[1]?.fold === "mes" ? "" : "-")) ? counts(context, tokens, end) : null;
    // What goes on after "lo mismo que la última vez" is said besides it, and read as that.
    if (!quantity || tokens[end - 1]?.kind === "number" || repeatLength(tokens.slice(0, at)) > 0) {
      plain.push(token);
      continue;
    }
    const bare = apart && !tokens.slice(0, at).some((_, index) => counts(context, tokens, index));
    if (plain.length > 0) plain.push(marked(token, quantity.next >= tokens.length && bare ? ":" : ","));
    at = end - 1;
  }
  return plain;
}

/** "De palas ponme 6", "palas: mándame 6 uds": wanting between a thing and the figure that closes its clause. */
function withColons(context: Context, tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token, at) => {
    if (at === 0 || token.kind !== "word" || !isA(token.fold, "ask")) return [token];
    const quantity = counts(context, tokens, at + 1);
    const next = quantity ? tokens[quantity.next] : undefined;
    const closes = quantity && (next === undefined || /^(?:[,;.]|y|i|and)$/.test(next.fold));
    const clause = tokens.slice(tokens.slice(0, at).findLastIndex((before) => /^(?:[;.?!]|y|i|and)$/.test(before.fold)) + 1, at);
    const isTopic = clause.some((word) => word.kind !== "mark" && !isFrame(word) && word.fold.length > 2) && clause.length <= 12;
    const talks = clause.some((word) => isA(word.fold, "ask") || (isA(word.fold, "sentence") && word.fold.length > 1));
    if (!closes || !isTopic || talks) return [token];
    return tokens[at - 1]?.kind === "mark" ? [] : [marked(token, ":")];
  });
}

const isFrame = (token: Token): boolean =>
  (["ask", "paper", "pointer", "small", "sentence"] as const).some((name) => isA(token.fold, name));
