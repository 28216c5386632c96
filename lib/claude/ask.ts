import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { MessageCreateParamsNonStreaming, MessageTokensCount } from "@anthropic-ai/sdk/resources/messages";
import type { z } from "zod";
import { modelClient, type ModelClient } from "@/lib/claude/client";
import { earlierAnswer } from "@/lib/claude/earlier-answer";
import { failureOf } from "@/lib/claude/failure-of";
import { outcomeOf, readAnswer, textOf, usageOf } from "@/lib/claude/message";
import { costMicros, type TokenPrices } from "@/lib/claude/micros";
import { silence, silentUntil, waitBeforeNext } from "@/lib/claude/outcome";
import { hashOfQuestion, mostTokens, repairOf, requestFor, type Evidence, type Prompt } from "@/lib/claude/request";
import { sendOnce, type Sent } from "@/lib/claude/send-once";
import { pricesOn, type ClaudePlace } from "@/lib/claude/setup";
import { findSetup, lastEnded, openSecret, reserve, settle, type EndedCall, type NewCall } from "@/lib/claude/store";
import { troubleOf } from "@/lib/claude/trouble";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { sha256 } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type Question<S extends z.ZodType> = {
  /** Of which agent it is: shown with the trace. */
  readonly purpose: string;
  readonly prompt: Prompt;
  readonly evidence: readonly Evidence[];
  readonly schema: S;
  readonly maxTokens: number;
  /** The file it is about: its costs are shown there. `part`: which of several things in it, from 1. */
  readonly subject?: { readonly documentId: string; readonly part: number | null };
  readonly signal?: AbortSignal;
  /** For one request. */
  readonly timeoutMs?: number;
  /** For all attempts together. */
  readonly patienceMs?: number;
  /** A person tries the key out: works while the mode is off, and tells more of what went wrong. */
  readonly isTrial?: boolean;
};

type Answer<T> = {
  readonly value: T;
  /** Its row in the trace. */
  readonly callId: string;
  readonly model: string;
  /** Of all attempts. */
  readonly costMicros: bigint;
  readonly ms: number;
};

/**
 * The only door to the model. Asks one question about untrusted material and gives back a checked answer, or one of
 * `claude.off`, `claude.no_key`, `claude.price_unknown`, `claude.silent`, `claude.budget_spent`, `claude.key_refused`,
 * `claude.unavailable`, `claude.rejected`, `claude.declined`, `claude.bad_answer`, `claude.cancelled`. Every request is
 * paid from the budget before it leaves and has a row in the trace; the same question about the same document is paid
 * once, and a job that is run again gets the answer that it had. Without a setup nothing leaves the machine.
 */
export async function askClaude<S extends z.ZodType>(scope: CompanyScope, question: Question<S>): Promise<Result<Answer<z.output<S>>>> {
  const ready = await prepare(scope, question);
  if (!ready.ok) return ready;
  const { request, questionHash } = ready.value;
  const known = questionHash && (await earlierAnswer(scope, question, questionHash));
  if (known) return ok({ ...known, ms: Math.round(performance.now() - ready.value.started) });
  const leave = await mayAskNow(scope, question);
  if (!leave.ok) return leave;
  const first = await answerTo(scope, question, ready.value, request);
  if (!first.ok) return first;
  const read = readAnswer(question.schema, first.value.text);
  if (read.ok) return finish(scope, ready.value, first.value, read.value);
  await finishBadly(scope, first.value);
  const second = await answerTo(scope, question, ready.value, repairOf(request, first.value.text, read.problems));
  if (!second.ok) return second.error.code === "claude.budget_spent" ? refuse("claude.bad_answer") : second;
  const mended = readAnswer(question.schema, second.value.text);
  if (mended.ok) return finish(scope, ready.value, second.value, mended.value);
  await finishBadly(scope, second.value);
  return refuse("claude.bad_answer");
}

type Ready = {
  readonly place: ClaudePlace;
  readonly prices: TokenPrices;
  readonly client: ModelClient;
  readonly request: MessageCreateParamsNonStreaming;
  readonly questionHash: string | null;
  readonly day: string;
  readonly started: number;
  readonly deadline: number;
  /** Grows with every request. */
  readonly spent: { attempts: number; micros: bigint };
};

async function prepare<S extends z.ZodType>(scope: CompanyScope, question: Question<S>): Promise<Result<Ready>> {
  const day = todayInMadrid(systemClock);
  const found = await scope.read(async (tx) => {
    const setup = await findSetup(tx, scope);
    if (!setup || (setup.mode === "off" && !question.isTrial)) return refuse("claude.off");
    const secret = await openSecret(tx, scope);
    if (!secret || secret.provider !== setup.place.provider) return refuse("claude.no_key");
    const price = pricesOn(setup.prices, setup.place.model, day);
    if (!price) return refuse("claude.price_unknown", { model: setup.place.model });
    return ok({ place: setup.place, secret, price });
  });
  if (!found.ok) return found;
  const { place, secret, price } = found.value;
  const client = await modelClient(place, secret);
  if (!client.ok) return client;
  const started = performance.now();
  return ok({
    place,
    client: client.value,
    day,
    started,
    prices: { inputMicros: BigInt(price.inputMicros), outputMicros: BigInt(price.outputMicros) },
    request: requestFor(place.model, question),
    questionHash: question.subject && !question.isTrial ? hashOfQuestion(question, place) : null,
    deadline: started + (question.patienceMs ?? 120_000),
    spent: { attempts: 0, micros: 0n },
  });
}

