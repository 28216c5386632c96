import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { otherProposals } from "@/lib/agents/invoices/supplier-store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company } from "@/lib/testing/people";

const database = testDatabase();

type Row = {
  readonly number: string | null;
  readonly total?: string;
  readonly taxId?: string;
  readonly issueDate?: string;
  readonly sha?: string;
};

async function add({ companyId, environment }: CompanyScope, { number, total = "1.00", taxId, issueDate, sha = randomUUID() }: Row) {
  const [id, documentId] = [randomUUID(), randomUUID()];
  await database.asSuperuser(
    `INSERT INTO document (company_id, environment, id, file_name, media_type, byte_size, sha256, blob_key) VALUES ($1, $2, $3::uuid, 'a.pdf', 'application/pdf', 1, $4, $3::uuid::text)`,
    [companyId, environment, documentId, sha],
  );
  const payload = { number, total, issueDate: issueDate ?? null, supplier: { taxId: taxId ?? null, contactId: null, name: null } };
  await database.asSuperuser(
    `INSERT INTO proposal (company_id, environment, id, kind, state, title, document_id, payload) VALUES ($1, $2, $3, 'invoice', 'open', 't', $4, $5)`,
    [companyId, environment, id, documentId, JSON.stringify(payload)],
  );
  return { id, documentId, number, total, issueDate: issueDate ?? null, supplier: { taxId: taxId ?? null, contactId: null } };
}
const others = (scope: CompanyScope, mine: Parameters<typeof otherProposals>[2]) => scope.read((tx) => otherProposals(tx, scope, mine));

describe("what may be the same invoice", () => {
  it("is found by its number in any spelling, its file, or its total with date or supplier, and nothing else is", async () => {
    const { scope } = await company().with(accountant("ana"));
    const mine = await add(scope, { number: "F-2026/0012", total: "9.00", taxId: "B1", issueDate: "2026-10-01", sha: "same" });
    const wanted = [
      await add(scope, { number: "f 2026 12" }),
      await add(scope, { number: "F20260012" }),
      await add(scope, { number: null, sha: "same" }),
      await add(scope, { number: "X", total: "9.00", taxId: "B1" }),
      await add(scope, { number: "Y", total: "9.00", issueDate: "2026-10-01" }),
    ];
    // The same figures without the zeros, the total alone, the supplier alone, no number at all.
    for (const one of [{ number: "F-226/12" }, { number: "Z", total: "9.00" }, { number: "W", taxId: "B1" }, { number: null }])
      await add(scope, one);
    const { scope: stranger } = await company().with(accountant("eva"));
    await add(stranger, { number: "F-2026/0012", total: "9.00", taxId: "B1", sha: "same" });
    const ids = (await others(scope, mine)).map(({ id }) => id);
    expect([...ids].sort()).toEqual(wanted.map(({ id }) => id).sort());
  });

  it("takes no number of any length or kind for a reason to refuse an item", async () => {
    const { scope } = await company().with(accountant("ana"));
    for (const number of ["0000", "—", "9".repeat(20_000)]) expect(await others(scope, await add(scope, { number }))).toEqual([]);
  });

  it("is found among 50,000 items through the indexes of number and total, never by going through all of them", async () => {
    const { scope } = await company().with(accountant("ana"));
    const mine = await add(scope, { number: "A-25000", total: "250.00", issueDate: "2026-10-01", taxId: "B1" });
    await database.asSuperuser(
      `INSERT INTO proposal (company_id, environment, id, kind, state, title, payload)
       SELECT $1, $2, gen_random_uuid(), 'invoice', 'settled', 'A-' || i, jsonb_build_object('number', 'A-' || i, 'total', (i % 5000)::text || '.00',
         'issueDate', '2026-01-02', 'supplier', jsonb_build_object('taxId', 'B2', 'contactId', 'c' || i % 300, 'name', 'Casa'), 'lines', repeat('x', 500))
       FROM generate_series(1, 50000) i`,
      [scope.companyId, scope.environment],
    );
    await database.asSuperuser("ANALYZE proposal");
    const { found, rowsRead } = await scope.read(async (tx) => {
      const same = await otherProposals(tx, scope, mine);
      const [count] = await tx.$queryRaw<{ rows: number }[]>`
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'proposal'`;
      return { found: same.length, rowsRead: count?.rows ?? Number.NaN };
    });
    expect(found).toBe(1);
    expect(rowsRead).toBeGreaterThan(0);
    expect(rowsRead).toBeLessThan(500);
  });
});
