import { demoTokens } from "./seed/demo-tokens";
import { startSandbox, type Sandbox, type SandboxOptions } from "./start-sandbox";

export type Reply = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Record<string, unknown> };
type Item = Readonly<Record<string, unknown>> & { readonly id: string };

/** A client that knows nothing of Holded but HTTP, for the sandbox's own tests. */
export type TestClient = {
  readonly sandbox: Sandbox;
  call(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
  upload(path: string, name: string, bytes: Uint8Array, field?: string): Promise<Reply>;
  items(path: string): Promise<readonly Item[]>;
  /** Id of the first contact whose name begins so. */
  contact(prefix: string): Promise<string>;
  /** Creates a purchase and returns its id. */
  purchase(change?: Readonly<Record<string, unknown>>): Promise<string>;
};

export async function startWithClient(options: SandboxOptions = {}): Promise<TestClient> {
  const sandbox = await startSandbox(options);
  return clientOf(sandbox);
}

export function clientOf(sandbox: Sandbox, ownToken = demoTokens["ferreteria-aldaba"].full): TestClient {
  const url = (path: string): string => `${sandbox.url}/api/v2${path}`;
  const call: TestClient["call"] = async (method, path, body, token = ownToken) => {
    const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    if (token !== null) headers["authorization"] = `Bearer ${token}`;
    return replyOf(
      await fetch(url(path), {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
  };
  const items = async (path: string): Promise<readonly Item[]> => (await call("GET", path)).json["items"] as Item[];
  const contact = async (prefix: string): Promise<string> => {
    const [found] = await items(`/contacts/search?name=${encodeURIComponent(prefix)}`);
    if (!found) throw new Error(`no contact ${prefix}`);
    return found.id;
  };
  return {
    sandbox,
    call,
    items,
    contact,
    async upload(path, name, bytes, field = "file") {
      const form = new FormData();
      form.set(field, new File([new Uint8Array(bytes)], name, { type: "application/pdf" }));
      return replyOf(await fetch(url(path), { method: "POST", headers: { authorization: `Bearer ${ownToken}` }, body: form }));
    },
    async purchase(change = {}) {
      const body = {
        contact_id: await contact("Suministros Industriales"),
        number: "P-1",
        date: "2026-11-20",
        items: [{ name: "Tornillos", units: 100, price: 1, taxes: ["p_iva_21"] }],
        ...change,
      };
      const reply = await call("POST", "/purchases", body);
      if (reply.status !== 201) throw new Error(`purchase refused: ${reply.text}`);
      return String(reply.json["id"]);
    },
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}
