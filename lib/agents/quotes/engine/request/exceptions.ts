import type { Token } from "@/lib/language/tokens";

export type Exception = { readonly less: boolean; readonly words: readonly Token[] };

const opens = /^(?:pero|but|sin|sense|without|menos|excepto|except|con|amb|cambiando|salvo)$/;
const leaves = /^(?:sin|sense|without|menos|excepto|except|salvo)$/;

/** "(lo mismo) … pero sin el tóner y con 2 cajas más de folios": clause by clause what should come less or more. */
export function exceptionsIn(tokens: readonly Token[]): readonly Exception[] {
  const but = tokens.findIndex((token) => opens.test(token.fold));
  if (but < 0) return [];
  const clauses: Token[][] = [[]];
  for (const token of tokens.slice(but)) {
    if (/^(?:y|i|and|,|;)$/.test(token.fold)) clauses.push([]);
    else if (!/^(?:mas|mes|more|pero|but|con|amb|with)$/.test(token.fold)) clauses.at(-1)?.push(token);
  }
  return clauses.flatMap((words) => {
    const less = leaves.test(words[0]?.fold ?? "");
    const named = less ? words.slice(1) : words;
    return named.length > 0 ? [{ less, words: named }] : [];
  });
}
