import { foldText } from "@/lib/language/fold";

const forms =
  "s\\.?\\s?l\\.?\\s?(?:u|l|p|ne)?\\.?\\s?(?:u\\.?)?|s\\.?\\s?a\\.?\\s?(?:u|d|t)?\\.?|s\\.?\\s?coop\\.?(?:\\s?(?:v|m|and|mad|ltda|pequena)\\.?)?|s\\.?\\s?c\\.?\\s?(?:p|l|cl|coop)?\\.?|c\\.\\s?b\\.?|cb|a\\.?i\\.?e\\.?|u\\.?t\\.?e\\.?|" +
  "sociedad (?:limitada|anonima|cooperativa)(?: unipersonal| profesional| laboral)?|gmbh(?: & co\\.? kg)?|ug(?: \\(haftungsbeschrankt\\))?|ag|kg|ohg|e\\.?\\s?k\\.?|e\\.?v\\.?|sarl|s\\.?a\\.?r\\.?l\\.?|sas|sasu|eurl|sci|ltd\\.?|limited|plc|llp|llc|inc\\.?|corp\\.?|co\\.|" +
  "b\\.?v\\.?|n\\.?v\\.?|bvba|lda\\.?|l\\.?da\\.?|unipessoal(?:,? lda\\.?)?|s\\.?r\\.?l\\.?s?|s\\.?p\\.?a\\.?|sp\\.? z ?o\\.?\\s?o\\.?|a/s|aps|oy|ab|sia|uab|sdn\\.? bhd\\.?";
const atEnd = new RegExp(`(?:^|[\\s,.])(?:${forms})[.,]?$`, "i");
const anywhere = new RegExp(`^(.*?[^\\s,.·–—-][\\s,]+(?:${forms}))(?=$|[\\s,.·|–—•()-])`, "i");

/** "Rotulación Rueda y Nadal, S.L. · NIF …": the part up to and with the legal form; null where there is none. */
export function companyNameIn(text: string): string | null {
  const folded = foldSameLength(text);
  const match = anywhere.exec(folded);
  return match?.[1] ? text.slice(0, match[1].length).trim() : null;
}

/** The whole text ends in a legal form. */
export const endsInLegalForm = (text: string): boolean => atEnd.test(foldSameLength(text.trim()));

/** The text is a legal form and nothing else: the wrapped end of a name. */
export const isLegalForm = (text: string): boolean => new RegExp(`^(?:${forms})[.,]?$`, "i").test(foldSameLength(text.trim()));

/** Names as they are compared: without accents, case, marks and legal form. */
export function foldName(name: string): string {
  let text = foldText(name).replace(/\s+/g, " ").trim();
  for (let i = 0; i < 2; i++) text = text.replace(atEnd, "").trim();
  return text.replace(/[^a-z0-9]+/g, " ").trim();
}

/** 0..1: how alike two names are, by shared pairs of letters. 1 only for equal folded names. */
export function nameLikeness(a: string, b: string): number {
  const x = foldName(a);
  const y = foldName(b);
  if (!x || !y) return 0;
  if (x === y) return 1;
  const left = pairs(x);
  const right = pairs(y);
  let shared = 0;
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0);
  const size = (m: ReadonlyMap<string, number>) => [...m.values()].reduce((n, c) => n + c, 0);
  return Math.min(0.99, (2 * shared) / Math.max(1, size(left) + size(right)));
}

function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const compact = text.replaceAll(" ", "");
  for (let i = 0; i + 1 < compact.length; i++) {
    const pair = compact.slice(i, i + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

function foldSameLength(text: string): string {
  return [...text].map((c) => c.normalize("NFD")[0]?.toLowerCase() ?? c).join("");
}
