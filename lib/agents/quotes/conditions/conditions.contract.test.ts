import { describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { importConditions, listConditions, previewConditions, removeCondition } from "@/lib/agents/quotes/conditions/run";
import { customerPanel, searchItems } from "@/lib/agents/quotes/query-run";
import type { Actor } from "@/lib/platform/actor";
import { testDatabase } from "@/lib/testing/database";
import { testHolded } from "@/lib/testing/holded";
import { admin, company } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { quoteShop, type QuoteShop } from "@/lib/testing/quote-shop";

testDatabase();
const holded = testHolded();
const file = (text: string) => ({ fileName: "condiciones.csv", bytes: new TextEncoder().encode(text) });
const prices = "CIF;Mi código;Precio acordado\nB47703525;TOR-540;9,1234\nB47703525;TAC-08;4,90\n";

const look = ({ scope, eva }: QuoteShop, text: string) => previewConditions(scope, eva, { ...file(text), mapping: null });
const taken = async (world: QuoteShop, text: string, leaveOut = false, actor: Actor = world.eva) => {
  const { mapping } = valueOf(await look(world, text));
  return importConditions(world.scope, actor, { ...file(text), mapping, leaveOut });
};
const stored = ({ scope }: Pick<QuoteShop, "scope">) =>
  scope.read(async (tx) => [await tx.quoteCondition.count(), await tx.quoteTable.count(), await tx.auditEntry.count()]);

describe("customers' conditions from a table", { timeout: 60_000 }, () => {
  it("are shown before they are stored, and then price the next quote", async () => {
    const world = await quoteShop(holded());
    const before = await stored(world);
    const guessed = valueOf(await look(world, prices));
    // "Mi código" is in no list of headings: a person says what it is.
    expect(guessed).toMatchObject({ isRemembered: false, rows: 2, unreadRows: 2 });
    const mapping = { ...guessed.mapping, columns: ["contact", "item", "price"] as const };
    const seen = valueOf(
      await previewConditions(world.scope, world.eva, { ...file(prices), mapping: { ...mapping, columns: [...mapping.columns] } }),
    );
    expect(seen).toMatchObject({ facts: { added: 2, changed: 0, same: 0 }, unreadRows: 0 });
    expect(seen.first[0]).toMatchObject({ kind: "agreed_price", contact: "Reformas Olmo, S.L.", value: "9.1234" });
    expect(await stored(world)).toEqual(before);

    const done = await importConditions(world.scope, world.eva, {
      ...file(prices),
      mapping: { ...mapping, columns: [...mapping.columns] },
      leaveOut: false,
    });
    expect(valueOf(done)).toEqual({ added: 2, changed: 0, same: 0, leftOut: 0 });
    const { told, total } = valueOf(await listConditions(world.scope, world.eva));
    expect(total).toBe(2);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: "agreed_price", contactName: "Reformas Olmo, S.L.", sku: "TOR-540", value: "9.1234" }),
    );
    const panel = valueOf(await customerPanel(world.scope, world.eva, world.olmo));
    expect(panel).toMatchObject({ agreed: 2 });
    const [found] = valueOf(await searchItems(world.scope, world.eva, { q: "tornillo", customer: world.olmo, limit: 5 }));
    expect(found?.priced).toMatchObject({ price: "9.1234", rule: "agreed" });
  });

  it("are read by the remembered mapping when a table with this heading comes again, and only what differs changes", async () => {
    const world = await quoteShop(holded());
    const { mapping } = valueOf(await look(world, prices));
    valueOf(
      await importConditions(world.scope, world.eva, {
        ...file(prices),
        mapping: { ...mapping, columns: ["contact", "item", "price"] },
        leaveOut: false,
      }),
    );
    const later = "CIF;MI CODIGO;Precio acordado\nB47703525;TOR-540;8,5\nB47703525;TAC-08;4,9\nB47703525;SIL-NEU;4\n";
    expect(valueOf(await look(world, later))).toMatchObject({
      isRemembered: true,
      facts: { added: 1, changed: 1, same: 1 },
      unreadRows: 0,
    });
    expect(valueOf(await taken(world, later))).toEqual({ added: 1, changed: 1, same: 1, leftOut: 0 });
    expect(valueOf(await listConditions(world.scope, world.eva)).total).toBe(3);
  });

  it("are imported whole or not at all, unless a person leaves out what cannot be taken", async () => {
    const world = await quoteShop(holded());
    const before = await stored(world);
    const text = "Cliente;Dto\nReformas Olmo SL;7,5\nNadie;5\n";
    expect(valueOf(await look(world, text)).unread).toEqual([{ line: 3, text: "Nadie · 5", fault: "contact_unknown" }]);
    expect(codeOf(await taken(world, text))).toBe("quote.rows_unread");
    expect(await stored(world)).toEqual(before);
    expect(valueOf(await taken(world, text, true))).toEqual({ added: 1, changed: 0, same: 0, leftOut: 1 });
    expect(codeOf(await taken(world, "Cliente;Dto\nNadie;5\n", true))).toBe("quote.rows_unread");
  });

  it("are no workbook, no prose and no endless table", async () => {
    const world = await quoteShop(holded());
    expect(codeOf(await look(world, "Hola, esto es una carta.\nSin tabla."))).toBe("quote.bad_table");
    expect(codeOf(await look(world, ""))).toBe("quote.bad_table");
    expect(codeOf(await look(world, "PK\u0003\u0004\0\0;a\nb;c\n"))).toBe("quote.bad_table");
    expect(codeOf(await look(world, `Cliente;Dto\n${"x;5\n".repeat(5_100)}`))).toBe("quote.table_too_long");
  });

  it("are forgotten one by one, and are nobody's of another company", async () => {
    const world = await quoteShop(holded());
    const text = "Cliente;Dto\nReformas Olmo SL;7,5\n";
    valueOf(await taken(world, text));
    const [one] = valueOf(await listConditions(world.scope, world.eva)).told;
    const id = one?.id ?? "";
    const other = await company().with(admin("ana"));
    const { mapping } = valueOf(await look(world, text));
    const before = await stored(world);
    expect(codeOf(await removeCondition(other.scope, other.ana, { id }))).toBe("access.not_found");
    expect(codeOf(await removeCondition(world.scope, other.ana, { id }))).toBe("access.not_found");
    expect(codeOf(await listConditions(world.scope, other.ana))).toBe("access.not_found");
    expect(codeOf(await previewConditions(world.scope, other.ana, { ...file(text), mapping }))).toBe("access.not_found");
    expect(codeOf(await importConditions(world.scope, other.ana, { ...file(text), mapping, leaveOut: true }))).toBe("access.not_found");
    expect(valueOf(await listConditions(other.scope, other.ana))).toEqual({ told: [], total: 0 });
    expect(await stored(world)).toEqual(before);
    expect(codeOf(await removeCondition(world.scope, world.eva, { id }))).toBe("ok");
    expect(valueOf(await listConditions(world.scope, world.eva)).total).toBe(0);
  });
});
