import { describe, expect, it } from "vitest";
import { approvedNow } from "@/lib/agents/reconciliation/hold-store";
import { reconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { accountant, company } from "@/lib/testing/people";
import { testDatabase } from "@/lib/testing/database";

const database = testDatabase();

const payload = (movementId: string, documentId: string, amount = "-100.00") =>
  reconciliationPayload.parse({
    movement: {
      id: movementId, accountId: "a", accountName: "Banco", bookingDate: null, valueDate: "2026-10-01", amount: "-300.00", currency: "EUR",
      reconciled: "0.00", balance: null, text: "PAGO", details: [],
    },
    choice: "match", residual: null, movementClass: null, rememberRule: false,
    documents: [{ type: "purchase", id: documentId, number: "P-1", partyId: "c1", partyName: "Ibarra", date: null, dueDate: null, total: "300.00", pending: "300.00", currency: "EUR", amount }],
  }); // prettier-ignore

const add = (scope: CompanyScope, state: string, content: ReturnType<typeof payload>) =>
  scope.write((tx) =>
    tx.proposal.create({
      data: { companyId: scope.companyId, environment: scope.environment, state, kind: "reconciliation", title: "x", payload: content },
      select: { id: true },
    }),
  );
const nobody = "00000000-0000-0000-0000-000000000000";
const held = (scope: CompanyScope, movementId: string, documentId: string) =>
  scope.read(async (tx) => {
    const { reservations, movements } = await approvedNow(tx, scope, { id: nobody, payload: payload(movementId, documentId) });
    return [Object.fromEntries(reservations), [...movements]];
  });

describe("what approved matches hold", () => {
  it("is theirs from the approval until it is taken back, and follows an edit", async () => {
    const { scope } = await company().with(accountant("ana"));
    const { id } = await add(scope, "open", payload("m1", "d1"));
    const set = (data: object) => scope.write((tx) => tx.proposal.updateMany({ where: { id }, data }));
    expect(await held(scope, "m9", "d1")).toEqual([{}, []]);
    await set({ state: "approved" });
    expect(await held(scope, "m9", "d1")).toEqual([{ d1: ["100.00"] }, ["m1"]]);
    expect(await held(scope, "m1", "d9")).toEqual([{ d1: ["100.00"] }, ["m1"]]);
    await set({ state: "open", payload: payload("m1", "d2", "-50.00") });
    expect(await held(scope, "m1", "d2")).toEqual([{}, []]);
    await set({ state: "approved" });
    expect(await held(scope, "m9", "d1")).toEqual([{}, []]);
    expect(await held(scope, "m9", "d2")).toEqual([{ d2: ["50.00"] }, ["m1"]]);
  });

  it("is found among 30,000 decided movements without going through them", async () => {
    const { scope } = await company().with(accountant("ana"));
    await add(scope, "approved", payload("mine", "shared"));
    await database.asSuperuser(
      `INSERT INTO proposal (company_id, environment, id, kind, state, title, payload)
       SELECT $1::uuid, $2, gen_random_uuid(), 'reconciliation', 'settled', 'x',
         jsonb_set(jsonb_set($3::jsonb, '{movement,id}', to_jsonb('m' || n)), '{documents,0,id}', to_jsonb('d' || n))
       FROM generate_series(1, 30000) n`,
      [scope.companyId, scope.environment, JSON.stringify(payload("m", "d"))],
    );
    await database.asSuperuser("ANALYZE proposal, matching_hold");
    const { found, rowsRead } = await scope.read(async (tx) => {
      const { movements } = await approvedNow(tx, scope, { id: nobody, payload: payload("m15000", "shared") });
      const [count] = await tx.$queryRaw<{ rows: number }[]>`
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS rows FROM pg_stat_xact_user_tables
        WHERE relname IN ('proposal', 'matching_hold')`;
      return { found: [...movements], rowsRead: count?.rows ?? Number.NaN };
    });
    expect(found).toEqual(["mine"]);
    expect(rowsRead).toBeGreaterThan(0);
    expect(rowsRead).toBeLessThan(50);
  });
});
