import type { Span } from "@/lib/agents/quotes/engine/model";
import type { PlainDate } from "@/lib/kernel/calendar";
import type { SpokenLanguage } from "@/lib/language/number-words";
import type { Token } from "@/lib/language/tokens";

/** More things than a person asks for in one message. */
export const mostItems = 500;

/** A run of tokens of the request. */
export type Piece = { readonly tokens: readonly Token[]; /** A list mark stood before it. */ readonly listed: boolean };

export type Context = { readonly text: string; readonly language: SpokenLanguage; readonly received: PlainDate };

export const spanOf = (tokens: readonly Token[]): Span => ({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 });

export const textOf = (context: Context, tokens: readonly Token[]): string => {
  const { start, end } = spanOf(tokens);
  return context.text.slice(start, end);
};

/** Words of a text without the tokens left out, in one line, without stray marks at its ends. */
export function wordsOf(context: Context, tokens: readonly Token[]): string {
  let words = "";
  let last: Token | null = null;
  for (const token of tokens) {
    words += last && (token.start > last.end || last.kind === "break") ? ` ${token.text}` : token.text;
    last = token;
  }
  return words
    .replace(/\(\s*\)|\[\s*\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:.\-–—=>·•*|¿¡)\]]+|[\s,;:\-–—=>·•*|([¿¡?!]+$/g, "")
    .replace(/(?<=\p{L}{4,})\.$/u, "")
    .trim();
}

const marks = /^[^\p{L}\p{N}"”″()[\]%°€$£]+$/u;

/** Without marks at both ends (quotes of inches and brackets stay). */
export function trim(tokens: readonly Token[]): readonly Token[] {
  let from = 0;
  let to = tokens.length;
  while (from < to && (tokens[from]?.kind === "break" || (tokens[from]?.kind === "mark" && marks.test(tokens[from]?.text ?? "") && !/^[x×]$/iu.test(tokens[from]?.text ?? "")))) from++; // prettier-ignore
  while (to > from && (tokens[to - 1]?.kind === "break" || (tokens[to - 1]?.kind === "mark" && marks.test(tokens[to - 1]?.text ?? "")))) to--; // prettier-ignore
  return tokens.slice(from, to);
}
