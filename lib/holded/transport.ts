import "server-only";

export type WireRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | null;
};

export type WireAnswer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array };

/** Either an answer, read to its end, or the reason why there is none. */
export type Sent =
  | { readonly kind: "answer"; readonly answer: WireAnswer }
  | { readonly kind: "lost"; readonly sent: "no" | "maybe" }
  | { readonly kind: "too_large"; readonly status: number };

export type Limits = { readonly timeoutMs: number; readonly maxBytes: number };

/** One HTTP exchange. Redirects are not followed: the token goes to the address it was saved for and nowhere else. */
export async function send(request: WireRequest, { timeoutMs, maxBytes }: Limits): Promise<Sent> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { method, url, headers, body } = request;
    const response = await fetch(url, { method, headers: { ...headers }, body, signal, redirect: "manual", cache: "no-store" });
    const read = await readUpTo(response, maxBytes);
    if (read === null) return { kind: "too_large", status: response.status };
    return { kind: "answer", answer: { status: response.status, headers: response.headers, body: read } };
  } catch (error) {
    if (!isNetworkTrouble(error)) throw error;
    return { kind: "lost", sent: neverConnected(error) ? "no" : "maybe" };
  }
}

async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** fetch reports the network as a TypeError with a cause, a timeout as a DOMException. Anything else is a bug of ours. */
function isNetworkTrouble(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === "TimeoutError" || error.name === "AbortError";
  return error instanceof TypeError && error.cause instanceof Error;
}

const beforeConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** The connection itself failed, at every address of the host: not one byte of the request left. */
function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return (
    errors.length > 0 &&
    errors.every((one) => beforeConnected.has(codeOf(one)) || codeOf(one).startsWith("ERR_TLS_CERT") || codeOf(one).startsWith("CERT_"))
  );
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}
