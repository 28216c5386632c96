import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Account } from "./account";
import { accountOf, answerCall, type ApiAnswer, type ApiRequest } from "./api";
import type { Core } from "./core";
import type { Strike } from "./faults";
import { Problem } from "./problem";
import { rateProblem } from "./quota";
import { readRequestBody } from "./read-request";
import { planWindows, windowsOf } from "./switches";

/** What goes over the wire in the end, or that the connection is cut. */
type Sent = {
  readonly kind: "send";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};
type Wire = Sent | { readonly kind: "drop" };

type Outcome = { readonly wire: Wire; readonly answer: ApiAnswer | null };

/** One call of the API from its first byte to its last, with the fault that strikes it. */
export async function serveApi(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  stopping: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const method = request.method ?? "GET";
  const authorization = request.headers.authorization ?? null;
  const account = accountOf(core.all(), authorization);
  const strike = core.faults.strike(method, url.pathname, account?.key ?? null);
  const { wire, answer } = await outcome(core, request, { method, url, authorization }, strike, stopping);
  if (wire.kind === "drop") request.socket.destroy();
  else send(response, spoiled(wire, strike, core.options.now()), strike?.kind === "truncated");
  core.log.add({
    at: core.options.now().toISOString(),
    account: account?.key ?? null,
    token: answer?.token?.name ?? null,
    method,
    path: url.pathname + url.search,
    operation: answer?.operation ?? null,
    status: wire.kind === "send" ? wire.status : null,
    ms: Math.round(performance.now() - started),
    fault: strike?.kind ?? null,
    detail: answer?.problem?.message ?? null,
  });
}

async function outcome(
  core: Core,
  request: IncomingMessage,
  call: Pick<ApiRequest, "method" | "url" | "authorization">,
  strike: Strike | null,
  stopping: AbortSignal,
): Promise<Outcome> {
  if (strike?.kind === "refused") return { wire: { kind: "drop" }, answer: null };
  try {
    const body = await readRequestBody(request);
    const early = await instead(strike, stopping, () => tooMany(core, accountOf(core.all(), call.authorization), strike?.ms ?? 0));
    if (early) return { wire: early, answer: null };
    if (strike?.kind === "stale") accountOf(core.all(), call.authorization)?.freezeReads(strike.ms);
    const answer = answerCall({ accounts: core.all(), log: core.log, now: core.options.now }, { ...call, ...body }, strike);
    // Nothing is answered that a killed process could forget.
    await answer.account?.store.flushed();
    return { wire: (await afterwards(strike, stopping)) ?? onTheWire(answer), answer };
  } catch (error) {
    if (error instanceof Problem) return { wire: problem(error), answer: null };
    throw error;
  }
}

/** Faults that keep the call from being served at all. */
async function instead(strike: Strike | null, stopping: AbortSignal, refusal: () => Wire): Promise<Wire | null> {
  switch (strike?.kind) {
    case "latency":
      await wait(strike.ms, stopping);
      return null;
    case "drop_before":
      return { kind: "drop" };
    case "stall":
      await wait(strike.ms, stopping);
      return { kind: "drop" };
    case "html_200":
      return html;
    case "status_0":
      return json(200, { status: 0, info: "Something went wrong" }, "application/json", {});
    case "429":
      return refusal();
    case "423":
      return { kind: "send", status: 423, headers: {}, body: new Uint8Array() };
    default:
      return null;
  }
}

/** Faults that lose the answer after the work was done. */
async function afterwards(strike: Strike | null, stopping: AbortSignal): Promise<Wire | null> {
  switch (strike?.kind) {
    case "500_after":
      return problem(new Problem(500, "Internal Server Error"));
    case "drop_after":
      return { kind: "drop" };
    case "stall_after":
      await wait(strike.ms, stopping);
      return { kind: "drop" };
    case "html_200_after":
      return html;
    default:
      return null;
  }
}

/** As when another integration has just used up the minute. */
function tooMany(core: Core, account: Account | null, ms: number): Wire {
  const now = core.options.now();
  const limit = (account && windowsOf(account.switches).minute) ?? planWindows.plus.minute;
  return problem(rateProblem({ window: "minute", limit, remaining: 0, resetAt: now.getTime() + ms }, now));
}

function problem(refusal: Problem): Wire {
  return json(refusal.status, refusal.body, "application/problem+json", refusal.headers);
}

const paddingBytes = 5_000_000;

/** Faults of the answer itself. */
function spoiled(wire: Sent, strike: Strike | null, now: Date): Sent {
  if (wire.status === 204) return wire;
  switch (strike?.kind) {
    case "malformed":
      return { ...wire, body: Buffer.concat([wire.body.subarray(0, Math.floor(wire.body.length / 2)), Buffer.from('{"items":[{"id":')]) };
    case "huge":
      return { ...wire, body: padded(wire.body) };
    case "wrong_date": {
      const reset = Number(wire.headers["X-RateLimit-Reset"]);
      const shifted = Number.isNaN(reset) ? {} : { "X-RateLimit-Reset": String(reset + Math.round(strike.ms / 1000)) };
      return { ...wire, headers: { ...wire.headers, ...shifted, Date: new Date(now.getTime() + strike.ms).toUTCString() } };
    }
    default:
      return wire;
  }
}

/** The same JSON with a field more, or as many bytes after what is no JSON object. */
function padded(body: Uint8Array): Uint8Array {
  const padding = "x".repeat(paddingBytes);
  const text = Buffer.from(body).toString("utf8");
  return Buffer.from(text.startsWith("{") && text !== "{}" ? `{"padding":"${padding}",${text.slice(1)}` : text + padding);
}

const html: Wire = {
  kind: "send",
  status: 200,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: Buffer.from("<!doctype html><html><head><title>Holded</title></head><body><h1>404</h1></body></html>"),
};

function onTheWire(answer: ApiAnswer): Wire {
  if (answer.bytes) {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(answer.bytes.name)}`;
    const headers = {
      ...answer.headers,
      "Content-Type": answer.bytes.type,
      "Content-Disposition": disposition,
      "X-Content-Type-Options": "nosniff",
    };
    return { kind: "send", status: answer.status, headers, body: answer.bytes.data };
  }
  if (answer.body === undefined) return { kind: "send", status: answer.status, headers: answer.headers, body: new Uint8Array() };
  return json(answer.status, answer.body, answer.problem ? "application/problem+json" : "application/json", answer.headers);
}

function json(status: number, body: unknown, type: string, headers: Readonly<Record<string, string>>): Wire {
  return { kind: "send", status, headers: { ...headers, "Content-Type": type }, body: Buffer.from(JSON.stringify(body)) };
}

/** A truncated answer announces its whole length and ends half-way. */
function send(response: ServerResponse, wire: Sent, truncated: boolean): void {
  response.writeHead(wire.status, { ...wire.headers, ...(wire.status === 204 ? {} : { "Content-Length": wire.body.length }) });
  if (!truncated) {
    response.end(wire.body);
    return;
  }
  response.write(wire.body.subarray(0, Math.floor(wire.body.length / 2)), () => response.socket?.destroy());
}

async function wait(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal: stopping, ref: false });
  } catch (error) {
    // A sandbox that is being stopped waits for nothing.
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  }
}
