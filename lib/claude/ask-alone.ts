import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import type { z } from "zod";
import { modelClient, type ModelClient } from "@/lib/claude/client";
import { failureOf } from "@/lib/claude/failure-of";
import { outcomeOf, readAnswer, textOf } from "@/lib/claude/message";
import { silence, silentUntil, waitBeforeNext, type CallOutcome } from "@/lib/claude/outcome";
import { repairOf, requestFor, type Evidence, type Prompt } from "@/lib/claude/request";
import { sendOnce } from "@/lib/claude/send-once";
import { claudePlace, claudeSecret } from "@/lib/claude/setup";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import { claudeEnv } from "@/lib/platform/env";

/** A model that is asked without a company: nobody keeps a budget or a trace. */
export type LoneReader = {
  readonly client: ModelClient;
  readonly model: string;
  /** How the newest requests ended, newest first. */
  readonly last: { readonly outcome: CallOutcome; readonly endedAt: Date }[];
};

/** With the key of the environment. Refuses `claude.no_key`: there is none, or it is no key. Sends nothing. */
export async function loneReader(): Promise<Result<LoneReader>> {
  const { ANTHROPIC_API_KEY: apiKey, CLAUDE_MODEL: model } = claudeEnv();
  const secret = claudeSecret.safeParse({ provider: "anthropic", apiKey });
  const place = claudePlace.safeParse({ provider: "anthropic", model });
  if (!secret.success || !place.success) return refuse("claude.no_key");
  const client = await modelClient(place.data, secret.data);
  return client.ok ? ok({ client: client.value, model: place.data.model, last: [] }) : client;
}

type LoneQuestion<S extends z.ZodType> = {
  readonly prompt: Prompt;
  readonly evidence: readonly Evidence[];
  readonly schema: S;
  readonly maxTokens: number;
  /** For one request, and for all attempts together. */
  readonly timeoutMs: number;
  readonly patienceMs: number;
};

/**
 * The question of `askClaude`, with the same form, the same rules about repeating and the same check of the answer. Refuses
 * `claude.silent`, `claude.key_refused`, `claude.unavailable`, `claude.rejected`, `claude.declined`, `claude.bad_answer`.
 */
export async function askAlone<S extends z.ZodType>(reader: LoneReader, question: LoneQuestion<S>): Promise<Result<z.output<S>>> {
  const deadline = performance.now() + question.patienceMs;
  const request = requestFor(reader.model, question);
  const first = await answerTo(reader, question, deadline, request);
  if (!first.ok) return first;
  const read = readAnswer(question.schema, first.value);
  if (read.ok) return ok(read.value);
  const second = await answerTo(reader, question, deadline, repairOf(request, first.value, read.problems));
  if (!second.ok) return second;
  const mended = readAnswer(question.schema, second.value);
  return mended.ok ? ok(mended.value) : refuse("claude.bad_answer");
}

/** The words of an answer; tries until there is one, the trouble is of a lasting kind, or patience ends. */
async function answerTo<S extends z.ZodType>(
  reader: LoneReader,
  { timeoutMs }: LoneQuestion<S>,
  deadline: number,
  request: MessageCreateParamsNonStreaming,
): Promise<Result<string>> {
  if (silentUntil(reader.last, new Date())) return fail({ code: "claude.silent", retry: "later" });
  for (let attempt = 1; ; attempt++) {
    const sent = await sendOnce(reader.client, request, { timeoutMs, deadline });
    const outcome = sent.kind === "message" ? outcomeOf(sent.message) : sent.trouble.outcome;
    reader.last.unshift({ outcome, endedAt: new Date() });
    reader.last.splice(silence.after);
    if (sent.kind === "message") return outcome === "answered" ? ok(textOf(sent.message)) : fail(failureOf(outcome));
    const wait = waitBeforeNext(sent.trouble, attempt, deadline - performance.now(), Math.random());
    if (wait === null) return fail(failureOf(outcome));
    await sleep(wait);
  }
}
