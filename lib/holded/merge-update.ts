import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { fail, ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import type { HoldedClient } from "@/lib/holded/client";
import type { Endpoint } from "@/lib/holded/endpoint";
import type { NumberMode } from "@/lib/holded/numbers";

/** An object as it stands in Holded: what we understand of it, and every field it has. */
export type Held<Value> = { readonly value: Value; readonly raw: RawObject };
export type RawObject = Readonly<Record<string, unknown>>;

/** How one kind of object is changed where PUT replaces the whole of it. */
export type Rewrite<Value, Change> = {
  readonly read: (client: HoldedClient, id: string) => Promise<Result<Held<Value>>>;
  /**
   * Says again everything that a replacing PUT would lose, with the change in it, and sends it. Refuses with
   * `holded.cannot_keep` what has something that cannot be said again.
   */
  readonly write: (held: Held<Value>, change: Change) => Result<(client: HoldedClient, id: string) => Promise<Result<unknown>>>;
  /** Whether the object is what the change wanted, in the fields of the change. Names those that are not. */
  readonly unlike: (held: Held<Value>, change: Change) => readonly string[];
  /** Whether the answer shows too little of a changed field to tell that nothing need be written. */
  readonly isBlurred?: (change: Change) => boolean;
  /** The raw fields that the change touches, or that follow from it. */
  readonly touches: (change: Change) => readonly string[];
  /** Raw fields that Holded changes by itself whenever it is written to. */
  readonly volatile: readonly string[];
  /** Raw lists that may grow by themselves, but lose nothing. */
  readonly growing?: readonly string[];
};

export type UpdateOptions<Value> = {
  /** What the object was when the change was decided. A difference from what stands now refuses the change. */
  readonly seen?: Partial<Value>;
  /** How long Holded may go on showing the old state. */
  readonly readLagMs?: number;
};

const usualReadLagMs = 6_000;
const lookEveryMs = 400;

/**
 * Changes an object in Holded and nothing else of it: reads it, refuses when it is no longer what was seen, writes all of
 * it back with the change, reads it again and compares every field.
 *
 * Refused, nothing written: `holded.changed_meanwhile` with the names of the fields, `holded.cannot_keep`. Refused, but
 * written: `holded.read_back_differs` with the names of the fields. Besides, whatever a call can end with; an unknown
 * outcome is looked into before it is reported.
 */
export async function mergeUpdate<Value extends object, Change>(
  client: HoldedClient,
  rewrite: Rewrite<Value, Change>,
  id: string,
  change: Change,
  { seen, readLagMs = usualReadLagMs }: UpdateOptions<Value> = {},
): Promise<Result<Value>> {
  const before = await rewrite.read(client, id);
  if (!before.ok) return before;
  if (!rewrite.isBlurred?.(change) && rewrite.unlike(before.value, change).length === 0) return ok(before.value.value);
  const moved = seen === undefined ? [] : namesOfDifferent(seen, before.value.value);
  if (moved.length > 0) return refuse("holded.changed_meanwhile", { fields: moved.join(", ") });
  const write = rewrite.write(before.value, change);
  if (!write.ok) return write;
  const written = await write.value(client, id);
  if (!written.ok && written.error.retry !== "unknown_outcome") return written;
  return readBack(client, rewrite, { id, change, before: before.value, readLagMs, trouble: written.ok ? null : written.error });
}

type Written<Value, Change> = {
  readonly id: string;
  readonly change: Change;
  readonly before: Held<Value>;
  readonly readLagMs: number;
  /** Set when nobody knows whether the write arrived. */
  readonly trouble: Failure | null;
};

/** Reads until the change is seen or the lag is over, then compares everything. */
async function readBack<Value extends object, Change>(
  client: HoldedClient,
  rewrite: Rewrite<Value, Change>,
  { id, change, before, readLagMs, trouble }: Written<Value, Change>,
): Promise<Result<Value>> {
  const giveUpAt = Date.now() + readLagMs;
  for (;;) {
    const after = await rewrite.read(client, id);
    if (!after.ok) return trouble === null ? unseen(after.error) : fail(trouble);
    const wrong = [...rewrite.unlike(after.value, change), ...lostFields(rewrite, change, before, after.value)];
    if (wrong.length === 0) return ok(after.value.value);
    const isUnchanged = namesOfDifferent(before.raw, after.value.raw).length === 0;
    if (!isUnchanged || Date.now() + lookEveryMs > giveUpAt) {
      return isUnchanged && trouble !== null ? fail(trouble) : refuse("holded.read_back_differs", { fields: wrong.join(", ") });
    }
    await sleep(lookEveryMs);
  }
}

/** The change was written and could not be read: that is not known to be well. */
const unseen = (error: Failure) => fail({ code: "holded.outcome_unknown", retry: "unknown_outcome", detail: { after: error.code } });

/** Fields that the change does not touch and that are not what they were, in anything that Holded shows. */
function lostFields<Value, Change>(
  { touches, volatile, growing = [] }: Rewrite<Value, Change>,
  change: Change,
  before: Held<Value>,
  after: Held<Value>,
): readonly string[] {
  const mayDiffer = new Set([...touches(change), ...volatile, ...growing]);
  const lost = growing.filter((name) => {
    const still = new Set(listIn(after.raw[name]).map(plain));
    return listIn(before.raw[name]).some((entry) => !still.has(plain(entry)));
  });
  return [...lost, ...namesOfDifferent(before.raw, after.raw).filter((name) => !mayDiffer.has(name))];
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The fields of `expected` (or of both, where it is a whole object) that `found` has otherwise. Empty is empty, however it is written. */
function namesOfDifferent(expected: object, found: object): readonly string[] {
  const there: RawObject = { ...found };
  return Object.entries(expected).flatMap(([name, value]) => (plain(value) === plain(there[name]) ? [] : [name]));
}

/** One text for everything that means the same: key order, PHP's empties and the numbering of lines do not count. */
function plain(value: unknown): string {
  return JSON.stringify(tidy(value) ?? null);
}

function tidy(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((entry) => tidy(entry) ?? null);
  if (typeof value !== "object") return value;
  const entries = Object.entries(value)
    .map(([name, inner]: [string, unknown]) => [name, tidy(inner)] as const)
    .filter(([name, inner]) => inner !== undefined && name !== "line_id")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const rawObject = z.record(z.string(), z.unknown());

/** Reads with an endpoint and keeps every field of its answer beside the value. */
export function keepingRaw<Path extends string, Value>(
  endpoint: Endpoint<Path, null, null, Value>,
): Endpoint<Path, null, null, Held<Value>> {
  const answer = (mode: NumberMode | null) =>
    z.unknown().transform((json, context): Held<Value> => {
      const raw = rawObject.safeParse(json);
      const value = endpoint.answer?.(mode).safeParse(json);
      if (raw.success && value?.success) return { raw: raw.data, value: value.data };
      context.addIssue({ code: "custom", message: "the object cannot be understood" });
      return z.NEVER;
    });
  return { ...endpoint, answer };
}

/** Refuses to write what would lose this field. */
export const cannotKeep = (field: string) => refuse("holded.cannot_keep", { field });

/** Without the keys that have nothing: what is left out cannot blank anything by accident. */
export function withoutEmpty<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], null | undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof Fields]?: Exclude<Fields[Key], null | undefined> };
}
