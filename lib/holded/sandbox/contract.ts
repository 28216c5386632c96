import { z } from "zod";
import document from "../openapi-v2.json";

/** The keywords of JSON Schema that the file uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
};

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One operation of the OpenAPI file, ready to check a call and its answer. */
export type Operation = {
  /** As handlers name it: `GET /purchases/{purchaseId}`. */
  readonly key: string;
  readonly permission: string | null;
  /** What calls of it are counted under in `/usage`. */
  readonly usageKey: string;
  readonly query: ReadonlyMap<string, Schema>;
  readonly params: ReadonlyMap<string, Schema>;
  readonly body: { readonly schema: Schema; readonly required: boolean; readonly check: z.ZodType } | null;
  readonly multipart: boolean;
  /** Checks of the JSON bodies by status; null where the answer has none. */
  readonly answers: ReadonlyMap<number, z.ZodType | null>;
};

export type Match =
  | { readonly kind: "operation"; readonly operation: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: "known_elsewhere" }
  | { readonly kind: "unknown" };

type Route = { readonly method: string; readonly pattern: RegExp; readonly operation: Operation | null; readonly variables: number };
type Media = { readonly schema?: Schema };
type RawOperation = {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, Media>> }>>;
  readonly security?: readonly { readonly bearerAuth?: readonly string[] }[];
};

const prefix = "/api/v2";
const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;
const paths = document.paths as unknown as Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;

/** Every permission that a token can be given. */
export const permissions: readonly string[] = document["x-known-permissions"];

const served: readonly Operation[] = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, raw]) => operationOf(method.toUpperCase(), path, raw)),
);

const routes: readonly Route[] = [
  ...served.map((operation) => routeOf(operation.key.replace(" ", ` ${prefix}`), operation)),
  ...document["x-known-operations"].map((key) => routeOf(key, null)),
].sort((a, b) => a.variables - b.variables);

/** The operation that a method and a path (`/api/v2/…`) name. Fixed words win over variables. */
export function matchOperation(method: string, path: string): Match {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null;
    if (!found) continue;
    if (!route.operation) return { kind: "known_elsewhere" };
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) params[name] = decode(value);
    return { kind: "operation", operation: route.operation, params };
  }
  return { kind: "unknown" };
}

/** The operations that handlers must exist for. */
export const operationKeys: readonly string[] = served.map((operation) => operation.key);

/** Operations that Holded has and that are not served here: `GET /bookings`. */
export const elsewhereKeys: readonly string[] = document["x-known-operations"].map((key) => key.replace(` ${prefix}`, " "));

/** The schema with every reference replaced by what it names. The file has no circular ones. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref) {
    const named = schemas[schema.$ref.replace("#/components/schemas/", "")];
    if (!named) throw new Error(`openapi-v2.json has no ${schema.$ref}`);
    return resolved(named);
  }
  return {
    ...schema,
    ...(schema.items ? { items: resolved(schema.items) } : {}),
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(resolved) } : {}),
    ...(schema.properties
      ? { properties: Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, resolved(value)])) }
      : {}),
  };
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const media = Object.keys(raw.requestBody?.content ?? {});
  const json = raw.requestBody?.content["application/json"]?.schema;
  const permission = raw.security?.[0]?.bearerAuth?.[0] ?? null;
  const schema = json ? resolved(json) : null;
  return {
    key: `${method} ${path.slice(prefix.length)}`,
    permission,
    usageKey: usageKeyOf(permission, method, path),
    query: parametersOf(raw, "query"),
    params: parametersOf(raw, "path"),
    // Dates of requests are checked apart, with Holded's own sentence.
    body: schema ? { schema, required: raw.requestBody?.required ?? false, check: checkOf(withoutFormats(schema)) } : null,
    multipart: media.includes("multipart/form-data"),
    answers: new Map(
      Object.entries(raw.responses).flatMap(([status, response]) => {
        const answer = response.content?.["application/json"]?.schema;
        return response.$ref ? [] : [[Number(status), answer ? checkOf(withoutMoments(resolved(answer))) : null] as const];
      }),
    ),
  };
}

/** As seen in `secondary_usages`: `api_contacts_contacts_list_1`, `api_invoicing_invoices_list_1`. The other verbs are assumed. */
function usageKeyOf(permission: string | null, method: string, path: string): string {
  const [area = "api", rest = ""] = (permission ?? "").split(":");
  const isOne = path.endsWith("}");
  const verb = { GET: isOne ? "get" : "list", POST: "create", PUT: "update", PATCH: "update", DELETE: "delete" }[method] ?? "call";
  return `api_${area === "sales" ? "invoicing" : area}_${rest.split(".")[0] ?? ""}_${verb}_1`;
}

function parametersOf(raw: RawOperation, place: "query" | "path"): ReadonlyMap<string, Schema> {
  return new Map(raw.parameters.filter((one) => one.in === place).map((one) => [one.name, resolved(one.schema)]));
}

function routeOf(key: string, operation: Operation | null): Route {
  const [method = "", path = ""] = key.split(" ");
  const pattern = path.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${pattern}$`), operation, variables: path.split("{").length - 1 };
}

function checkOf(schema: Schema): z.ZodType {
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0], { defaultTarget: "openapi-3.0" });
}

function withoutFormats(schema: Schema): Schema {
  return mapFormats(schema, () => undefined);
}

/** Holded writes moments with and without an offset, so only calendar dates are checked. */
function withoutMoments(schema: Schema): Schema {
  return mapFormats(schema, (format) => (format === "date" ? format : undefined));
}

function mapFormats(schema: Schema, change: (format: string) => string | undefined): Schema {
  const { format, items, oneOf, properties, ...rest } = schema;
  const kept = format === undefined ? undefined : change(format);
  return {
    ...rest,
    ...(kept === undefined ? {} : { format: kept }),
    ...(items ? { items: mapFormats(items, change) } : {}),
    ...(oneOf ? { oneOf: oneOf.map((one) => mapFormats(one, change)) } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, mapFormats(value, change)])) }
      : {}),
  };
}

/** A path that is no proper encoding stays as it is, and is then no id of anything. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
