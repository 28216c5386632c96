import type { Message } from "@anthropic-ai/sdk/resources/messages";
import type { z } from "zod";
import type { CallOutcome } from "@/lib/claude/outcome";

export type Usage = { readonly inputTokens: number; readonly outputTokens: number; readonly cachedTokens: number };

/** How an answer that came ended: only a whole one is `answered`. */
export function outcomeOf({ stop_reason: stop, content }: Message): CallOutcome {
  if (!Array.isArray(content)) return "garbled";
  if (stop === "refusal") return "declined";
  if (stop === "max_tokens" || stop === "model_context_window_exceeded") return "cut_short";
  return stop === "end_turn" || stop === "stop_sequence" ? "answered" : "garbled";
}

/** Tokens read from or written to a cache count as tokens that went in. Null: the answer does not say. */
export function usageOf(message: Message): Usage | null {
  const {
    input_tokens: fresh,
    output_tokens: out,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
  } = message.usage ?? {};
  if (!Number.isSafeInteger(fresh) || !Number.isSafeInteger(out)) return null;
  const cachedTokens = read ?? 0;
  return { inputTokens: fresh + cachedTokens + (written ?? 0), outputTokens: out, cachedTokens };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** The text of an answer as the wanted form has it, or what is wrong with it. */
export function readAnswer<S extends z.ZodType>(schema: S, text: string): Read<z.output<S>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: ["it is no JSON"] };
  }
}
