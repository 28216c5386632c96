import http from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** What the model does with one request. Without a script it gives the standing answer. */
type FakeStep =
  | { readonly kind: "answer"; readonly value: unknown; readonly inputTokens?: number; readonly outputTokens?: number }
  /** The text as it comes: wrong JSON, prose. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "stop"; readonly reason: "refusal" | "max_tokens" | "pause_turn" }
  | { readonly kind: "error"; readonly status: number; readonly retryAfter?: string }
  /** Takes the request and says nothing. */
  | { readonly kind: "stall" }
  /** The headers and half of the body, then silence. */
  | { readonly kind: "stall_within" }
  /** Half of the body, then the connection is cut. */
  | { readonly kind: "cut" }
  /** The connection is cut before anything is answered. */
  | { readonly kind: "hang_up" }
  /** Status 200 and no JSON, as a gateway in between does it. */
  | { readonly kind: "page" }
  /** Status 200 with this body. */
  | { readonly kind: "body"; readonly body: string }
  | { readonly kind: "no_usage"; readonly value: unknown }
  | { readonly kind: "redirect"; readonly to: string };

type FakeRequest = {
  readonly path: string;
  readonly provider: "anthropic" | "bedrock" | "vertex";
  readonly model: string;
  readonly authorization: string;
  readonly body: z.infer<typeof messagesBody>;
  readonly text: string;
};

export type FakeMessages = {
  readonly url: string;
  readonly requests: FakeRequest[];
  readonly counts: FakeRequest[];
  /** Steps are taken one by one; when they are used up, the standing answer is given. */
  readonly script: FakeStep[];
  standing: (request: FakeRequest) => FakeStep;
  /** What the counting of tokens says; null: it fails. */
  inputTokens: number | null;
  /** Keys that are taken; null: any. */
  key: string | null;
  readonly close: () => Promise<void>;
};

const block = z.union([
  z.strictObject({ type: z.literal("text"), text: z.string().min(1) }),
  z.strictObject({
    type: z.literal("document"),
    source: z.strictObject({ type: z.literal("base64"), media_type: z.literal("application/pdf"), data: z.base64() }),
  }),
  z.strictObject({
    type: z.literal("image"),
    source: z.strictObject({ type: z.literal("base64"), media_type: z.enum(["image/png", "image/jpeg", "image/webp"]), data: z.base64() }),
  }),
]);
const objectSchema = z.looseObject({ type: z.literal("object"), additionalProperties: z.literal(false) });
const counted = {
  model: z.string().min(1),
  system: z.string().optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(["user", "assistant"]), content: z.union([z.string().min(1), z.array(block).min(1)]) }))
    .min(1),
  output_config: z.strictObject({ format: z.strictObject({ type: z.literal("json_schema"), schema: objectSchema }) }).optional(),
};
/** What the API takes of a request without tools; anything else is an `invalid_request_error`, as there. */
const messagesBody = z.strictObject({ ...counted, max_tokens: z.int().positive() });
const countBody = z.strictObject(counted);

/** A day, or the name that a cloud gives to its own. */
const apiVersion = /^(?:bedrock-|vertex-)?\d{4}-\d{2}-\d{2}$/;

/**
 * A server that speaks the Messages API as Anthropic, Bedrock and Vertex offer it, over real HTTP on port 0: with its
 * errors, its stalls and its broken answers. It checks every request as strictly as the service does.
 */
