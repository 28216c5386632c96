import { z } from "zod";
import type { Effect, HoldedFile } from "@/lib/holded/endpoint";
import type { CallOutcome, Problem, WindowSpan } from "@/lib/holded/outcome";

/** What the answer says about the account's quota. `resetAt`: when that window ends, in seconds since 1970. */
export type RateFacts = { readonly span: WindowSpan; readonly limit: number; readonly remaining: number; readonly resetAt?: number };

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array };
export type Interpreted<T> =
  | { readonly kind: "done"; readonly value: T; readonly json: unknown }
  | { readonly kind: "trouble"; readonly outcome: CallOutcome; readonly json: unknown };

type Expected<T> = {
  /** Null: a success needs no body. */
  readonly schema: z.ZodType<T> | null;
  readonly accepts?: "json" | "file";
};

/** Turns bytes into a typed value or a named trouble. Pure. */
export function interpret<T>(answer: Answer, effect: Effect, { schema, accepts = "json" }: Expected<T>): Interpreted<T | null> {
  const trouble = (outcome: CallOutcome, json: unknown = null) => ({ kind: "trouble", outcome, json }) as const;
  const body = readBody(answer, accepts);
  // 207: some were done and some were not, and the answer does not say which.
  if (answer.status < 200 || answer.status > 299 || answer.status === 207) {
    const problem = body.kind === "json" ? problemIn(body.json) : null;
    const { status, headers } = answer;
    return trouble(
      { kind: "answered", effect, status, problem, retryAfterMs: retryAfter(headers), window: spanIn(headers) },
      body.kind === "json" ? body.json : null,
    );
  }
  if (body.kind === "html") return trouble({ kind: "garbled", effect, why: "html" });
  const denial = body.kind === "json" ? denied.safeParse(body.json) : null;
  if (denial?.success && body.kind === "json") return trouble({ kind: "denied", effect, info: denial.data.info }, body.json);
  if (schema === null) return { kind: "done", value: null, json: body.kind === "json" ? body.json : null };
  if (accepts === "file") return fileIn(answer, body, effect, schema);
  // A success that may be without a body is for the schema to judge.
  const json: unknown = body.kind === "json" ? body.json : undefined;
  const parsed = body.kind === "other" ? null : schema.safeParse(json);
  if (parsed?.success) return { kind: "done", value: parsed.data, json: json ?? null };
  return body.kind === "json"
    ? trouble({ kind: "garbled", effect, why: "shape" }, json)
    : trouble({ kind: "garbled", effect, why: "json" });
}

/** The bytes of a file. Nothing at all, or JSON in its place, is none. */
function fileIn<T>(answer: Answer, body: Body, effect: Effect, schema: z.ZodType<T>): Interpreted<T> {
  const mediaType = answer.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || "application/octet-stream";
  const isJson = mediaType === "application/json" || mediaType === "application/problem+json";
  const file: HoldedFile = { mediaType, bytes: answer.body };
  const parsed = body.kind === "empty" || isJson ? null : schema.safeParse(file);
  if (parsed?.success) return { kind: "done", value: parsed.data, json: { type: mediaType, bytes: answer.body.length } };
  return { kind: "trouble", outcome: { kind: "garbled", effect, why: "shape" }, json: body.kind === "json" ? body.json : null };
}

const said = z.string().nullish().catch(null);

/**
 * `status` 0 at the top of a success is Holded's older way to say no. Events and projects have a state 0 of their own:
 * what carries an id and no word of explanation is an object, and so is a list.
 */
const denied = z
  .looseObject({ status: z.union([z.literal(0), z.literal("0")]), info: said, msg: said, message: said })
  .transform(({ info, msg, message, ...rest }, context) => {
    const words = info ?? msg ?? message ?? null;
    if (words === null && ("id" in rest || "items" in rest)) context.addIssue({ code: "custom", message: "an object with a state 0" });
    return { info: words };
  });
const problem = z.object({ type: z.string().nullish(), status: z.number().nullish(), detail: z.string().nullish() });

function problemIn(json: unknown): Problem | null {
  const parsed = problem.safeParse(json);
  if (!parsed.success) return null;
  const { type, status, detail } = parsed.data;
  return { type: type ?? null, status: status ?? 0, detail: detail ?? null };
}

type Body = { readonly kind: "json"; readonly json: unknown } | { readonly kind: "html" | "empty" | "other" };

/** A page is none of ours, however it is announced; a file may be XML, so of files only what begins like a page is one. */
function readBody({ headers, body }: Answer, accepts: "json" | "file"): Body {
  if (body.length === 0) return { kind: "empty" };
  const isFile = accepts === "file";
  const written = new TextDecoder().decode(isFile ? body.subarray(0, 4096) : body).trim();
  if (/html/i.test(headers.get("content-type") ?? "")) return { kind: "html" };
  if (isFile ? /^<(?:!doctype html|html)/i.test(written) : written.startsWith("<")) return { kind: "html" };
  if (written === "") return { kind: "empty" };
  try {
    return { kind: "json", json: JSON.parse(written) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "other" };
    throw error;
  }
}

/** Seconds, or a date by Holded's own clock, since ours or theirs may be off: as milliseconds from now, a day at most. */
function retryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const theirNow = Date.parse(headers.get("date") ?? "");
  const now = Number.isNaN(theirNow) ? Date.now() : theirNow;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : null;
}

function spanIn(headers: Headers): WindowSpan | null {
  const parsed = z.enum(["second", "minute", "month"]).safeParse(headers.get("x-ratelimit-window"));
  return parsed.success ? parsed.data : null;
}

/** The `X-RateLimit-*` headers; without a window they speak of the minute. Null when they are not there. */
export function rateFacts(headers: Headers): RateFacts | null {
  const limit = wholeNumber(headers.get("x-ratelimit-limit"));
  const remaining = wholeNumber(headers.get("x-ratelimit-remaining"));
  if (limit === null || remaining === null || limit === 0) return null;
  const resetAt = timeIn(headers.get("x-ratelimit-reset"));
  return {
    span: spanIn(headers) ?? "minute",
    limit,
    remaining: Math.min(remaining, limit),
    ...(resetAt === null ? {} : { resetAt }),
  };
}

/** Seconds since 1970 of this century. */
function timeIn(value: string | null): number | null {
  return value !== null && /^[1-4]\d{9}$/.test(value.trim()) ? Number(value) : null;
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}
