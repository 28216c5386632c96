import { randomUUID } from "node:crypto";
import { z } from "zod";
import { hashJson } from "@/lib/kernel/hash";
import { ok, type FailureCode, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { registerKind, type KindDefinition } from "@/lib/review/kinds";
import type { ProposalState, Risk } from "@/lib/review/model";
import { addEvent, saveJudgement, saveVersion } from "@/lib/review/store";

const plainPayload = z.object({
  number: z.string().nullable(),
  supplier: z.string(),
  total: z.string().regex(/^-?\d+\.\d{2}$/),
  lines: z.array(z.object({ description: z.string(), net: z.string() })),
  risk: z.enum(["low", "medium", "high"]),
});
export type PlainPayload = z.infer<typeof plainPayload>;

/**
 * The smallest kind of proposal that has everything the review knows of: a field that blocks, a doubt that depends on
 * other proposals, a risk, and a plan. The review is tested with it, so that its tests do not depend on any agent.
 */
export const plainKind: KindDefinition<PlainPayload, { readonly twins: number }> = {
  kind: "invoice",
  payload: plainPayload,
  permissions: { read: "invoices.read", write: "invoices.write", approve: "invoices.approve" },
  rowOf: ({ number, supplier, total }) => ({
    title: number ?? "–",
    party: supplier,
    amount: total,
    currency: "EUR",
    documentDate: "2026-10-14",
  }),
  facts: async (tx, scope, { number }, { id }) => ({
    twins: await tx.proposal.count({
      where: {
        companyId: scope.companyId,
        environment: scope.environment,
        title: number ?? "",
        id: { not: id },
        state: { notIn: ["rejected", "refused"] },
      },
    }),
  }),
  check: ({ number }, { twins }) => [
    ...(number === null ? [{ code: "number.missing", level: "block", path: "number" } as const] : []),
    ...(twins > 0 ? [{ code: "duplicate.number", level: "doubt", path: "number", detail: { times: twins } } as const] : []),
  ],
  riskOf: ({ risk }) => risk,
  standingOf: (_, reasons) => (reasons.length > 0 ? "needs_review" : "clear"),
  blockers: (_, reasons) => reasons.flatMap(({ level, path }) => (level === "block" ? [path ?? ""] : [])),
  isConfirmedBy: ({ number, total }, typed) => typed === number || typed === total,
  planPush: (_tx, _scope, { proposal, payload }) =>
    Promise.resolve(
      ok({
        kind: "purchase",
        refund: false,
        contact: { mode: "ensure", name: payload.supplier, code: null, countryCode: null },
        body: {
          number: payload.number ?? proposal.id,
          date: "2026-10-14",
          dueDate: null,
          currency: "EUR",
          items: [{ name: "Material", units: "1", price: payload.total, discount: "0", taxes: [], account: null }],
        },
        attachment: null,
        approve: false,
        expect: { subtotal: payload.total, tax: "0.00", total: payload.total },
      }),
    ),
};

export type TestProposal = { readonly id: string; readonly seenVersion: number; readonly seenHash: string | null };

type Wanted = Partial<Omit<PlainPayload, "risk">> & {
  readonly risk?: Risk;
  readonly state?: ProposalState;
  readonly assignedTo?: string;
  readonly fileName?: string;
};

let counter = 0;

/** A proposal as the agent would have left it: `await plainProposal(scope, { total: "121.00" })`. */
export async function plainProposal(
  scope: CompanyScope,
  { state = "open", assignedTo, fileName, ...given }: Wanted = {},
): Promise<TestProposal> {
  registerKind(plainKind);
  const id = randomUUID();
  counter += 1;
  const payload = plainPayload.parse({
    number: `F-${counter}`,
    supplier: "Ferretería Aldaba SL",
    total: "121.00",
    lines: [],
    risk: "low",
    ...given,
  });
  const key = { companyId: scope.companyId, environment: scope.environment };
  return scope.write(async (tx) => {
    const documentId = fileName === undefined ? null : randomUUID();
    if (documentId && fileName) {
      const file = { fileName, mediaType: "application/pdf", byteSize: 1, sha256: hashJson(documentId), blobKey: documentId };
      await tx.document.create({ data: { ...key, id: documentId, ...file } });
    }
    const first = { state, kind: "invoice", title: "", documentId, ...(assignedTo === undefined ? {} : { assignedTo }) };
    await tx.proposal.create({ data: { ...key, id, ...first } });
    if (state === "reading" || state === "refused") return { id, seenVersion: 1, seenHash: null };
    const payloadHash = hashJson(payload);
    const facts = await plainKind.facts(tx, scope, payload, { id, documentId, reasons: [], confidence: {} });
    const reasons = plainKind.check(payload, facts, { id, documentId, reasons: [], confidence: {} });
    await saveVersion(tx, scope, id, { version: 1, payload, payloadHash, origin: "agent", personId: null, evidence: [], confidence: {} });
    await saveJudgement(tx, scope, id, {
      row: plainKind.rowOf(payload),
      reasons,
      risk: plainKind.riskOf(payload, reasons),
      standing: plainKind.standingOf(payload, reasons, {}),
    });
    await addEvent(tx, scope, { proposalId: id, kind: "proposed", personId: null });
    await audit(tx, scope, { kind: "agent", name: "test" }, "proposal.proposed", `proposal:${id}`);
    return { id, seenVersion: 1, seenHash: payloadHash };
  });
}

/** "ok" or the code of the refusal: what a test compares. */
export const codeOf = (result: Result<unknown>): "ok" | FailureCode => (result.ok ? "ok" : result.error.code);

/** The value of an outcome that has to be a success. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code} ${JSON.stringify(result.error.detail ?? {})}`);
  return result.value;
}