/** A provider that only failed of late is left alone for a while. */
async function mayAskNow<S extends z.ZodType>(scope: CompanyScope, question: Question<S>): Promise<Result<null>> {
  if (question.isTrial) return ok(null);
  const until = silentUntil(await scope.read((tx) => lastEnded(tx, scope, silence.after)), new Date());
  return until ? fail({ code: "claude.silent", retry: "later" }) : ok(null);
}

type Answered = { readonly id: string; readonly text: string; readonly ended: EndedCall };

/** Tries until there is an answer, the trouble is of a lasting kind, or patience or budget end. */
async function answerTo<S extends z.ZodType>(
  scope: CompanyScope,
  question: Question<S>,
  ready: Ready,
  request: MessageCreateParamsNonStreaming,
): Promise<Result<Answered>> {
  const inputTokens = await countTokens(question, ready, request);
  const worstMicros = costMicros(ready.prices, inputTokens, question.maxTokens);
  for (let attempt = 1; ; attempt++) {
    const call = newCall(question, ready, worstMicros);
    const reserved = await scope.write((tx) => reserve(tx, scope, call));
    if (reserved !== "granted") return refuse(reserved === "off" ? "claude.off" : "claude.budget_spent");
    const sent = await sendOnce(ready.client, request, { ...question, deadline: ready.deadline });
    if (sent.kind === "message") return conclude(scope, ready, call, sent);
    const { trouble, ms } = sent;
    const costMicros = trouble.mayBeBilled ? null : 0n;
    await settled(scope, ready, call, { outcome: trouble.outcome, costMicros, usage: null, ms });
    const wait = waitBeforeNext(trouble, attempt, ready.deadline - performance.now(), Math.random());
    if (wait === null) return fail(failureOf(trouble.outcome));
    const isCancelled = await sleep(wait, false, question.signal ? { signal: question.signal } : {}).catch(() => true);
    if (isCancelled) return fail(failureOf("cancelled"));
  }
}

function newCall<S extends z.ZodType>({ purpose, prompt, subject, isTrial }: Question<S>, ready: Ready, worstMicros: bigint): NewCall {
  const { id, version, system } = prompt;
  ready.spent.attempts += 1;
  return {
    id: newId(),
    month: `${ready.day.slice(0, 7)}-01`,
    purpose,
    prompt: { id, version, hash: sha256(system).slice(0, 16) },
    questionHash: ready.questionHash,
    place: ready.place,
    subject: subject ?? null,
    attempt: ready.spent.attempts,
    worstMicros,
    isTrial: isTrial ?? false,
  };
}

/** Counted by the provider where it can; otherwise, or when it does not answer, more than they can be. */
async function countTokens<S extends z.ZodType>(
  question: Question<S>,
  ready: Ready,
  request: MessageCreateParamsNonStreaming,
): Promise<number> {
  const most = mostTokens(request, question.evidence);
  if (!ready.client.countTokens) return most;
  const { model, system, messages, output_config } = request;
  const signal = AbortSignal.any([AbortSignal.timeout(10_000), ...(question.signal ? [question.signal] : [])]);
  const body = { model, messages, ...(system ? { system } : {}), ...(output_config ? { output_config } : {}) };
  try {
    const answer: Partial<MessageTokensCount> | null | undefined = await ready.client.countTokens(body, { signal });
    const counted = answer?.input_tokens ?? 0;
    // The count is an estimate by the provider's own word; a little more is set aside.
    return Number.isSafeInteger(counted) && counted > 0 && counted <= 500_000_000 ? Math.ceil(counted * 1.05) + 50 : most;
  } catch (error) {
    troubleOf(error, { timedOut: signal.aborted, cancelled: false });
    return most;
  }
}

/** An answer came: what it cost is known, whatever it says. */
async function conclude(
  scope: CompanyScope,
  ready: Ready,
  call: NewCall,
  { message, ms }: Extract<Sent, { kind: "message" }>,
): Promise<Result<Answered>> {
  const usage = usageOf(message);
  const cost = usage && costMicros(ready.prices, usage.inputTokens, usage.outputTokens);
  const outcome = outcomeOf(message);
  const ended: EndedCall = { outcome, costMicros: cost, usage, ms };
  if (outcome !== "answered") {
    await settled(scope, ready, call, ended);
    return fail(failureOf(outcome));
  }
  ready.spent.micros += cost ?? call.worstMicros;
  return ok({ id: call.id, text: textOf(message), ended });
}

async function settled(scope: CompanyScope, ready: Ready, call: NewCall, ended: EndedCall): Promise<void> {
  ready.spent.micros += ended.costMicros ?? call.worstMicros;
  await scope.write((tx) => settle(tx, scope, call.id, ended));
}

async function finish<T>(
  scope: CompanyScope,
  { place, spent, started }: Ready,
  { id, ended }: Answered,
  value: T,
): Promise<Result<Answer<T>>> {
  await scope.write((tx) => settle(tx, scope, id, { ...ended, answer: value }));
  return ok({ value, callId: id, model: place.model, costMicros: spent.micros, ms: Math.round(performance.now() - started) });
}

function finishBadly(scope: CompanyScope, { id, ended }: Answered): Promise<void> {
  return scope.write((tx) => settle(tx, scope, id, { ...ended, outcome: "bad_answer" }));
}
