import { z } from "zod";
import type { CallOutcome } from "@/lib/claude/outcome";
import { storable } from "@/lib/review/storable";

export type Usage = { readonly inputTokens: number; readonly outputTokens: number; readonly cachedTokens: number };

// What stands between us and the provider may answer with anything: nothing, a page, numbers that are none.
const wholeAnswer = z.looseObject({
  stop_reason: z.string().nullish(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});
/** More than any answer has, and no more than a column takes. */
const tokens = z.int().min(0).max(500_000_000);
const billed = z.looseObject({
  usage: z.looseObject({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_read_input_tokens: tokens.nullish(),
    cache_creation_input_tokens: tokens.nullish(),
  }),
});

/** How an answer that came ended: only a whole one is `answered`. */
export function outcomeOf(message: unknown): CallOutcome {
  const read = wholeAnswer.safeParse(message);
  if (!read.success) return "garbled";
  const { stop_reason: stop } = read.data;
  if (stop === "refusal") return "declined";
  if (stop === "max_tokens" || stop === "model_context_window_exceeded") return "cut_short";
  return stop === "end_turn" || stop === "stop_sequence" ? "answered" : "garbled";
}

/** What an answer says; empty for one without text. */
export function textOf(message: unknown): string {
  const read = wholeAnswer.safeParse(message);
  return read.success ? read.data.content.map(({ type, text = "" }) => (type === "text" ? text : "")).join("") : "";
}

/** Tokens read from or written to a cache count as tokens that went in. Null: the answer does not say. */
export function usageOf(message: unknown): Usage | null {
  const read = billed.safeParse(message);
  if (!read.success) return null;
  const {
    input_tokens: fresh,
    output_tokens: out,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: written,
  } = read.data.usage;
  const cachedTokens = cached ?? 0;
  return { inputTokens: fresh + cachedTokens + (written ?? 0), outputTokens: out, cachedTokens };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** The text of an answer as the wanted form has it and a database takes it, or what is wrong with it. */
export function readAnswer<S extends z.ZodType>(schema: S, text: string): Read<z.output<S>> {
  try {
    const parsed = schema.safeParse(storable<unknown>(JSON.parse(text)));
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, problems: parsed.error.issues.map(problemOf) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: ["it is no JSON"] };
  }
}

/** In our words alone: names that the answer made up may repeat a stranger's, and are not said again as ours. */
function problemOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".")}: ${issue.code === "unrecognized_keys" ? "has members that are not wanted" : issue.message}`;
}
