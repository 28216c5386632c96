import "server-only";
import { createHash } from "node:crypto";
import { actorLabel, type Actor } from "@/lib/platform/actor";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What one entry says; its hash also covers the entry before it. */
type Entry = {
  readonly seq: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: unknown;
};

/** What the first entry of a company and environment follows. */
const beginning = "0".repeat(64);

/**
 * Writes one entry of the audit trail inside the caller's transaction: it stands exactly when the deed does. Entries of
 * one company and environment are written one after another, so the chain never forks.
 * `subject` is `<thing>:<id>`; `data` holds ids and codes, never names, amounts or texts.
 */
export async function audit(
  tx: Tx,
  scope: ScopeKey,
  actor: Actor,
  action: string,
  subject: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { companyId, environment } = scope;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit ${companyId} ${environment}`}, 0))`;
  const last = await tx.auditEntry.findFirst({
    where: { companyId, environment },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const prevHash = last?.hash ?? beginning;
  const entry = { seq: (last?.seq ?? 0n) + 1n, at: new Date(), actor: actorLabel(actor), action, subject, data: storable(data) };
  await tx.auditEntry.create({
    data: {
      companyId,
      environment,
      ...entry,
      data: entry.data as Prisma.InputJsonValue,
      prevHash,
      hash: entryHash(scope, entry, prevHash),
    },
    select: { seq: true },
  });
}

export type ChainVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  /** The first entry that does not fit: changed, inserted, or following one that was removed. */
  | { readonly ok: false; readonly entries: number; readonly brokenAt: string; readonly problem: "changed" | "missing" | "unlinked" };

/**
 * Reads the whole trail of one company and environment in pieces and recomputes every hash. A trail cut off at its end
 * still verifies, with another `head`: keep the head elsewhere to notice that too.
 */
export async function verifyChain(scope: CompanyScope, pieceSize = 500): Promise<ChainVerdict> {
  let head = beginning;
  let seq = 0n;
  for (;;) {
    const piece = await entriesAfter(scope, seq, pieceSize);
    for (const row of piece) {
      const problem = problemOf(scope, row, seq + 1n, head);
      if (problem) return { ok: false, entries: Number(seq), brokenAt: String(row.seq), problem };
      head = row.hash;
      seq = row.seq;
    }
    if (piece.length < pieceSize) return { ok: true, entries: Number(seq), head };
  }
}

type Row = Entry & { readonly prevHash: string; readonly hash: string };

function entriesAfter({ read, companyId, environment }: CompanyScope, seq: bigint, take: number): Promise<readonly Row[]> {
  return read((tx) => tx.auditEntry.findMany({ where: { companyId, environment, seq: { gt: seq } }, orderBy: { seq: "asc" }, take }));
}

function problemOf(scope: ScopeKey, row: Row, wantedSeq: bigint, head: string): "changed" | "missing" | "unlinked" | undefined {
  if (row.seq !== wantedSeq) return "missing";
  if (row.prevHash !== head) return "unlinked";
  return row.hash === entryHash(scope, row, head) ? undefined : "changed";
}

function entryHash({ companyId, environment }: ScopeKey, entry: Entry, prevHash: string): string {
  const { seq, at, actor, action, subject, data } = entry;
  const said = { companyId, environment, seq: String(seq), at: at.toISOString(), actor, action, subject, data, prevHash };
  return createHash("sha256")
    .update(canonicalJson(storable(said)), "utf8")
    .digest("hex");
}

/** One text for equal values whatever the order of their keys, which JSONB does not keep. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json };
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** The value as JSONB gives it back: no undefined, dates as text, no NUL and no half characters. */
function storable(value: unknown): Json {
  const text = JSON.stringify(value, (_, v: unknown) => (typeof v === "string" ? v.replaceAll("\0", "\uFFFD").toWellFormed() : v));
  return JSON.parse(text) as Json;
}
