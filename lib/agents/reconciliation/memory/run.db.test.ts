import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { changeRememberedRule, forgetLesson, listLessons } from "@/lib/agents/reconciliation/memory/manage-run";
import { learnFromDecision } from "@/lib/agents/reconciliation/memory/run";
import { loadMemory } from "@/lib/agents/reconciliation/memory/store";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { hashJson } from "@/lib/kernel/hash";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { addDecision, markUndone, saveVersion, updateProposal } from "@/lib/review/store";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment, viewer, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();

const today = "2026-11-22";

type Settled = { readonly payload?: Partial<ReconciliationPayload>; readonly by?: TestPerson | null; readonly movementId?: string };

/** A movement that stands settled, decided by a person or, with null, by nobody. */
async function settled(scope: CompanyScope, { payload = {}, by = null, movementId = randomUUID() }: Settled) {
  const id = randomUUID();
  const content = reconciliationPayload.parse({
    movement: {
      id: movementId, accountId: "a", accountName: "Banco", bookingDate: null, valueDate: "2026-10-01", amount: "-9.00", currency: "EUR",
      reconciled: "0.00", balance: null, text: "COMISION MANTENIMIENTO 10/2026", details: [],
    },
    choice: "no_document", documents: [], residual: null, movementClass: "fee", rememberRule: true, ...payload,
  }); // prettier-ignore
  const decisionId = await scope.write(async (tx) => {
    await tx.proposal.create({
      data: { companyId: scope.companyId, environment: scope.environment, id, state: "open", kind: "reconciliation", title: "x" },
    });
    const payloadHash = hashJson(content);
    await saveVersion(tx, scope, id, {
      version: 1,
      payload: content,
      payloadHash,
      origin: "agent",
      personId: null,
      evidence: [],
      confidence: {},
    });
    await updateProposal(tx, scope, id, { state: "settled" });
    if (!by) return null;
    const verdict = "approve" as const;
    const about = {
      proposalId: id,
      version: 1,
      payloadHash,
      personId: by.personId,
      reason: null,
      requestKey: randomUUID(),
      createdAt: new Date(),
    };
    await addDecision(tx, scope, { ...about, verdict });
    return (await tx.decision.findFirstOrThrow({ where: { proposalId: id }, select: { id: true } })).id;
  });
  return { id, movementId, decisionId };
}

const remembered = (scope: CompanyScope) => scope.read((tx) => loadMemory(tx, scope, today));
const invoice = {
  type: "invoice", id: "doc1", number: "F-1", partyId: "c1", partyName: "Ibarra", date: "2026-02-01", dueDate: null, total: "100.00",
  pending: "100.00", currency: "EUR", amount: "100.00",
} as const; // prettier-ignore

describe("what the matching remembers", () => {
  it("is what a person decided, once learned, and never what was decided without one", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const hers = await settled(scope, { by: ana });
    const nobodys = await settled(scope, {});
    for (const { id } of [hers, nobodys, hers]) await learnFromDecision(scope, id);
    const { memory, history } = await remembered(scope);
    expect([...history]).toEqual([[hers.movementId, []]]);
    expect(memory.classes).toEqual([{ key: "COMISION MANTENIMIENTO", sign: -1, movementClass: "fee", count: 1 }]);
    expect(await listLessons(scope)).toHaveLength(1);
  });

  it("is what a person decided also where writing it had failed at that minute, from the moment it is written", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const { id, movementId } = await settled(scope, { by: ana });
    await scope.write((tx) => updateProposal(tx, scope, id, { state: "failed" }));
    await learnFromDecision(scope, id);
    expect((await remembered(scope)).history.size).toBe(0);
    await scope.write((tx) => updateProposal(tx, scope, id, { state: "settled" }));
    expect([...(await remembered(scope)).history.keys()]).toEqual([movementId]);
  });

  it("belongs to one company and environment", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await learnFromDecision(scope, (await settled(scope, { by: ana })).id);
    const { scope: strange } = await company().with(accountant("eva"));
    for (const other of [strange, otherEnvironment(scope)]) {
      const { memory, history } = await remembered(other);
      expect([history.size, memory.classes.length]).toEqual([0, 0]);
    }
  });

  it("joins what two decisions linked a movement with, part by part", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const movementId = randomUUID();
    for (const id of ["doc1", "doc2"]) {
      const documents = [{ ...invoice, id }];
      const one = await settled(scope, {
        by: ana,
        movementId,
        payload: { choice: "match", documents, movementClass: null, rememberRule: false },
      });
      await learnFromDecision(scope, one.id);
    }
    const parts = (await remembered(scope)).history.get(movementId) ?? [];
    expect(parts.map(({ documentId, cents }) => `${documentId} ${cents}`).sort()).toEqual(["doc1 10000", "doc2 10000"]);
  });

  it("holds an approval that was taken back against the pair", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const taken = await settled(scope, {
      by: ana,
      payload: { choice: "match", documents: [invoice], movementClass: null, rememberRule: false },
    });
    await scope.write(async (tx) => {
      await markUndone(tx, scope, taken.decisionId ?? "", new Date());
      await updateProposal(tx, scope, taken.id, { state: "open" });
    });
    await learnFromDecision(scope, taken.id);
    const { memory, history } = await remembered(scope);
    expect(history.size).toBe(0);
    expect(memory.rejected).toEqual([{ movementId: taken.movementId, documentIds: ["doc1"], weight: expect.closeTo(3, 0) as number }]);
  });
});

