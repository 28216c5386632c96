import { z } from "zod";
import type { Effect } from "@/lib/holded/endpoint";
import type { CallOutcome, Problem, WindowSpan } from "@/lib/holded/outcome";

/** What the answer says about the account's quota. */
export type RateFacts = { readonly span: WindowSpan; readonly limit: number; readonly remaining: number };

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array };
export type Interpreted<T> =
  | { readonly kind: "done"; readonly value: T; readonly json: unknown }
  | { readonly kind: "trouble"; readonly outcome: CallOutcome; readonly json: unknown };

/** Turns bytes into a typed value or a named trouble. `schema` null: a success needs no body. Pure. */
export function interpret<T>(answer: Answer, effect: Effect, schema: z.ZodType<T> | null): Interpreted<T | null> {
  const trouble = (outcome: CallOutcome, json: unknown = null) => ({ kind: "trouble", outcome, json }) as const;
  const body = readBody(answer);
  if (answer.status < 200 || answer.status > 299) {
    const problem = body.kind === "json" ? problemIn(body.json) : null;
    const { status, headers } = answer;
    return trouble(
      { kind: "answered", effect, status, problem, retryAfterMs: retryAfter(headers), window: spanIn(headers) },
      body.kind === "json" ? body.json : null,
    );
  }
  if (body.kind === "html") return trouble({ kind: "garbled", effect, why: "html" });
  const denial = body.kind === "json" ? denied.safeParse(body.json) : null;
  if (denial?.success && body.kind === "json") return trouble({ kind: "denied", effect, info: denial.data.info ?? null }, body.json);
  if (schema === null) return { kind: "done", value: null, json: body.kind === "json" ? body.json : null };
  if (body.kind !== "json") return trouble({ kind: "garbled", effect, why: "json" });
  const parsed = schema.safeParse(body.json);
  return parsed.success
    ? { kind: "done", value: parsed.data, json: body.json }
    : trouble({ kind: "garbled", effect, why: "shape" }, body.json);
}

/** `status` 0 at the top of a success is Holded's older way to say no. */
const denied = z.object({ status: z.union([z.literal(0), z.literal("0")]), info: z.string().nullish() });
const problem = z.object({ type: z.string().nullish(), status: z.number().nullish(), detail: z.string().nullish() });

function problemIn(json: unknown): Problem | null {
  const parsed = problem.safeParse(json);
  if (!parsed.success) return null;
  const { type, status, detail } = parsed.data;
  return { type: type ?? null, status: status ?? 0, detail: detail ?? null };
}

type Body = { readonly kind: "json"; readonly json: unknown } | { readonly kind: "html" | "empty" | "other" };

function readBody({ headers, body }: Answer): Body {
  if (body.length === 0) return { kind: "empty" };
  const written = new TextDecoder().decode(body).trim();
  if (/html/i.test(headers.get("content-type") ?? "") || written.startsWith("<")) return { kind: "html" };
  if (written === "") return { kind: "empty" };
  try {
    return { kind: "json", json: JSON.parse(written) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "other" };
    throw error;
  }
}

/** Seconds, or a date: as milliseconds from now, a day at most. */
function retryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
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
  return { span: spanIn(headers) ?? "minute", limit, remaining: Math.min(remaining, limit) };
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}
