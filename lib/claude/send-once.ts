import "server-only";
import type { Message, MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import type { ModelClient } from "@/lib/claude/client";
import { troubleOf } from "@/lib/claude/trouble";

export type Sent =
  | { readonly kind: "message"; readonly message: Message; readonly ms: number }
  | { readonly kind: "trouble"; readonly trouble: ReturnType<typeof troubleOf>; readonly ms: number };

/** `deadline`: on the clock of `performance`, for everything that belongs to the question. */
type Until = { readonly timeoutMs?: number | undefined; readonly deadline: number; readonly signal?: AbortSignal | undefined };

/** One attempt is one request. Never throws for what comes back. */
export async function sendOnce(client: ModelClient, request: MessageCreateParamsNonStreaming, until: Until): Promise<Sent> {
  const left = Math.max(1, Math.min(until.timeoutMs ?? 60_000, until.deadline - performance.now()));
  const timeout = AbortSignal.timeout(Math.ceil(left));
  const signal = AbortSignal.any([timeout, ...(until.signal ? [until.signal] : [])]);
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    return { kind: "message", message: await client.create(request, { signal }), ms: ms() };
  } catch (error) {
    const signals = { timedOut: timeout.aborted, cancelled: until.signal?.aborted ?? false };
    return { kind: "trouble", trouble: troubleOf(error, signals), ms: ms() };
  }
}
