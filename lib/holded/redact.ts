import { scrub } from "@/lib/holded/outcome";

/** A JSON value as the integration log keeps it. */
export type Redacted = null | boolean | number | string | readonly Redacted[] | { readonly [key: string]: Redacted };

/** What may be shown as it is: identifiers, states, dates, words of the interface between the two programs. */
const openKeys = new Set(
  (
    "id date due_date start_date end_date accounting_date approved_at booking_date value_date created_at updated_at synced_at period status type " +
    "currency tags taxes key group scope field units has_more cursor limit draft archived is_person document_type kind sort language " +
    "country_code number document_number permission"
  ).split(" "),
);
/** Sentences of Holded's: they explain a refusal, and may name whom it is about. */
const sentences = new Set(["detail", "said", "info"]);
const objectId = /^[0-9a-f]{24}$/;
const hidden = "•••";

/**
 * A body without secrets, names, tax ids, bank accounts and amounts: structure, identifiers and states stay, so that a
 * call can still be understood. Unknown keys are hidden; long lists are cut.
 */
export function redact(value: unknown, key = "", depth = 0): Redacted {
  if (value === null || value === undefined || typeof value === "boolean") return value ?? null;
  if (depth > 6) return hidden;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 3).map((entry) => redact(entry, key, depth + 1));
    return value.length > 3 ? [...shown, `+${value.length - 3}`] : shown;
  }
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name.slice(0, 60), redact(entry, name, depth + 1)]));
  }
  if (sentences.has(key) && typeof value === "string") return shortened(scrub(value));
  return isOpen(key, value) ? shortened(value) : hidden;
}

function isOpen(key: string, value: unknown): boolean {
  if (typeof value === "string" && objectId.test(value)) return true;
  // An attachment's id is its file name, which may name a supplier.
  if (key === "id" || key.endsWith("_id")) return typeof value === "string" && /^[a-z0-9_:-]{1,40}$/.test(value);
  return openKeys.has(key);
}

function shortened(value: unknown): Redacted {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" ? value.slice(0, 200) : hidden;
}

/** The path with its query, values of free parameters hidden: a filter may be a tax id or a name. */
export function redactedPath(path: string, query: Readonly<Record<string, string>>): string {
  const shown = Object.entries(query).map(([name, value]) => `${name}=${isOpen(name, value) ? encodeURIComponent(value) : hidden}`);
  return shown.length === 0 ? path : `${path}?${shown.join("&")}`;
}
