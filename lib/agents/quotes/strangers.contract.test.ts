import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { receiveRequest } from "@/lib/agents/quotes/commands-run";
import { importConditions, listConditions } from "@/lib/agents/quotes/conditions/run";
import { teachAlias } from "@/lib/agents/quotes/memory/alias-store";
import { draftRequest } from "@/lib/agents/quotes/run";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { itemView } from "@/lib/review/item-view";
import { testDatabase } from "@/lib/testing/database";
import { testHolded } from "@/lib/testing/holded";
import { admin, company, memberOf, viewer, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { quoteShop, type QuoteShop } from "@/lib/testing/quote-shop";

testDatabase();
const holded = testHolded();

type Targets = {
  readonly quote: string;
  readonly seen: object;
  readonly alias: string;
  readonly condition: string;
  readonly contact: string;
};
type Spec = { readonly args: (targets: Targets) => readonly unknown[]; readonly names?: true; readonly writes?: true };

const bytes = new TextEncoder().encode("Cliente;Dto\nReformas Olmo SL;7,5\n");
const table = { fileName: "c.csv", bytes, mapping: { headerRow: 0, columns: ["contact", "discount"], decimal: "," } } as const;
const click = () => ({ requestKey: randomUUID() });
const nobody = { mode: "choose", candidates: [] };

/** How each command about quotes is called; one that is missing here fails the first test. `names`: it names something of a company. */
const calls: Readonly<Record<string, Spec>> = {
  receiveRequest: { args: () => [{ channel: "email", text: "Necesito 3 cajas", from: null, subject: null }], writes: true },
  editQuote: { args: ({ quote, seen }) => [{ id: quote, ...seen, payload: {} }], names: true, writes: true },
  priceQuote: { args: () => [{ customer: nobody, lines: [] }] },
  rewriteAnswer: { args: () => [{ lines: [], language: "es" }] },
  duplicateQuote: { args: ({ quote }) => [{ id: quote, ...click() }], names: true, writes: true },
  reviseQuote: { args: ({ quote }) => [{ id: quote, ...click() }], names: true, writes: true },
  sendQuote: {
    args: ({ quote }) => [{ id: quote, ...click(), to: ["a@b.example"], cc: [], subject: null, message: null }],
    names: true,
    writes: true,
  },
  searchItems: { args: () => [{ q: "tornillo", limit: 5 }] },
  searchCustomers: { args: () => ["olmo"] },
  customerPanel: { args: ({ contact }) => [contact], names: true },
  estimateOf: { args: ({ quote }) => [quote], names: true },
  quotePdf: { args: ({ quote }) => [quote], names: true },
  listAliases: { args: () => [] },
  forgetAlias: { args: ({ alias }) => [{ id: alias }], names: true, writes: true },
  widenAlias: { args: ({ alias }) => [{ id: alias }], names: true, writes: true },
  previewConditions: { args: () => [table], writes: true },
  importConditions: { args: () => [{ ...table, leaveOut: true }], writes: true },
  listConditions: { args: () => [] },
  removeCondition: { args: ({ condition }) => [{ id: condition }], names: true, writes: true },
};

type Command = (...args: readonly unknown[]) => Promise<unknown>;
const modules = import.meta.glob<Record<string, unknown>>(["./*-run.ts", "./*/run.ts"], { eager: true });
/** What pages and routes call: exported functions that take a scope and who acts. */
const commands = new Map<string, Command>(
  Object.values(modules).flatMap((module) =>
    Object.entries(module).filter((entry): entry is [string, Command] => /^(async )?function \w+\(scope, ?actor\b/u.test(String(entry[1]))),
  ),
);

describe("a stranger", { timeout: 60_000 }, () => {
  let world: { shop: QuoteShop; targets: Targets; stranger: { scope: CompanyScope; eva: TestPerson }; reader: TestPerson };
  beforeAll(async () => {
    const shop = await quoteShop(holded());
    const { scope, eva } = shop;
    const asked = { channel: "email", text: "Necesito:\n- 3 bolsas de taco de nailon 8 mm", from: null, subject: null } as const;
    const { proposalId: quote } = valueOf(await receiveRequest(scope, eva, asked));
    await draftRequest(scope, quote);
    const { version, payloadHash } = valueOf(await itemView(scope, quote));
    await scope.write((tx) =>
      teachAlias(tx, scope, { contactId: shop.olmo, words: "lo de colgar", itemKey: "x", proposalId: null, personId: null }),
    );
    const alias = await scope.read((tx) => tx.quoteAlias.findFirstOrThrow({ select: { id: true } }));
    valueOf(
      await importConditions(scope, eva, { ...table, mapping: { ...table.mapping, columns: [...table.mapping.columns] }, leaveOut: false }),
    );
    const [condition] = valueOf(await listConditions(scope, eva)).told;
    world = {
      shop,
      targets: {
        quote,
        seen: { seenVersion: version, seenHash: payloadHash },
        alias: alias.id,
        condition: condition?.id ?? "",
        contact: shop.olmo,
      },
      stranger: await company().with(admin("eva")),
      reader: await memberOf(scope, viewer("rosa")),
    };
  }, 60_000);
  const snapshot = (scope: CompanyScope) =>
    scope.read(async (tx) => [
      await tx.proposal.findMany({ orderBy: { id: "asc" } }),
      await tx.quoteAlias.findMany(),
      await tx.quoteCondition.findMany(),
      await tx.quoteTable.count(),
      await tx.document.count(),
      await tx.auditEntry.count(),
      await tx.proposalEvent.count(),
    ]);
  const call = (name: string, scope: CompanyScope, actor: Actor) =>
    commands.get(name)?.(scope, actor, ...(calls[name]?.args(world.targets) ?? [])) as Promise<Parameters<typeof codeOf>[0]>;

  it("is tried against every command about quotes", () => {
    expect([...commands.keys()].sort()).toEqual(Object.keys(calls).sort());
  });

  for (const [name, { names, writes }] of Object.entries(calls)) {
    it(`gets "not found" from ${name}, and changes nothing`, async () => {
      const { shop, stranger, reader } = world;
      const before = [await snapshot(shop.scope), await snapshot(stranger.scope)];
      // With a scope that was opened by mistake, and from her own company for what is another's.
      expect(codeOf(await call(name, shop.scope, stranger.eva))).toBe("access.not_found");
      if (names) expect(codeOf(await call(name, stranger.scope, stranger.eva))).toBe("access.not_found");
      if (writes) expect(codeOf(await call(name, shop.scope, reader))).toBe("access.forbidden");
      expect([await snapshot(shop.scope), await snapshot(stranger.scope)]).toEqual(before);
    });
  }
});
