import { type Operation, type Schema } from "./contract";
import { Problem } from "./problem";

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A field or parameter that the file does not know: ignored as Holded does, and told to the tests. */
export type Ignored = { readonly where: "body" | "query"; readonly path: string };

const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** The calendar day of a date or date-time as requests may write it. @throws Problem 400 in Holded's words */
export function plainDate(text: string): string {
  const found = datePattern.exec(text);
  const day = found ? `${found[1]}-${found[2]}-${found[3]}` : null;
  const moment = day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (day === null || Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== day) {
    throw new Problem(
      400,
      `Invalid date format: "${text}". Expected format: YYYY-MM-DD (e.g. 2026-08-13) or ISO 8601 datetime (e.g. 2026-08-13T15:04:12+00:00)`,
    );
  }
  return day;
}

/** A date-time stays as it was written, once it is known to be one. @throws Problem 400 in Holded's words */
function dateTime(text: string): string {
  plainDate(text);
  return text;
}

/** @throws Problem 400 when a variable of the path is no id */
export function checkParams(operation: Operation, params: Readonly<Record<string, string>>): void {
  for (const [name, schema] of operation.params) {
    const value = params[name] ?? "";
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) throw new Problem(400, `Error parsing ObjectId string: ${value}`);
  }
}

/** The query with its types. Parameters that nobody knows are ignored and returned apart. */
export function readQuery(operation: Operation, search: URLSearchParams): { readonly query: Query; readonly ignored: readonly Ignored[] } {
  const query: Record<string, string | number | boolean> = {};
  const ignored: Ignored[] = [];
  for (const [name, text] of search) {
    const schema = operation.query.get(name);
    if (schema) query[name] = readParameter(name, text, schema);
    else ignored.push({ where: "query", path: name });
  }
  return { query, ignored };
}

function readParameter(name: string, text: string, schema: Schema): string | number | boolean {
  if (schema.type === "integer") {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1) throw new Problem(400, `Invalid value for ${name}: "${text}"`);
    if (schema.maximum !== undefined && value > schema.maximum) {
      throw new Problem(400, `Invalid value for ${name}: must be at most ${schema.maximum}`);
    }
    return value;
  }
  if (schema.type === "boolean") {
    if (!/^(true|false|0|1)$/.test(text)) throw new Problem(400, `Invalid value for ${name}: "${text}"`);
    return text === "true" || text === "1";
  }
  if (schema.enum && !schema.enum.includes(text))
    throw new Problem(400, `Invalid value for ${name}: "${text}". Expected one of: ${schema.enum.join(", ")}`);
  return text;
}

/**
 * The body, checked against the file: 400 for a bad date, enum or camelCase key, 422 for a missing or wrongly typed
 * field. Unknown fields are dropped.
 */
export function readBody(operation: Operation, json: unknown): { readonly body: unknown; readonly ignored: readonly Ignored[] } {
  if (!operation.body) return { body: undefined, ignored: [] };
  if (json === undefined) {
    if (operation.body.required) throw new Problem(400, "Request body is required");
    return { body: {}, ignored: [] };
  }
  const ignored: Ignored[] = [];
  const kept = keepKnown(operation.body.schema, json, "", ignored);
  const checked = operation.body.check.safeParse(kept);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const where = issue?.path.join(".") ?? "";
    const value = valueAt(kept, issue?.path ?? []);
    throw new Problem(
      issue?.code === "invalid_value" && value !== undefined ? 400 : 422,
      `${where || "body"}: ${issue?.message ?? "invalid"}`,
    );
  }
  return { body: kept, ignored };
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function keepKnown(schema: Schema, value: unknown, path: string, ignored: Ignored[]): unknown {
  if (Array.isArray(value)) {
    const items = schema.items;
    return items ? value.map((item, index) => keepKnown(items, item, `${path}[${index}]`, ignored)) : value;
  }
  if (typeof value === "string" && schema.format === "date") return plainDate(value);
  if (typeof value === "string" && schema.format === "date-time") return dateTime(value);
  if (value === null || typeof value !== "object" || !schema.properties) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const here = path ? `${path}.${name}` : name;
    const known = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (known) kept[name] = keepKnown(known, inner, here, ignored);
    else if (snakeCase(name) in schema.properties) throw new Problem(400, `Unknown field "${here}". Did you mean "${snakeCase(name)}"?`);
    else ignored.push({ where: "body", path: here });
  }
  return kept;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner === null || typeof inner !== "object" ? undefined : Reflect.get(inner, key)), value);
}

/** What is wrong with an answer of our own, or null. */
export function answerMistake(operation: Operation, status: number, body: unknown): string | null {
  if (!operation.answers.has(status)) return `${operation.key} has no answer with status ${status}`;
  const check = operation.answers.get(status);
  if (!check) return body === undefined ? null : `${operation.key} ${status} has no body in the file`;
  const checked = check.safeParse(body);
  return checked.success
    ? null
    : `${operation.key} ${status}: ${checked.error.issues.map((one) => `${one.path.join(".")} ${one.message}`).join("; ")}`;
}
