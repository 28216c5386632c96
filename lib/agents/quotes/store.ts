import "server-only";
import { z } from "zod";
import type { QuoteFacts } from "@/lib/agents/quotes/facts";
import { quotePayload, type QuotePayload } from "@/lib/agents/quotes/model";
import { pricingOf } from "@/lib/agents/quotes/pricing-store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { sha256 } from "@/lib/kernel/hash";
import { isRowId } from "@/lib/kernel/ids";
import { foldWords } from "@/lib/language/fold";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** A request that waits for its draft. */
export type WaitingRequest = {
  readonly proposalId: string;
  readonly documentId: string | null;
  readonly fileName: string | null;
  readonly blobKey: string | null;
  readonly mediaType: string | null;
  /** As it was told when it was received; null: the file says it all. */
  readonly channel: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly receivedOn: string;
};

/** The request of a proposal that is still being read; null when somebody was faster or there is none. */
export async function findWaiting(tx: Tx, scope: CompanyScope, proposalId: string): Promise<WaitingRequest | null> {
  if (!isRowId(proposalId)) return null;
  const [row] = await tx.$queryRaw<WaitingRequest[]>`
    SELECT p.id AS "proposalId", d.id AS "documentId", d.file_name AS "fileName", d.blob_key AS "blobKey", d.media_type AS "mediaType",
      r.channel, r.sender, r.subject,
      coalesce(to_char(r.received_on, 'YYYY-MM-DD'), to_char(p.created_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD')) AS "receivedOn"
    FROM proposal p
    LEFT JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    LEFT JOIN quote_request r ON r.company_id = p.company_id AND r.environment = p.environment AND r.proposal_id = p.id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${proposalId}::uuid
      AND p.kind = 'quote' AND p.state = 'reading'`;
  return row ?? null;
}

type Received = { readonly channel: string; readonly sender: string | null; readonly subject: string | null; readonly receivedOn: string };

/** How a request arrived, in the transaction that takes it in. */
export async function saveArrival(tx: Tx, { companyId, environment }: CompanyScope, proposalId: string, received: Received): Promise<void> {
  const { receivedOn, ...rest } = received;
  const data = { ...rest, receivedOn: new Date(`${receivedOn}T00:00:00Z`) };
  const key = { companyId, environment, proposalId };
  await tx.quoteRequest.upsert({
    where: { companyId_environment_proposalId: key },
    create: { ...key, ...data },
    update: data,
    select: { proposalId: true },
  });
}

/** What the same request is known by in another file or channel: its words, whatever stands between them. */
export const textKeyOf = (text: string): string => sha256(foldWords(text).join(" "));

export async function saveTextKey(tx: Tx, { companyId, environment }: CompanyScope, proposalId: string, textKey: string): Promise<void> {
  await tx.quoteRequest.update({
    where: { companyId_environment_proposalId: { companyId, environment, proposalId } },
    data: { textKey },
    select: { proposalId: true },
  });
}

/** An older quote of the same request that is not over. A quote that was made from another one on purpose is no twin. */
async function twinOf(tx: Tx, scope: CompanyScope, id: string): Promise<QuoteFacts["twin"]> {
  const [twin] = await tx.$queryRaw<NonNullable<QuoteFacts["twin"]>[]>`
    SELECT p.id, p.title, to_char(p.created_at AT TIME ZONE 'Europe/Madrid', 'DD/MM/YYYY') AS received
    FROM quote_request mine
    JOIN quote_request r ON r.company_id = mine.company_id AND r.environment = mine.environment AND r.text_key = mine.text_key
      AND r.proposal_id <> mine.proposal_id
    JOIN proposal p ON p.company_id = r.company_id AND p.environment = r.environment AND p.id = r.proposal_id
    WHERE mine.company_id = ${scope.companyId}::uuid AND mine.environment = ${scope.environment} AND mine.proposal_id = ${id}::uuid
      AND mine.text_key IS NOT NULL AND r.created_at <= mine.created_at AND p.state NOT IN ('rejected', 'refused', 'withdrawn', 'joined')
    ORDER BY p.created_at, p.id LIMIT 1`;
  return twin ?? null;
}

/** Everything the checks of a quote compare it with, read now. */
export async function loadFacts(
  tx: Tx,
  scope: CompanyScope,
  payload: QuotePayload,
  about: { readonly id: string },
  clock: Clock = systemClock,
): Promise<QuoteFacts> {
  const revised = payload.revises && (await outcomeOf(tx, scope, payload.revises.estimateId));
  return {
    pricing: await pricingOf(tx, scope, payload),
    marginLimit: (await settingsOf(tx, scope)).marginLimit,
    today: todayInMadrid(clock),
    twin: await twinOf(tx, scope, about.id),
    revised: revised === null || revised === "open" ? null : revised,
  };
}

const outcome = z.enum(["open", "accepted", "rejected", "converted", "gone"]);
export type Outcome = z.infer<typeof outcome>;

/** What has become of an estimate, as the last look at the local copy saw it; null: nobody has looked yet. */
export async function outcomeOf(tx: Tx, { companyId, environment }: CompanyScope, estimateId: string): Promise<Outcome | null> {
  const row = await tx.quoteOutcome.findUnique({
    where: { companyId_environment_estimateId: { companyId, environment, estimateId } },
    select: { status: true },
  });
  return row && outcome.parse(row.status);
}

export type StoredQuote = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly holdedId: string | null;
  readonly title: string;
  readonly payload: QuotePayload;
};

/** A quote with its payload; null: there is none, or it is not read yet. */
export async function findQuote(tx: Tx, { companyId, environment }: CompanyScope, id: string): Promise<StoredQuote | null> {
  if (!isRowId(id)) return null;
  const row = await tx.proposal.findUnique({
    where: { companyId_environment_id: { companyId, environment, id } },
    select: { id: true, kind: true, state: true, version: true, holdedId: true, title: true, payload: true },
  });
  if (row?.kind !== "quote" || row.payload === null) return null;
  const { kind: _, ...quote } = row;
  return { ...quote, payload: quotePayload.parse(row.payload) };
}

/** A proposal without a file, to be proposed in the same transaction. False: one with this id is there already. */
export async function insertItem(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  item: { readonly id: string; readonly kind: "quote" | "quote_send"; readonly title: string },
): Promise<boolean> {
  const { count } = await tx.proposal.createMany({ data: [{ companyId, environment, ...item, state: "reading" }], skipDuplicates: true });
  return count > 0;
}

type Standing = { readonly id: string; readonly state: string };

/** The newest change of an estimate that nobody gave up; null: there is none. */
export async function lastRevision(tx: Tx, { companyId, environment }: CompanyScope, estimateId: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT id, state FROM proposal
    WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND kind = 'quote'
      AND payload->'revises'->>'estimateId' = ${estimateId} AND state NOT IN ('refused', 'rejected', 'withdrawn', 'joined')
    ORDER BY created_at DESC, id LIMIT 1`;
  return row ?? null;
}

/** A mail with an estimate that was approved and has not left yet; null: there is none. */
export async function openSending(tx: Tx, { companyId, environment }: CompanyScope, estimateId: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT id, state FROM proposal
    WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND kind = 'quote_send'
      AND payload->>'estimateId' = ${estimateId} AND state IN ('approved', 'sending')
    ORDER BY created_at DESC, id LIMIT 1`;
  return row ?? null;
}
