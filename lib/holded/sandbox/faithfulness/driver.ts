import type { ForeignClient, ForeignOperation, ForeignProperty } from "./foreign-client";

const theirHost = "https://api.holded.com";

export type Values = Readonly<Record<string, unknown>>;
/** What came back: the status on the wire, and what the client made of it. */
export type Outcome = { readonly operation: string; readonly status: number; readonly json: Values; readonly text: string };

type HttpOptions = {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly qs?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly encoding?: string;
};
type FormPart = { readonly value: Uint8Array; readonly options: { readonly filename: string; readonly contentType: string } };

/** Drives the client as its host application would: a filled form in, an HTTP call out, with our address in place of Holded's. */
export class Driver {
  readonly #client: ForeignClient;
  readonly #address: string;
  readonly #token: string;
  readonly #byKey: ReadonlyMap<string, ForeignOperation>;
  /** Operations that were called, `GET /taxes`. */
  readonly called = new Set<string>();
  #last: { readonly status: number; readonly text: string } = { status: 0, text: "" };

  constructor(client: ForeignClient, address: string, token: string) {
    this.#client = client;
    this.#address = address;
    this.#token = token;
    this.#byKey = new Map(client.operations.map((one) => [`${one.method} ${one.path}`, one]));
  }

  knows(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Calls an operation with its form filled in. A value that the form has no field for is a mistake of the caller. */
  async call(key: string, values: Values = {}, file?: FormPart): Promise<Outcome> {
    const operation = this.#byKey.get(key);
    if (!operation) throw new Error(`the client does not know ${key}`);
    this.called.add(key);
    this.#last = { status: 0, text: "" };
    const form = formOf(this.#client.node.description.properties, operation, values);
    await this.#client.node.execute.call(this.#context(form, file) as unknown as ForeignClient["node"]).catch((error: unknown) => {
      // A refusal is an answer. That nothing was called at all is told with status 0.
      if (this.#last.status === 0) this.#last = { status: 0, text: error instanceof Error ? error.message : String(error) };
    });
    const { status, text } = this.#last;
    return { operation: key, status, text, json: jsonOf(text) };
  }

  #context(form: ReadonlyMap<string, unknown>, file: FormPart | undefined): object {
    return {
      getInputData: () => [{ json: {} }],
      getNode: () => ({ name: "Holded" }),
      continueOnFail: () => false,
      getNodeParameter: (name: string, _item: number, ...fallback: readonly unknown[]): unknown => {
        if (form.has(name)) return form.get(name);
        if (fallback.length > 0) return fallback[0];
        throw new Error(`Could not get parameter "${name}"`);
      },
      helpers: {
        httpRequestWithAuthentication: (_credential: string, options: HttpOptions) => this.#request(options),
        constructExecutionMetaData: (data: unknown) => data,
        returnJsonArray: (data: unknown) => (Array.isArray(data) ? data : [data]).map((json: unknown) => ({ json })),
        prepareBinaryData: (data: unknown) => data,
        assertBinaryData: () => ({ fileName: file?.options.filename, mimeType: file?.options.contentType }),
        getBinaryDataBuffer: () => file?.value,
      },
    };
  }

  async #request({ method, url, body, qs, headers, encoding }: HttpOptions): Promise<unknown> {
    if (!url.startsWith(`${theirHost}/api/v2/`)) throw new Error(`the client calls somewhere else: ${url}`);
    const target = new URL(this.#address + url.slice(theirHost.length));
    for (const [name, value] of Object.entries(qs ?? {})) target.searchParams.set(name, String(value));
    const authorization = this.#client.authorization(this.#token);
    const isForm = headers?.["Content-Type"] === "multipart/form-data";
    const response = await fetch(target, {
      method,
      headers: { authorization, ...(body === undefined || isForm ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: isForm ? formData(body as Readonly<Record<string, FormPart>>) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString("utf8");
    this.#last = { status: response.status, text };
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return encoding === "arraybuffer" ? bytes : /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
  }
}

/** What can be typed into a field of the form. */
const valueTypes: Readonly<Record<string, string>> = { string: "string", number: "number", boolean: "boolean", dateTime: "string" };

/** Puts every value where the form has its field: at the top, or in one of its collections. */
function formOf(
  properties: readonly ForeignProperty[],
  { resource, name }: ForeignOperation,
  values: Values,
): ReadonlyMap<string, unknown> {
  const form = new Map<string, unknown>([
    ["resource", resource],
    ["operation", name],
  ]);
  const shown = properties.filter(({ displayOptions }) => {
    const { resource: resources, operation: operations } = displayOptions?.show ?? {};
    return resources?.includes(resource) === true && (operations?.includes(name) ?? true);
  });
  const left = new Map(Object.entries(values));
  const taken = (field: ForeignProperty): unknown => {
    const value = left.get(field.name);
    left.delete(field.name);
    const wanted = valueTypes[field.type];
    if (wanted !== undefined && typeof value !== wanted) throw new Error(`${resource} ${name}: ${field.name} is a field for a ${wanted}`);
    return value;
  };
  for (const field of shown) {
    if (left.has(field.name)) {
      form.set(field.name, taken(field));
    } else if (field.type === "collection") {
      const inside = (field.options ?? []).filter((one) => left.has(one.name)).map((one) => [one.name, taken(one)] as const);
      form.set(field.name, Object.fromEntries(inside));
    } else if (field.name !== "operation") {
      form.set(field.name, field.default);
    }
  }
  if (left.size > 0) throw new Error(`${resource} ${name} has no field ${[...left.keys()].join(", ")}`);
  return form;
}

function formData(parts: Readonly<Record<string, FormPart>>): FormData {
  const form = new FormData();
  for (const [name, { value, options }] of Object.entries(parts)) {
    form.set(name, new File([new Uint8Array(value)], options.filename, { type: options.contentType }));
  }
  return form;
}

function jsonOf(text: string): Values {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Values) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
