import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { searchOpenDocuments } from "@/lib/agents/reconciliation/search-store";
import { foldCompanyName, numberKeyOf } from "@/lib/holded/keys";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { admin, company } from "@/lib/testing/people";
import { testDatabase } from "@/lib/testing/database";

const database = testDatabase();

type Given = {
  readonly pending?: string;
  readonly total?: string;
  readonly contact?: string;
  readonly resource?: string;
  readonly status?: string;
};

const document = (id: string, number: string, { pending = "121.00", total = "121.00", contact = "c1", resource = "invoice", status = "pending" }: Given = {}) => ({
  resource,
  holdedId: id,
  contactId: contact,
  numberKey: numberKeyOf(number),
  objectDate: new Date("2026-10-14"),
  dueDate: new Date("2026-11-13"),
  total,
  pending,
  status,
  data: { number, contactName: "Talleres Ibarra", subtotal: "100.00", tax: "21.00", currency: "EUR", lines: [] },
}); // prettier-ignore
const contact = (id: string, name: string) => ({
  resource: "contact",
  holdedId: id,
  foldedName: foldCompanyName(name),
  data: { id, name },
});

async function copied(rows: readonly object[]): Promise<CompanyScope> {
  const { scope } = await company().with(admin("eva"));
  const key = { companyId: scope.companyId, environment: scope.environment, seenAt: new Date() };
  await scope.write((tx) => tx.mirrorObject.createMany({ data: rows.map((row) => ({ ...key, ...row })) as never }));
  return scope;
}
const found = (scope: CompanyScope, text: string, direction?: "in" | "out") =>
  scope.read(async (tx) => (await searchOpenDocuments(tx, scope, text, direction)).map(({ id }) => id));

describe("open documents", () => {
  it("are found by a part of the number in any spelling, by name, by total and by what is still to pay", async () => {
    const scope = await copied([
      contact("c1", "Talleres Ibarra, S.L."),
      contact("c2", "Bodegas Marisma, S.A."),
      document("a", "F2026-0031"),
      document("b", "F2026-0032", { contact: "c2", total: "300.00", pending: "50.25" }),
      document("paid", "F2026-0033", { pending: "0.00" }),
      document("dead", "F2026-0034", { status: "cancelled" }),
    ]);
    expect(await found(scope, "f-2026/0031")).toEqual(["a"]);
    expect(await found(scope, "0032")).toEqual(["b"]);
    expect(await found(scope, "ibarra")).toEqual(["a"]);
    expect(await found(scope, "MARISMÁ")).toEqual(["b"]);
    expect(await found(scope, "300,00 €")).toEqual(["b"]);
    expect(await found(scope, "50,25")).toEqual(["b"]);
    expect(await found(scope, "2026")).toEqual(["a", "b"]);
    expect(await found(scope, "100%_")).toEqual([]);
    expect(await found(scope, "")).toEqual([]);
  });

  it("say what can still be settled with the sign of the money, and keep to a direction", async () => {
    const scope = await copied([
      document("sale", "F1-77"),
      document("bought", "P1-77", { resource: "purchase" }),
      document("back", "R1-77", { resource: "purchase", total: "-121.00", pending: "-121.00" }),
      document("credit", "A1-77", { resource: "credit_note" }),
    ]);
    const all = await scope.read((tx) => searchOpenDocuments(tx, scope, "1-77"));
    expect(Object.fromEntries(all.map(({ id, amount }) => [id, amount]))).toEqual({
      sale: "121.00",
      bought: "-121.00",
      back: "121.00",
      credit: "-121.00",
    });
    expect((await found(scope, "1-77", "in")).sort()).toEqual(["back", "sale"]);
    expect((await found(scope, "1-77", "out")).sort()).toEqual(["bought", "credit"]);
  });

  it("of another company are not found", async () => {
    const scope = await copied([document("a", "F9-1")]);
    const other = await copied([document("b", "F9-2")]);
    expect(await found(other, "F9")).toEqual(["b"]);
    expect(await found(scope, "F9")).toEqual(["a"]);
  });

  it("are found among fifty thousand by the indexes", async () => {
    const scope = await copied([contact("c7", "Hierros Norte, S.L.")]);
    await scope.write((tx) => tx.$executeRaw`
      INSERT INTO mirror_object (company_id, environment, resource, holded_id, contact_id, number_key, object_date, total, pending, status, data, seen_at)
      SELECT ${scope.companyId}::uuid, ${scope.environment}, 'invoice', 'd' || n, 'c' || n % 5000, 'F26' || lpad(n::text, 6, '0'), '2026-10-14',
        n + 0.5, n + 0.5, 'pending', jsonb_build_object('number', 'F26-' || lpad(n::text, 6, '0'), 'contactName', 'Cliente', 'currency', 'EUR',
          'notes', repeat('x', 400)), now() FROM generate_series(1, 50000) n`); // prettier-ignore
    await database.asSuperuser("VACUUM ANALYZE mirror_object");
    for (const text of ["031415", "hierros", "31415,50"]) {
      const times: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const from = performance.now();
        expect((await found(scope, text)).length).toBeGreaterThan(0);
        times.push(performance.now() - from);
      }
      // Without the indexes it takes ten times as long.
      expect(Math.min(...times)).toBeLessThan(200);
    }
  });
});