export async function fakeMessages(): Promise<FakeMessages> {
  const server = http.createServer((request, response) => void handle(fake, request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const fake: FakeMessages = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    counts: [],
    script: [],
    standing: () => ({ kind: "answer", value: {} }),
    inputTokens: 1000,
    key: null,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return fake;
}

async function handle(fake: FakeMessages, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const where = placeOf(new URL(request.url ?? "/", fake.url).pathname);
  if (request.method !== "POST" || !where) return error(response, 404, "not_found_error");
  const authorization = String(request.headers.authorization ?? request.headers["x-api-key"] ?? "");
  if (authorization === "" || (fake.key !== null && !authorization.includes(fake.key))) return error(response, 401, "authentication_error");
  const given = readBody(Buffer.concat(chunks).toString("utf8"), where, request);
  if (!given) return error(response, 400, "invalid_request_error");
  const { model, body } = given;
  const text = body.messages.flatMap(({ content }) =>
    typeof content === "string" ? [content] : content.flatMap((b) => (b.type === "text" ? [b.text] : [])),
  );
  const seen: FakeRequest = { path: request.url ?? "", provider: where.provider, model, authorization, body, text: text.join("\n") };
  if (where.isCount) {
    fake.counts.push(seen);
    return fake.inputTokens === null ? error(response, 500, "api_error") : json(response, 200, { input_tokens: fake.inputTokens });
  }
  fake.requests.push(seen);
  return play(fake.script.shift() ?? fake.standing(seen), model, response);
}

type Where = { readonly provider: FakeRequest["provider"]; readonly isCount: boolean; readonly model: string | null };

function placeOf(path: string): Where | null {
  if (path === "/v1/messages") return { provider: "anthropic", isCount: false, model: null };
  if (path === "/v1/messages/count_tokens") return { provider: "anthropic", isCount: true, model: null };
  const bedrock = /^\/model\/([^/]+)\/invoke$/.exec(path);
  if (bedrock?.[1]) return { provider: "bedrock", isCount: false, model: decodeURIComponent(bedrock[1]) };
  const vertex = /^\/projects\/[^/]+\/locations\/[^/]+\/publishers\/anthropic\/models\/([^/]+):rawPredict$/.exec(path);
  if (vertex?.[1]) return { provider: "vertex", isCount: vertex[1] === "count-tokens", model: decodeURIComponent(vertex[1]) };
  return null;
}

/** The clouds take the version in the body and the model in the address; Anthropic takes the version as a header. */
function readBody(text: string, where: Where, request: http.IncomingMessage): { model: string; body: z.infer<typeof messagesBody> } | null {
  const loose = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
  if (!loose.success) return null;
  const { anthropic_version: version, ...rest } = loose.data;
  if (where.provider === "anthropic" ? !apiVersion.test(String(request.headers["anthropic-version"])) : !apiVersion.test(String(version)))
    return null;
  const named = where.model === null || where.isCount ? rest : { ...rest, model: where.model };
  const parsed = where.isCount ? countBody.safeParse(named) : messagesBody.safeParse(named);
  if (!parsed.success) return null;
  return { model: parsed.data.model, body: { max_tokens: 1, ...parsed.data } };
}

function play(step: FakeStep, model: string, response: http.ServerResponse): void {
  switch (step.kind) {
    case "answer":
      return json(response, 200, message(model, JSON.stringify(step.value), "end_turn", step));
    case "text":
      return json(response, 200, message(model, step.text, "end_turn", {}));
    case "stop":
      return json(response, 200, message(model, step.reason === "refusal" ? "" : '{"numb', step.reason, {}));
    case "error":
      return error(response, step.status, errorTypes[step.status] ?? "api_error", step.retryAfter);
    case "stall":
      return;
    case "stall_within":
    case "cut": {
      const whole = JSON.stringify(message(model, "{}", "end_turn", {}));
      response.writeHead(200, { "content-type": "application/json", "content-length": String(whole.length) });
      response.write(whole.slice(0, whole.length / 2), () => (step.kind === "cut" ? response.destroy() : undefined));
      return;
    }
    case "hang_up":
      response.destroy();
      return;
    case "page":
      response.writeHead(200, { "content-type": "application/json" });
      response.end("<html>Please sign in</html>");
      return;
    case "body":
      response.writeHead(200, { "content-type": "application/json", "content-length": String(Buffer.byteLength(step.body)) });
      response.end(step.body);
      return;
    case "no_usage": {
      const { usage, ...rest } = message(model, JSON.stringify(step.value), "end_turn", {});
      return json(response, 200, { ...rest, usage: usage.service_tier === null ? null : undefined });
    }
    case "redirect":
      response.writeHead(307, { location: step.to });
      response.end();
  }
}

const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

function message(model: string, text: string, stop: string, tokens: { readonly inputTokens?: number; readonly outputTokens?: number }) {
  return {
    id: `msg_${Math.random().toString(36).slice(2)}`,
    type: "message",
    role: "assistant",
    model,
    content: text === "" ? [] : [{ type: "text", text, citations: null }],
    stop_reason: stop,
    stop_sequence: null,
    usage: {
      input_tokens: tokens.inputTokens ?? 1000,
      output_tokens: tokens.outputTokens ?? 200,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      service_tier: "standard",
    },
  };
}

function json(response: http.ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "request-id": "req_fake" });
  response.end(JSON.stringify(value));
}

function error(response: http.ServerResponse, status: number, type: string, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
  json(response, status, { type: "error", error: { type, message: "Made up by the fake." }, request_id: "req_fake" });
}
