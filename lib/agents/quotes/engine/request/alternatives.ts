import { nearWords } from "@/lib/language/near-word";
import { unitOf } from "@/lib/language/units";
import type { Token } from "@/lib/language/tokens";

export type Alternatives = { readonly first: readonly Token[]; readonly others: readonly (readonly Token[])[] };

const condition = /^(?:si|if|caso|cas|en)$/;
const lacking =
  /^(?:no|not|n't|don't|dont|agotad[oa]s?|esgotat[s]?|esgotad[ae]s?|out|unavailable|falta|imposible|impossible|acabad[oa]|acaba|fuera|roto|defecto|defecte)$/;
const clause = nearWords(
  ("si if caso cas en no not n't don't dont n' hi ha hay hubiera hubiese haya tuvierais tuvieras tuvieseis teneis tienes tiene tenen teniu tens tinguessiu tingueu queda quedan queden quedara quedase quedas pudiera puede pueden pot ser fos fuera esta estan estuviera estuviese estas agotado agotada agotados agotadas esgotat esgotada esgotats " +
    "out of stock unavailable available disponible disponibles existencias existencies encontrais encuentras trobes trobeu you have do does it any them that this one is are can't cannot get me nos ens em vale valen valdria val serveix sirve sirven serviria va van bien be tambien tambe entonces then pues doncs ponme pon ponedme mandame envia posa posa'm posam poseu posi poneis pondriais de su llavors aleshores " +
    "lo la los las el els les ho eso esto aixo por su defecto defecte falta fallo contrario cas contrari acaba acabado acabat s'ha s' ha roto fuera , : put send otherwise cambio canvi lugar lloc else then with").split(" ").map((word) => [word, true] as const),
); // prettier-ignore
const alone = /^(?:otherwise|altrament|alternativamente|alternativament|failing)$/;
const or = /^(?:o|or|u|y|i|and|pero|pero|bien|be|bueno|e|even)$/;
const opens = /^[(;,[–—-]$|^\.+$|^…$/;
const closing = /^(?:will|do|works?|fine|ok|okay|instead|vale|valen|sirven?|igual)$/;

/** "A, si no hay, B", "A (o si no, B)", "A, or B if you don't have it", "A, en su defecto B": what comes first and what will do. */
export function splitAlternatives(tokens: readonly Token[]): Alternatives {
  for (let at = 1; at < tokens.length; at++) {
    const end = clauseEnd(tokens, at);
    if (!end) continue;
    const before = backOver(tokens, at);
    if (namesThing(tokens.slice(end))) {
      const rest = splitAlternatives(unbracketed(tokens.slice(end)));
      return before > 0
        ? { first: tokens.slice(0, before), others: [withoutClosing(rest.first), ...rest.others] }
        : { first: tokens, others: [] };
    }
    const link = tokens.slice(0, at).findLastIndex((token, index) => index > 0 && /^(?:o|or|u)$/.test(token.fold));
    if (link > 0) {
      const second = tokens.slice(link + 1, at).filter((token, index) => !(index === 0 && /^(?:bien|be)$/.test(token.fold)));
      const tail = tokens.slice(end).filter((token) => !/^[)\]]$/.test(token.text));
      return { first: tokens.slice(0, backOver(tokens, link)), others: [unbracketed([...second, ...tail])] };
    }
  }
  return { first: tokens, others: [] };
}

/** "… Sol will do", "… me vale". */
function withoutClosing(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex((token) => !closing.test(token.fold) && token.text !== ".");
  return last < 0 ? tokens : tokens.slice(0, last + 1);
}

/** First token after a clause that begins here and says that something lacks; null where none begins. */
function clauseEnd(tokens: readonly Token[], at: number): number | null {
  const fold = tokens[at]?.fold ?? "";
  if (!alone.test(fold)) {
    if (!condition.test(fold)) return null;
    const near = tokens.slice(at + 1, at + 5);
    const lacks = near.findIndex((token) => lacking.test(token.fold));
    if (lacks < 0 || near.slice(0, lacks).some((token) => !clause.find(token.fold))) return null;
    if (fold === "en" && !/^(?:su|caso|cas|defecto|defecte)$/.test(near[0]?.fold ?? "")) return null;
  }
  let end = at + 1;
  while (end < tokens.length && holds(tokens, end)) end++;
  const again = repeated(tokens, at, end);
  if (again > end) for (end = again; end < tokens.length && holds(tokens, end);) end++;
  while (end > at + 2 && /^(?:la|lo|los|las|el|els|les)$/.test(tokens[end - 1]?.fold ?? "")) end--;
  return end;
}

/** "Si no tenéis Luna, ponme …": words of what was asked before, up to a comma. */
function repeated(tokens: readonly Token[], at: number, end: number): number {
  const comma = tokens.findIndex((token, index) => index > end && index < end + 6 && token.text === ",");
  const before = new Set(tokens.slice(0, at).map((token) => token.fold));
  return comma > 0 && tokens.slice(end, comma).every((token) => before.has(token.fold)) ? comma : end;
}

/** Words, not only the quantity of all ("or B if you don't have it: 2", "o B si no hay (6 cajas)"). */
const namesThing = (tokens: readonly Token[]): boolean => {
  const bare = tokens.find((token) => token.kind !== "mark");
  const led = tokens[0]?.kind === "mark" && bare?.kind === "number";
  return led
    ? tokens.some(
        (token) => token.kind === "code" || (token.kind === "word" && unitOf(token.fold) === null && !/^(?:de|d'|of)$/.test(token.fold)),
      )
    : bare !== undefined;
};

/** A word of the clause; a capital or a figure begins what will do instead. */
const holds = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!token || !clause.find(token.fold)) return false;
  if (token.text === ":") return !/\d/.test(tokens[at + 1]?.text ?? "");
  return !/^\p{Lu}/u.test(token.text);
};

/** The words end in a clause that says that something lacks: what will do instead follows. */
export function endsInClause(tokens: readonly Token[]): boolean {
  for (let at = Math.max(1, tokens.length - 7); at < tokens.length; at++) if (clauseEnd(tokens, at) === tokens.length) return true;
  return false;
}

/** A clause that says that something lacks begins here, maybe after "o", "y". */
export const beginsClause = (tokens: readonly Token[], at: number): boolean =>
  clauseEnd(tokens, at) !== null || (or.test(tokens[at]?.fold ?? "") && clauseEnd(tokens, at + 1) !== null);

/** Back over "(o", ", y", ";" before a clause. */
function backOver(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0 && (opens.test(tokens[from - 1]?.text ?? "") || or.test(tokens[from - 1]?.fold ?? ""))) from--;
  return from;
}

/** Without a closing bracket whose opening one stayed with the first. */
function unbracketed(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (/^[([]$/.test(token.text)) depth++;
    if (!/^[)\]]$/.test(token.text)) return true;
    depth--;
    return depth >= 0;
  });
}
