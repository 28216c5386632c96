import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const corpora = ["invoices", "press"] as const;
export type CorpusName = (typeof corpora)[number];

export type Paper = {
  readonly id: string;
  readonly file: string;
  readonly gt: string;
  readonly kind: string;
  readonly language: string | null;
  /** Absent where a file holds invoices of several issuers. */
  readonly issuerKey?: string;
  readonly layout?: string;
  readonly inconsistent?: boolean;
};

const shared = path.resolve("../shared");

export const folderOf = (name: CorpusName): string => path.join(shared, "corpus", name);
export const scorer = path.join(shared, "bench/invoices/score.mjs");

export const isPresent = (name: CorpusName): boolean => existsSync(path.join(folderOf(name), "manifest.jsonl")) && existsSync(scorer);

export const papersOf = (name: CorpusName): Paper[] => jsonLines<Paper>(path.join(folderOf(name), "manifest.jsonl"));

/** Digital PDFs to read: those of the corpora where they are, and our own fixtures. */
export function digitalFiles(): string[] {
  const own = path.resolve("e2e/fixtures/pdf");
  const ours = readdirSync(own)
    .filter((name) => name.endsWith(".pdf"))
    .map((name) => path.join(own, name));
  const theirs = corpora
    .filter(isPresent)
    .flatMap((name) => papersOf(name).flatMap(({ kind, file }) => (kind === "digital-pdf" ? [path.join(folderOf(name), file)] : [])));
  return [...ours, ...theirs];
}

/** A third of the issuers is set aside while working, by the digest of their key. */
export const isHeldOut = ({ id, issuerKey = id }: Pick<Paper, "id" | "issuerKey">): boolean =>
  BigInt(`0x${createHash("sha256").update(issuerKey).digest("hex")}`) % 3n === 0n;

export function ownTaxIds(name: CorpusName): string[] {
  const file = path.join(folderOf(name), "customers.json");
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly taxId: string }[]).map(({ taxId }) => taxId);
}

export function jsonLines<T>(file: string): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);
}
