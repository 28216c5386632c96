import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { failureCodes, ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import { personOf } from "@/lib/platform/auth/session";
import { env } from "@/lib/platform/env";
import { errorAnswer, type ErrorAnswer } from "@/lib/platform/http/answer";
import { parseInput, recordCommand, requestIdOf, type CommandFacts } from "@/lib/platform/http/command";
import { once, type StoredAnswer } from "@/lib/platform/http/idempotent";
import { openFor, type OpenedCompany } from "@/lib/platform/http/membership";
import { isSameOrigin } from "@/lib/platform/http/same-origin";
import { statusOf } from "@/lib/platform/http/status";
import type { Permission } from "@/lib/platform/permissions";

type Spec<B extends z.ZodType, Q extends z.ZodType> = {
  readonly name: string;
  readonly needs: Permission;
  /** JSON body. Without it the handler reads the request itself, as uploads do. */
  readonly body?: B;
  readonly query?: Q;
  /** Asks for an `Idempotency-Key` and does the work once per key; only with a JSON body and a JSON answer. */
  readonly idempotent?: boolean;
};

export type RouteCall<B, Q> = OpenedCompany & {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  readonly query: Q;
  readonly requestId: string;
};

export type RouteContext = { params: Promise<{ company: string; environment: string }> };

/** A plain value is answered with 200 as JSON; a Response (a file, a stream) is passed on as it is. */
type Handled = Result<unknown> | Created | Response;
type Created = { readonly created: Result<unknown> };

/** Marks the answer as 201. */
export function created(result: Result<unknown>): Created {
  return { created: result };
}

const maxBodyBytes = 1_000_000;
const requestKey = /^[\w-]{8,128}$/;

/**
 * A route of a company, with the same guards as `companyAction`. Failures are `{ error: { code, requestId, … } }`.
 *
 *     export const GET = companyRoute({ name: "invoice.queue", needs: "invoices.read", query }, async ({ scope, query }) =>
 *       ok(await queuePage(scope, query)));
 */
export function companyRoute<B extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodUndefined>(
  spec: Spec<B, Q>,
  handler: (call: RouteCall<z.output<B>, z.output<Q>>) => Promise<Handled>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const started = performance.now();
    const facts: CommandFacts = { command: spec.name, requestId: requestIdOf(request.headers) };
    try {
      const response = await respond(spec, handler, request, await context.params, facts);
      recordCommand(facts, started, response.code);
      return stamped(response.response, facts.requestId);
    } catch (error) {
      unstable_rethrow(error);
      recordCommand(facts, started, "internal.unexpected", error);
      return stamped(refusal({ code: "internal.unexpected" }, facts.requestId).response, facts.requestId);
    }
  };
}

const storedFailure = z.object({ error: z.object({ code: z.enum(failureCodes) }) });

type Coded = { readonly response: Response; readonly code: "ok" | Failure["code"] };

async function respond<B extends z.ZodType, Q extends z.ZodType>(
  spec: Spec<B, Q>,
  handler: (call: RouteCall<z.output<B>, z.output<Q>>) => Promise<Handled>,
  request: Request,
  params: Readonly<Record<string, string>>,
  facts: CommandFacts,
): Promise<Coded> {
  const opened = await open(request, params, spec.needs, facts);
  if (!opened.ok) return refusal(opened.error, facts.requestId);
  const text = spec.body ? await boundedText(request) : ok("");
  if (!text.ok) return refusal(text.error, facts.requestId);
  const body = spec.body && parseInput(spec.body, parseJson(text.value), facts.requestId);
  if (body && !body.ok) return invalid(body.error);
  const query = spec.query && parseInput(spec.query, queryOf(request), facts.requestId);
  if (query && !query.ok) return invalid(query.error);
  const call = { ...opened.value, request, params, requestId: facts.requestId, body: body?.value, query: query?.value };
  const run = () => handler(call as RouteCall<z.output<B>, z.output<Q>>);
  if (!spec.idempotent) return toResponse(await run(), facts.requestId);
  return runOnce(spec.name, request, text.value, opened.value, run, facts.requestId);
}

async function open(request: Request, params: unknown, needs: Permission, facts: CommandFacts): Promise<Result<OpenedCompany>> {
  const changes = !["GET", "HEAD"].includes(request.method);
  if (changes && !isSameOrigin(request.headers, env().NEXTAUTH_URL)) return refuse("access.forbidden");
  const person = await personOf(request.headers);
  if (!person) return refuse("auth.required");
  facts.personId = person.id;
  const opened = await openFor(person, params, needs);
  if (opened.ok) Object.assign(facts, { companyId: opened.value.scope.companyId, environment: opened.value.environment });
  return opened;
}

async function runOnce(
  name: string,
  request: Request,
  body: string,
  { scope, person }: OpenedCompany,
  run: () => Promise<Handled>,
  requestId: string,
): Promise<Coded> {
  const key = request.headers.get("idempotency-key") ?? "";
  if (!requestKey.test(key)) return invalid({ code: "input.invalid", requestId, fields: { "idempotency-key": "invalid_format" } });
  const answer = await once(scope, { endpoint: `${name} ${person.id}`, key, body: `${new URL(request.url).pathname}\n${body}` }, async () =>
    storable(await run(), requestId),
  );
  if (!answer.ok) return refusal(answer.error, requestId);
  const { status, body: stored } = answer.value;
  return { response: json(stored, status), code: storedFailure.safeParse(stored).data?.error.code ?? "ok" };
}

function storable(handled: Handled, requestId: string): StoredAnswer {
  if (handled instanceof Response) throw new Error("An idempotent route answers with JSON.");
  const [result, status] = "created" in handled ? [handled.created, 201] : [handled, 200];
  if (result.ok) return { status, body: result.value };
  return { status: statusOf(result.error.code), body: { error: errorAnswer(result.error, requestId) } };
}

function toResponse(handled: Handled, requestId: string): Coded {
  if (handled instanceof Response) return { response: handled, code: "ok" };
  const result = "created" in handled ? handled.created : handled;
  if (!result.ok) return refusal(result.error, requestId);
  return { response: json(result.value, "created" in handled ? 201 : 200), code: "ok" };
}

function refusal(error: Failure, requestId: string): Coded {
  const response = json({ error: errorAnswer(error, requestId) }, statusOf(error.code));
  const wait = error.code === "request.in_flight" || error.code === "auth.too_many_attempts" ? (error.detail?.seconds ?? 1) : undefined;
  if (wait !== undefined) response.headers.set("retry-after", String(wait));
  return { response, code: error.code };
}

function invalid(error: ErrorAnswer): Coded {
  return { response: json({ error }, statusOf(error.code)), code: error.code };
}

function json(body: unknown, status: number): Response {
  return Response.json(body ?? null, { status });
}

function stamped(response: Response, requestId: string): Response {
  // A passed-on Response may have headers that cannot be changed.
  const headers = new Headers(response.headers);
  headers.set("x-request-id", requestId);
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Stops reading where a body grows past what any of our forms sends. */
async function boundedText(request: Request): Promise<Result<string>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) return refuse("input.invalid");
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks).toString("utf8"));
}

/** What is no JSON becomes undefined, which every schema of a body refuses. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (e) {
    if (e instanceof SyntaxError) return undefined;
    throw e;
  }
}

/** A name given once is a text, given several times a list. */
function queryOf(request: Request): Record<string, string | readonly string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
