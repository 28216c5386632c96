import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { recordAnswer, returnTurn, takeTurn } from "@/lib/holded/call-record";
import { newerAccess, storedAccess, type Access } from "@/lib/holded/access";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { modeFor, upload, type CallInput, type Effect, type Endpoint, type Page, type Upload } from "@/lib/holded/endpoint";
import { interpret, rateFacts, type Interpreted } from "@/lib/holded/interpret";
import type { CallOutcome } from "@/lib/holded/outcome";
import type { SlotVerdict } from "@/lib/holded/quota/gate";
import { hasRoomAfterAll } from "@/lib/holded/quota/month-check";
import { nextStep, policies, type Purpose } from "@/lib/holded/retry";
import { send, type WireRequest } from "@/lib/holded/transport";
import type { CompanyScope } from "@/lib/platform/db/scope";

type Schema = z.ZodType | null;

export type HoldedClient = {
  /**
   * One call, repeated as its policy allows. What created or changed something and brought no usable answer comes back
   * as `holded.outcome_unknown` with `retry: "unknown_outcome"`: look before anything else.
   */
  readonly call: <Path extends string, Query extends Schema, Body extends Schema, Answer>(
    endpoint: Endpoint<Path, Query, Body, Answer>,
    input: CallInput<Path, Query, Body>,
  ) => Promise<Result<Answer>>;
};

export type ClientOptions = {
  readonly purpose: Purpose;
  /** The proposal for which the calls are made: they are shown on its page. */
  readonly proposalId?: string;
  /** Where the token comes from; by default the saved connection of the scope. */
  readonly access?: () => Promise<Result<Access>>;
  /** Asked before every attempt; throws when the caller has lost the right to send. */
  readonly beforeSend?: () => Promise<void>;
  readonly timeoutMs?: number;
  /** Goes out although our own count says that the month is spent: for the question what Holded has counted. */
  readonly isBeyondMonth?: boolean;
};

/** No list of 200 objects is this long; a file may be longer. */
const maxBytes = { json: 5 * 1024 * 1024, file: 25 * 1024 * 1024 } as const;

/** The only way to Holded. Every attempt takes a slot of the account's quota and leaves one redacted line in the log. */
export function holdedClient(scope: CompanyScope, options: ClientOptions): HoldedClient {
  return { call: (endpoint, input) => call(scope, options, endpoint, input as LooseInput) };
}

type LooseInput = { readonly params?: Readonly<Record<string, string>>; readonly query?: unknown; readonly body?: unknown };

async function call<Path extends string, Query extends Schema, Body extends Schema, Answer>(
  scope: CompanyScope,
  options: ClientOptions,
  endpoint: Endpoint<Path, Query, Body, Answer>,
  input: LooseInput,
): Promise<Result<Answer>> {
  const access = await (options.access ?? (() => storedAccess(scope, options.purpose)))();
  if (!access.ok) return access;
  let using = access.value;
  let prepared = prepare(endpoint, input, using);
  const policy = policies[options.purpose];
  let waitedMs = 0;
  for (let attempt = 1; ;) {
    const result = await attemptOnce(scope, options, endpoint, prepared, using, attempt);
    if (result.kind === "done") return ok(result.value as Answer);
    const step = nextStep(result.outcome, attempt, policy, Math.random());
    if (step.kind === "stop") {
      if (await monthHasRoom(scope, options, using, result.outcome)) continue;
      const newer = await newerAccess(scope, using, step.failure);
      if (newer === null) return fail(step.failure);
      using = newer;
      prepared = withToken(prepared, newer);
      continue;
    }
    if (step.kind === "look_first") return fail(unknownOutcome(result.outcome));
    waitedMs += step.ms;
    if (waitedMs > 2 * policy.patienceMs) return fail({ code: "holded.rate_limited", retry: "later", detail: { retryInMs: step.ms } });
    if (result.outcome.kind !== "no_slot") attempt += 1;
    await sleep(step.ms);
  }
}

/** Our own count is not the last word on a month. */
async function monthHasRoom(scope: CompanyScope, options: ClientOptions, access: Access, outcome: CallOutcome): Promise<boolean> {
  if (options.isBeyondMonth || outcome.kind !== "no_slot" || outcome.span !== "month") return false;
  const asking: ClientOptions = { purpose: options.purpose, access: () => Promise.resolve(ok(access)), isBeyondMonth: true };
  return hasRoomAfterAll(scope, access, options.purpose, () => holdedClient(scope, asking).call(getUsage, {}));
}

function unknownOutcome(outcome: CallOutcome): Failure {
  const detail = outcome.kind === "answered" ? { status: outcome.status } : {};
  return { code: "holded.outcome_unknown", retry: "unknown_outcome", detail: { ...detail, after: outcome.kind } };
}

