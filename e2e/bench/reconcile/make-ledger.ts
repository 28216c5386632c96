import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadBanks, loadGenerator, publicProfile, type BenchLedger, type BenchProfile } from "./shared-bench";
import { views } from "./views";

export const publicNames = ["default", "hard", "large"] as const;

const folders = { own: path.resolve("e2e/bench/reconcile/profiles"), "held-out": path.resolve("e2e/bench/reconcile/held-out/profiles") };
export type Group = "public" | keyof typeof folders;

type Json = { readonly [key: string]: unknown };
/** A profile of ours: what it changes in a public one, which keys it takes whole, and how its ledger is shown. */
type OwnProfile = Json & {
  readonly name: string;
  readonly extends: string;
  readonly replace?: readonly string[];
  readonly plugins?: readonly string[];
  readonly views?: readonly string[];
};

export function namesOf(group: Group): readonly string[] {
  if (group === "public") return publicNames;
  return readdirSync(folders[group])
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

export const groupOf = (name: string): Group | null =>
  (["public", "own", "held-out"] as const).find((group) => namesOf(group).includes(name)) ?? null;

/** Makes the books of a profile and seed; the same ones every time. `sizes` override the profile's. */
export async function makeLedger(
  name: string,
  seed: string,
  sizes: Partial<Pick<BenchProfile, "movements" | "openDocuments">> = {},
): Promise<BenchLedger> {
  const group = groupOf(name);
  if (!group) throw new Error(`no hay perfil «${name}»`);
  const generator = await loadGenerator();
  const own = group === "public" ? null : readOwn(group, name);
  const base = generator.loadProfile(publicProfile(own?.extends ?? name));
  const profile = { ...(own && group !== "public" ? extended(base, own, folders[group]) : base), ...sizes };
  const ledger = generator.exportAll(await generator.generate(profile, seed), profile, seed);
  const { BANKS } = await loadBanks();
  const printed = views.asPrinted(ledger, (bank) => BANKS[bank]?.after);
  return (own?.views ?? []).reduce((shown, view) => (view === "holded" ? views.asHoldedShows(shown) : shown), printed);
}

export function writeLedger(ledger: BenchLedger, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(ledger)) writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(value));
}

function readOwn(group: keyof typeof folders, name: string): OwnProfile {
  return JSON.parse(readFileSync(path.join(folders[group], `${name}.json`), "utf8")) as OwnProfile;
}

function extended(base: BenchProfile, own: OwnProfile, folder: string): BenchProfile {
  const { extends: _, replace = [], plugins = [], views: __, ...changes } = own;
  const merged: Json = Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(changes)])].map((key) => [
      key,
      replace.includes(key) ? changes[key] : merge((base as unknown as Json)[key], changes[key]),
    ]),
  );
  return { ...merged, plugins: plugins.map((file) => path.resolve(folder, file)) } as unknown as BenchProfile;
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

function merge(a: unknown, b: unknown): unknown {
  if (b === undefined) return a;
  if (!isObject(a) || !isObject(b)) return b;
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, merge(a[key], b[key])]));
}
