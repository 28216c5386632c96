import { Decimal } from "decimal.js";
import { z } from "zod";
import { parseHoldedDate, parseHoldedLocalTime } from "@/lib/holded/dates";
import { modeOf, parseHoldedAmount, parseHoldedNumber, type NumberMode } from "@/lib/holded/numbers";

/** What is built for the way an account writes numbers is built once for each way. */
export function perMode<T>(build: (mode: NumberMode | null) => T): (mode: NumberMode | null) => T {
  const built = new Map<NumberMode | null, T>();
  return (mode) => {
    const known = built.get(mode) ?? build(mode);
    built.set(mode, known);
    return known;
  };
}

/** A number as Holded may write it: text in some format, or a JSON number. */
export const rawNumber = z.union([z.string(), z.number()]).nullish();

/** Anything, or nothing: the key may be missing. */
const loose = z.unknown().optional();

const isMissing = (value: unknown): value is undefined | null | "" =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** Missing is null, what cannot be read is an error: an object with a wrong number is worse than none. */
function field<T>(read: (value: unknown) => T | null, what: string): z.ZodType<T | null> {
  return loose.transform((value, context) => {
    if (isMissing(value)) return null;
    const found = read(value);
    if (found !== null) return found;
    context.addIssue({ code: "custom", message: `this is no ${what}` });
    return z.NEVER;
  });
}

/** An amount with two decimals, "121.00". */
export const amount = perMode((mode) => field((value) => parseHoldedAmount(value, mode), "amount"));

/** An amount that was counted in money, of a bank or a till: one with a fraction of a cent was not, and cannot be read. */
export const cents = perMode((mode) =>
  field((value) => {
    const exact = parseHoldedNumber(value, mode);
    const rounded = parseHoldedAmount(value, mode);
    if (exact === null || rounded === null) return null;
    // A JSON number may be off by what a double is off.
    return new Decimal(exact).minus(rounded).abs().lessThan("0.0001") ? rounded : null;
  }, "amount"),
);

/** An exact decimal: a quantity, a unit price, a rate. */
export const decimal = perMode((mode) => field((value) => parseHoldedNumber(value, mode), "number"));

/** A percentage or a rate of exchange: it has no thousands, so its only separator is the decimal mark. */
export const rate = field((value) => parseHoldedNumber(value, typeof value === "string" && value.includes(",") ? "es" : "dot"), "rate");

/** A calendar day in Europe/Madrid. */
export const date = field<string>(parseHoldedDate, "date");

/** A wall-clock time in Europe/Madrid, or a day. */
export const localTime = field(parseHoldedLocalTime, "date");

/** A whole number that counts something; a text of digits is taken too. */
export const count = field((value) => {
  const parsed = typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof parsed === "number" && Number.isSafeInteger(parsed) && parsed >= 0 ? parsed : null;
}, "count");

/** Yes or no in any of the ways PHP writes it; null where it does not say. */
export const flag = loose.transform((value) => {
  if (value === true || value === 1 || value === "1" || value === "true") return true;
  return value === false || value === 0 || value === "0" || value === "false" ? false : null;
});

/** A word of a closed list. One that is not in it is `other`, so that a new state of Holded's is seen and breaks nothing. */
export function wordOf<const Word extends string>(words: readonly Word[]): z.ZodType<Word | "other" | null> {
  return loose.transform((value) => {
    if (isMissing(value)) return null;
    return words.find((word) => word === value) ?? "other";
  });
}

/** A list that may be missing or null, or come as a map because PHP lost count of its keys. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.preprocess((value) => {
    if (isMissing(value)) return [];
    return typeof value === "object" && !Array.isArray(value) ? Object.values(value) : value;
  }, z.array(item));
}

/** Words: tags, tax keys, ids. One that is no word spoils the list: a lost tag may be the one that is looked for. */
export const words = listOf(z.union([z.string(), z.number().transform(String)]));

/** An id in a field that may be missing, empty, or 0 where there is none. */
export const idOrNull = loose.transform((value) => (typeof value === "string" && value !== "" && value !== "0" ? value : null));

/** A map whose inside nobody described. `[]`, as PHP writes an empty one, is null. */
export const map = loose.transform((value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? (value as Readonly<Record<string, unknown>>)
    : null,
);

/** Custom fields as they are shown. The name of a field may be a number. */
export const customFields = listOf(
  z.object({ field: rawNumber, value: loose }).transform((raw) => ({
    field: String(raw.field ?? ""),
    value: typeof raw.value === "string" || typeof raw.value === "number" ? String(raw.value) : "",
  })),
);

/** Custom fields as they are written. */
export const customFieldsBody = z.array(z.object({ field: z.string(), value: z.string() }));

const moneyNames = new Set("subtotal total price cost payments_total payments_pending".split(" "));

/**
 * One answer is written in one number format: what any of its amounts gives away by itself settles all of them, and
 * beats what is known of the account.
 */
export function inOneFormat<T>(
  known: NumberMode | null,
  schema: (mode: NumberMode | null) => z.ZodType<T>,
  names: ReadonlySet<string> | readonly string[] = moneyNames,
): z.ZodType<T> {
  return z.unknown().transform((json, context) => {
    const parsed = schema(modeOf(amountsIn(json, new Set(names), 0)) ?? known).safeParse(json);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

function amountsIn(json: unknown, names: ReadonlySet<string>, depth: number): readonly unknown[] {
  if (typeof json !== "object" || json === null || depth > 5) return [];
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "object" ? amountsIn(value, names, depth + 1) : names.has(name) ? [value] : [],
  );
}
