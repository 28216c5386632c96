import type { Confidence, Evidence } from "@/lib/kernel/evidence";

/** The leaf paths at which two payloads differ, in the order of the form: `number`, `vat.0.amount`, `lines.3.net`. */
export function changedPaths(before: unknown, after: unknown): readonly string[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].filter((path) => old.get(path) !== now.get(path));
}

/** The value at a leaf path of a payload; undefined where there is none. */
export function valueAt(payload: unknown, path: string): unknown {
  let value: unknown = payload;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

/**
 * What the agent knew about each field, after a person changed some. A field that a person wrote is certain; its box
 * stays, because that is where she looks again. Once rows moved within a list, a box may point at another row: those
 * go, unless the value at the path is still the same.
 */
export function carryOver(
  { evidence, confidence }: { readonly evidence: readonly Evidence[]; readonly confidence: Confidence },
  before: unknown,
  after: unknown,
): { readonly evidence: readonly Evidence[]; readonly confidence: Confidence } {
  const changed = new Set(changedPaths(before, after));
  const resized = new Set(listsOf(before, after).filter((list) => lengthOf(before, list) !== lengthOf(after, list)));
  const isLost = (path: string) => changed.has(path) && resized.has(path.split(".")[0] ?? "");
  const kept = Object.entries(confidence).filter(([path]) => !isLost(path));
  const written = [...changed].filter((path) => valueAt(after, path) !== undefined).map((path) => [path, 1] as const);
  return { evidence: evidence.filter(({ path }) => !isLost(path)), confidence: Object.fromEntries([...kept, ...written]) };
}

function listsOf(...payloads: readonly unknown[]): readonly string[] {
  return payloads.flatMap((payload) => Object.entries(payload ?? {}).flatMap(([name, member]) => (Array.isArray(member) ? [name] : [])));
}

function lengthOf(payload: unknown, list: string): number {
  const value = valueAt(payload, list);
  return Array.isArray(value) ? value.length : 0;
}

function leavesOf(value: unknown, prefix = "", leaves = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== "object" || value === null) {
    if (prefix) leaves.set(prefix, value);
    return leaves;
  }
  for (const [key, member] of Object.entries(value)) leavesOf(member, prefix ? `${prefix}.${key}` : key, leaves);
  return leaves;
}