describe("what is remembered", () => {
  it("is forgotten when a person wants it, and is not learned again from the same decision", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const { id } = await settled(scope, { by: ana });
    await learnFromDecision(scope, id);
    expect(valueOf(await forgetLesson(scope, ana, { proposalId: id }))).toEqual({ forgotten: 1 });
    await learnFromDecision(scope, id);
    const { memory, history } = await remembered(scope);
    expect([history.size, memory.classes.length]).toEqual([0, 0]);
    expect(codeOf(await forgetLesson(scope, ana, { proposalId: id }))).toBe("access.not_found");
  });

  it("has its rule changed or taken away by hand", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const { id } = await settled(scope, { by: ana });
    await learnFromDecision(scope, id);
    valueOf(await changeRememberedRule(scope, ana, { proposalId: id, movementClass: "insurance" }));
    expect((await remembered(scope)).memory.classes[0]?.movementClass).toBe("insurance");
    valueOf(await changeRememberedRule(scope, ana, { proposalId: id, movementClass: null }));
    const { memory, history } = await remembered(scope);
    expect([history.size, memory.classes.length]).toEqual([1, 0]);
  });

  it("is changed by nobody who may not decide movements", async () => {
    const { scope, ana, vera } = await company().with(accountant("ana"), viewer("vera"));
    const { eva } = await company().with(accountant("eva"));
    const { id } = await settled(scope, { by: ana });
    await learnFromDecision(scope, id);
    for (const [who, code] of [
      [vera, "access.forbidden"],
      [eva, "access.not_found"],
    ] as const) {
      expect(codeOf(await forgetLesson(scope, who, { proposalId: id }))).toBe(code);
      expect(codeOf(await changeRememberedRule(scope, who, { proposalId: id, movementClass: null }))).toBe(code);
    }
    expect(await listLessons(scope)).toHaveLength(1);
  });
});

describe("what people linked in Holded before", () => {
  const seen = async (scope: CompanyScope, resource: string, rows: readonly Record<string, unknown>[]) => {
    const key = { companyId: scope.companyId, environment: scope.environment, resource, seenAt: new Date() };
    const data = rows.map((row) => ({ ...key, objectDate: new Date("2026-09-03"), ...row }));
    await scope.write((tx) => tx.mirrorObject.createMany({ data: data as never }));
  };
  const movement = (id: string, amount: string, status = "reconciled") => ({
    holdedId: id, parentId: "bank", total: amount, status, data: { reconciledAmount: amount, description: "TRANSFERENCIA" },
  }); // prettier-ignore
  const payment = (id: string, amount: string, documentId: string, code = "invoice") => ({
    holdedId: id, code, parentId: documentId, contactId: "c1", total: amount, status: "reconciled", data: { treasuryId: "bank", description: null },
  }); // prettier-ignore

  it("is read from the payments of the copy, with the sign of the document, but not for what this console decided without a person", async () => {
    const { scope } = await company().with(accountant("ana"));
    await seen(scope, "bank_movement", [
      movement("m1", "100.00"),
      movement("m2", "-50.00"),
      movement("m3", "7.00"),
      movement("m4", "9.00", "pending"),
    ]);
    const payments = [
      payment("p1", "100.00", "d1"),
      payment("p2", "50.00", "d2", "purchase"),
      payment("p3", "7.00", "d3"),
      payment("p4", "9.00", "d4"),
    ];
    await seen(scope, "payment", payments);
    const { id } = await settled(scope, {
      movementId: "m3",
      payload: { choice: "match", documents: [invoice], movementClass: null, rememberRule: false },
    });
    await scope.write((tx) =>
      tx.matching.create({
        data: {
          companyId: scope.companyId,
          environment: scope.environment,
          proposalId: id,
          movementId: "m3",
          accountId: "bank",
          reconciled: "0.00",
          view: {},
          engineVersion: "1",
          fingerprint: "f",
        },
      }),
    );
    const { history } = await remembered(scope);
    expect([...history].sort()).toEqual([
      ["m1", [{ documentId: "d1", cents: 10000 }]],
      ["m2", [{ documentId: "d2", cents: 5000 }]],
    ]);
  });
});