async function attemptOnce<Answer>(
  scope: CompanyScope,
  options: ClientOptions,
  endpoint: Endpoint<string, Schema, Schema, Answer>,
  prepared: Prepared,
  access: Access,
  attempt: number,
): Promise<Interpreted<Answer | null>> {
  const { effect } = endpoint;
  const slot = await takeTurn(scope, access, options);
  if (!slot.granted) return { kind: "trouble", outcome: noSlot(effect, slot), json: null };
  try {
    await options.beforeSend?.();
  } catch (error) {
    await returnTurn(access, slot);
    throw error;
  }
  const started = performance.now();
  const sent = await send(prepared.wire, { timeoutMs: options.timeoutMs ?? prepared.timeoutMs, maxBytes: maxBytes[endpoint.accepts] });
  const ms = Math.round(performance.now() - started);
  const schema = endpoint.answer?.(modeFor(endpoint.numbers, access.numberMode)) ?? null;
  const result: Interpreted<Answer | null> =
    sent.kind === "answer"
      ? interpret(sent.answer, effect, { schema, accepts: endpoint.accepts })
      : {
          kind: "trouble",
          json: null,
          outcome: sent.kind === "lost" ? { kind: "lost", effect, sent: sent.sent } : { kind: "garbled", effect, why: "size" },
        };
  await recordAnswer(scope, access, {
    endpoint,
    operation: prepared.operation,
    path: prepared.path,
    query: prepared.query,
    requestBody: prepared.logged,
    status: sent.kind === "answer" ? sent.answer.status : sent.kind === "too_large" ? sent.status : null,
    ms,
    attempt,
    purpose: options.purpose,
    proposalId: options.proposalId ?? null,
    rate: sent.kind === "answer" ? rateFacts(sent.answer.headers) : null,
    slot,
    json: result.json,
    outcome: result.kind === "trouble" ? result.outcome : null,
  });
  return result;
}

/** What our own count refuses. A spent month says on which day it is over. */
function noSlot(effect: Effect, { reason, waitMs }: Extract<SlotVerdict, { granted: false }>): CallOutcome {
  if (reason !== "month") return { kind: "no_slot", effect, span: "minute", waitMs };
  return { kind: "no_slot", effect, span: "month", waitMs, until: todayInMadrid(() => new Date(Date.now() + waitMs)) };
}

type Prepared = {
  /** Keeps the attempts of one call together in the log. */
  readonly operation: string;
  readonly wire: WireRequest;
  /** As the log may show it. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly logged: unknown;
  readonly timeoutMs: number;
};

const usualTimeoutMs = 20_000;
/** A file may come from a slow line: 100 KB a second are enough. */
const uploadBytesPerMs = 100;

/** Parses what goes out: a value that does not fit the endpoint is a bug and throws before anything is sent. */
function prepare(endpoint: Endpoint<string, Schema, Schema, unknown>, input: LooseInput, { baseUrl, token }: Access): Prepared {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(required(input.params?.[name], name)));
  const shownPath = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => shownParameter(input.params?.[name] ?? ""));
  const query = queryOf(endpoint.query?.parse(input.query ?? {}));
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers = { authorization: `Bearer ${token}`, accept: endpoint.accepts === "file" ? "*/*" : "application/json" };
  const wire = { method: endpoint.method, url: url.href, headers, body: null };
  const prepared = { operation: randomUUID(), wire, path: shownPath, query, logged: null, timeoutMs: usualTimeoutMs };
  if (endpoint.body === null) return prepared;
  const body: unknown = endpoint.body.parse(input.body);
  if ((endpoint.body as unknown) === upload) return withFile(prepared, body as Upload);
  const typed = { ...headers, "content-type": "application/json" };
  return { ...prepared, wire: { ...wire, headers: typed, body: JSON.stringify(body) }, logged: body };
}

/** The same call under another token. */
function withToken(prepared: Prepared, { token }: Access): Prepared {
  return { ...prepared, wire: { ...prepared.wire, headers: { ...prepared.wire.headers, authorization: `Bearer ${token}` } } };
}

function withFile(prepared: Prepared, { field, fileName, mediaType, bytes }: Upload): Prepared {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)], { type: mediaType }), fileName);
  const logged = { file: fileName, type: mediaType, bytes: bytes.length };
  return {
    ...prepared,
    wire: { ...prepared.wire, body: form },
    logged,
    timeoutMs: usualTimeoutMs + Math.round(bytes.length / uploadBytesPerMs),
  };
}

function queryOf(query: unknown): Record<string, string> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function required(value: string | undefined, name: string): string {
  // An empty parameter would address the list instead of the one.
  if (value === undefined || value === "" || value === "." || value === "..") throw new Error(`the parameter ${name} of a call is missing`);
  return value;
}

/** Ids and words of Holded's; the name of a file may be that of a supplier. */
function shownParameter(value: string): string {
  return /^[0-9a-f]{24}$|^[a-z_]{1,30}$/.test(value) ? value : "•••";
}

type Lister<Item> = (cursor: string | undefined) => Promise<Result<Page<Item>>>;

/** Walks the pages of a list, at most `maxPages`. Ends after the first failure; a cursor that repeats is a bad answer. */
export async function* eachPage<Item>(
  list: Lister<Item>,
  options: { readonly from?: string; readonly maxPages?: number } = {},
): AsyncGenerator<Result<Page<Item>>> {
  let cursor = options.from;
  const seen = new Set(cursor === undefined ? [] : [cursor]);
  for (let page = 1; page <= (options.maxPages ?? 10_000); page += 1) {
    const result = await list(cursor);
    yield result;
    if (!result.ok || result.value.next === null) return;
    if (seen.has(result.value.next)) {
      yield fail({ code: "holded.bad_answer", retry: "later", detail: { why: "cursor" } });
      return;
    }
    cursor = result.value.next;
    seen.add(cursor);
  }
}
