import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import "@/lib/agents/all";
import { duplicateQuote, reviseQuote, sendQuote } from "@/lib/agents/quotes/again-run";
import { editQuote, receiveRequest } from "@/lib/agents/quotes/commands-run";
import { forgetAlias, learnFromQuote, listAliases } from "@/lib/agents/quotes/memory/run";
import { quotePayload, type QuoteLine, type QuotePayload } from "@/lib/agents/quotes/model";
import { lookAtOutcomes } from "@/lib/agents/quotes/outcome-run";
import { estimateOf, quotePdf, searchItems } from "@/lib/agents/quotes/query-run";
import { draftRequest } from "@/lib/agents/quotes/run";
import { decide } from "@/lib/review/decide";
import { itemView } from "@/lib/review/item-view";
import { testDatabase } from "@/lib/testing/database";
import { runOut, testHolded } from "@/lib/testing/holded";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { quoteShop, type QuoteShop } from "@/lib/testing/quote-shop";

testDatabase();
const holded = testHolded();
const shop = (options?: Parameters<typeof quoteShop>[1]) => quoteShop(holded(), options);

const text =
  "Buenos días:\n\nNecesito presupuesto de:\n- 12 cajas de tornillo rosca madera 5x40\n- 3 bolsas de taco de nailon 8 mm\n- 2 grúas torre\n\nGracias, un saludo\nPilar";

async function drafted({ scope, eva }: QuoteShop, from = "Pilar <compras@olmo.example>", asked = text) {
  const { proposalId } = valueOf(await receiveRequest(scope, eva, { channel: "email", text: asked, from, subject: "Presupuesto" }));
  await draftRequest(scope, proposalId);
  return itemOf({ scope }, proposalId);
}

async function itemOf({ scope }: Pick<QuoteShop, "scope">, id: string) {
  const item = valueOf(await itemView(scope, id));
  return { ...item, payload: item.payload === null ? null : quotePayload.parse(item.payload) };
}
type Item = Awaited<ReturnType<typeof itemOf>>;

const payloadOf = ({ payload, failure }: Item): QuotePayload => {
  if (payload === null) throw new Error(`not drafted: ${failure?.code}`);
  return payload;
};
const linesOf = (item: Item): readonly QuoteLine[] => payloadOf(item).lines.filter((line) => line.type === "item");

const approve = ({ scope, eva }: QuoteShop, { id, version, payloadHash }: Pick<Item, "id" | "version" | "payloadHash">) =>
  decide(scope, eva, { verdict: "approve", id, seenVersion: version, seenHash: payloadHash, requestKey: randomUUID() });

async function sent({ scope }: QuoteShop, proposalId: string) {
  const push = await scope.read((tx) =>
    tx.push.findFirstOrThrow({ where: { proposalId }, orderBy: { createdAt: "desc" }, select: { id: true } }),
  );
  return runOut(scope, push.id);
}

const edited = async (world: QuoteShop, item: Item, change: (payload: QuotePayload) => QuotePayload) =>
  valueOf(
    await editQuote(world.scope, world.eva, {
      id: item.id,
      seenVersion: item.version,
      seenHash: item.payloadHash,
      payload: change(payloadOf(item)),
    }),
  );

/** An approved quote that stands in Holded, and the change of it that somebody began. */
async function revisedOnce(world: QuoteShop) {
  const { id: of, ...first } = await drafted(world);
  await approve(world, { id: of, ...first });
  await sent(world, of);
  const { id } = valueOf(await reviseQuote(world.scope, world.eva, { id: of, requestKey: randomUUID() }));
  return { of, id, item: await itemOf(world, id) };
}

describe("a request from a customer", { timeout: 60_000 }, () => {
  it("becomes a draft with real products, the customer, prices and taxes, and what is not sold is said", async () => {
    const item = await drafted(await shop());
    expect(item).toMatchObject({ kind: "quote", state: "open", party: "Reformas Olmo, S.L.", failure: null });
    const { customer, request } = payloadOf(item);
    expect(customer).toMatchObject({ mode: "known", name: "Reformas Olmo, S.L.", foundBy: "email", regime: "general" });
    expect(request).toMatchObject({ channel: "email", text });
    expect(linesOf(item).map(({ state }) => state)).toEqual(["matched", "matched", "not_found"]);
    const [first] = linesOf(item);
    expect(first).toMatchObject({
      quantity: "12",
      item: { sku: "TOR-540" },
      priced: { price: "10.4567", rule: "base", vat: "21", surcharge: "0", taxes: ["s_iva_21"] },
    });
    expect(item.reasons).toContainEqual(expect.objectContaining({ code: "line.not_found", level: "doubt" }));
    expect(payloadOf(item).answer).toContain("grúas");
  });

  it("is approved into one estimate in Holded, line by line, read back to the cent, and sent once more explicitly", async () => {
    const world = await shop();
    const item = await drafted(world);
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world, item.id)).toMatchObject({ kind: "settled" });
    expect(world.all("estimates")).toHaveLength(1);
    const [estimate] = world.all("estimates");
    const { totals } = payloadOf(item);
    expect(estimate).toMatchObject({ contact_id: world.olmo, total: totals.total, subtotal: totals.base });
    const lines = estimate?.["lines"] as Readonly<Record<string, unknown>>[];
    expect(lines.map((line) => line["product_id"])).toEqual([world.products.get("TOR-540"), world.products.get("TAC-08")]);
    expect(valueOf(await estimateOf(world.scope, world.eva, item.id))).toMatchObject({ outcome: "open", total: totals.total });
    expect(valueOf(await quotePdf(world.scope, world.eva, item.id)).bytes.length).toBeGreaterThan(100);
    const mail = { id: item.id, requestKey: randomUUID(), to: ["compras@olmo.example"], cc: [], subject: "Presupuesto", message: null };
    const [first, second] = [
      valueOf(await sendQuote(world.scope, world.eva, mail)),
      valueOf(await sendQuote(world.scope, world.eva, mail)),
    ];
    expect(second.id).toBe(first.id);
    expect(await sent(world, first.id)).toMatchObject({ kind: "settled" });
    expect(world.all("sent-mails")).toHaveLength(1);
  });

  it("is read back when the customer accepts, and when it becomes an invoice; each is told once", async () => {
    const world = await shop();
    const item = await drafted(world);
    await approve(world, item);
    await sent(world, item.id);
    const estimateId = world.all("estimates")[0]?.id ?? "";
    await world.sync();
    expect(await lookAtOutcomes(world.scope)).toBe(0);
    await world.api(`/estimates/${estimateId}/accept`, { name: "Pilar" });
    await world.sync();
    expect(await lookAtOutcomes(world.scope)).toBe(1);
    expect(await lookAtOutcomes(world.scope)).toBe(0);
    expect(valueOf(await estimateOf(world.scope, world.eva, item.id))).toMatchObject({ outcome: "accepted" });
    await world.api("/documents/convert", { source_type: "estimate", source_id: estimateId, target_type: "invoice", draft: true });
    await world.sync();
    await lookAtOutcomes(world.scope);
    expect((await itemOf(world, item.id)).events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["quote_accepted", "quote_converted"]),
    );
    expect(codeOf(await reviseQuote(world.scope, world.eva, { id: item.id, requestKey: randomUUID() }))).toBe("proposal.not_open");
  });

  it("whose price changed in Holded since is not approved unseen, and is after it was seen", async () => {
    const world = await shop();
    const item = await drafted(world);
    await world.api(
      `/products/${world.products.get("TAC-08")}`,
      {
        name: "Taco de nailon 8 mm, bolsa de 100",
        kind: "simple",
        sku: "TAC-08",
        price: "6.3",
        cost: "3.1",
        taxes: ["s_iva_21"],
        has_stock: true,
        for_sale: true,
        for_purchase: true,
        archived: false,
      },
      "PUT",
    );
    await world.sync();
    expect(await approve(world, item)).toMatchObject({
      ok: false,
      error: { code: "proposal.stale", detail: { reasons: expect.stringContaining("price.changed") as string } },
    });
    const fresh = await edited(world, item, (payload) => payload);
    expect(fresh.payload.lines[1]).toMatchObject({ priced: { price: "6.3" } });
    expect(codeOf(await approve(world, fresh))).toBe("ok");
  });

  it("is drafted whatever decimals Holded has for costs and stock", async () => {
    const world = await shop();
    const many = JSON.stringify({ cost: "6.3333333333", stock: "0.30000000000000004" });
    await world.scope.write((tx) => tx.$executeRaw`UPDATE mirror_object SET data = data || ${many}::jsonb WHERE resource = 'product'`);
    const [first] = linesOf(await drafted(world));
    expect(first).toMatchObject({ state: "matched", item: { cost: "6.3333", stock: "0.3" } });
  });

  it("is searched in what Holded has by now, however often it was looked at in vain", async () => {
    const world = await shop();
    vi.useFakeTimers({ toFake: ["Date"] });
    const look = async (q: string) => {
      vi.setSystemTime(Date.now() + 10_000);
      const found = valueOf(await searchItems(world.scope, world.eva, { q, limit: 5 }));
      await sleep(300); // What is looked up in the background.
      return found.length;
    };
    try {
      expect([await look("silicona"), await look("silicona"), await look("carretilla")]).toEqual([1, 1, 0]);
      await world.product(["CAR-1", "Carretilla de obra", "40", "21"]);
      await world.sync();
      await look("carretilla");
      expect(await look("carretilla")).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it("cannot be approved with prices, taxes or totals that the rules do not give", async () => {
    const world = await shop();
    const item = await drafted(world);
    const fresh = await edited(world, item, (payload) => ({
      ...payload,
      totals: { ...payload.totals, total: "1.00" },
      lines: payload.lines.map((line) =>
        line.type === "item" && line.priced ? { ...line, priced: { ...line.priced, price: "0.01", vat: "0", taxes: [] } } : line,
      ),
    }));
    expect(fresh.payload.totals).toEqual(payloadOf(item).totals);
    expect(fresh.payload.lines).toEqual(payloadOf(item).lines);
  });
});

describe("what a rep does with a draft", { timeout: 60_000 }, () => {
  it("keeps a price typed by hand, headings and optional lines, which are printed and not counted", async () => {
    const world = await shop();
    const item = await drafted(world);
    const fresh = await edited(world, item, (payload) => {
      const [screws, plugs] = payload.lines.filter((line) => line.type === "item");
      if (!screws?.priced || !plugs) throw new Error("two lines were drafted");
      const priced = { ...screws.priced, price: "9.1234", rule: "person" as const };
      return {
        ...payload,
        lines: [
          { type: "title", id: "t1", title: "Fijación" },
          { ...screws, priced },
          { ...plugs, isOptional: true },
        ],
      };
    });
    expect(fresh.payload.totals).toMatchObject({ base: "109.48" });
    expect(codeOf(await approve(world, fresh))).toBe("ok");
    expect(await sent(world, item.id)).toMatchObject({ kind: "settled" });
    const [estimate] = world.all("estimates");
    expect((estimate?.["lines"] as { name: string }[]).map(({ name }) => name)).toEqual([
      "Fijación",
      "Tornillo rosca madera 5×40, caja de 200",
      expect.stringMatching(/^Opcional: Taco/u),
    ]);
    expect(estimate).toMatchObject({ subtotal: "109.48" });
  });

  it("reprices when the customer changes: discount and recargo de equivalencia with its tax key", async () => {
    const world = await shop();
    const item = await drafted(world);
    const { tienda } = world;
    const fresh = await edited(world, item, (payload) => ({
      ...payload,
      customer: {
        mode: "known",
        contactId: tienda,
        name: "",
        taxId: null,
        foundBy: "person",
        regime: "general",
        priceList: null,
        discount: "0",
      },
    }));
    expect(fresh.payload.customer).toMatchObject({ name: "Bazar La Estrella", regime: "re", discount: "10" });
    expect(fresh.payload.lines[0]).toMatchObject({
      priced: { discount: "10", discountRule: "contact", surcharge: "5.2", taxes: ["s_iva_21", "s_rec_52"] },
    });
    expect(codeOf(await approve(world, fresh))).toBe("ok");
    expect(await sent(world, item.id)).toMatchObject({ kind: "settled" });
    expect(world.all("estimates")[0]).toMatchObject({ total: fresh.payload.totals.total });
  });

  it("teaches by a swap: the next request of the customer finds it, and what was learned can be seen and forgotten", async () => {
    const world = await shop();
    const item = await drafted(world, undefined, "Hola, mándame presupuesto de 4 gusanos negros, por favor");
    expect(linesOf(item)).toMatchObject([{ state: "not_found" }]);
    const [{ item: silicone } = { item: null }] = valueOf(await searchItems(world.scope, world.eva, { q: "silicona neutra", limit: 5 }));
    const fresh = await edited(world, item, (payload) => ({
      ...payload,
      lines: payload.lines.map((line) =>
        line.type === "item" ? { ...line, state: "matched", item: silicone, remember: "customer" } : line,
      ),
    }));
    expect(fresh.payload.lines[0]).toMatchObject({ name: "Silicona neutra transparente 280 ml", priced: { price: "4.65" } });
    await approve(world, fresh);
    await learnFromQuote(world.scope, item.id);
    const [alias] = valueOf(await listAliases(world.scope, world.eva));
    expect(alias).toMatchObject({ contactId: world.olmo, itemKey: world.products.get("SIL-NEU"), contactName: "Reformas Olmo, S.L." });
    const next = await drafted(world, undefined, "Buenas, necesito 6 gusanos negros para mañana");
    expect(linesOf(next)).toMatchObject([{ state: "matched", item: { sku: "SIL-NEU" } }]);
    valueOf(await forgetAlias(world.scope, world.eva, { id: alias?.id ?? "" }));
    expect(valueOf(await listAliases(world.scope, world.eva))).toEqual([]);
  });

  it("changes the same estimate later, where Holded takes it; where it does not, that is told and nothing is made twice", async () => {
    for (const document_put of ["replace", "dates"] as const) {
      const world = await shop({ switches: { document_put } });
      const item = await drafted(world);
      await approve(world, item);
      await sent(world, item.id);
      const { id } = valueOf(await reviseQuote(world.scope, world.eva, { id: item.id, requestKey: randomUUID() }));
      const revision = await itemOf(world, id);
      const fresh = await edited(world, revision, (payload) => ({
        ...payload,
        lines: payload.lines.map((line) => (line.type === "item" ? { ...line, quantity: "20" } : line)),
      }));
      expect(codeOf(await approve(world, { ...fresh, id }))).toBe("ok");
      const outcome = await sent(world, id);
      expect(world.all("estimates")).toHaveLength(1);
      if (document_put === "replace") {
        expect(outcome).toMatchObject({ kind: "settled" });
        expect(world.all("estimates")[0]).toMatchObject({ total: fresh.payload.totals.total });
      } else expect(outcome).toMatchObject({ kind: "failed", failure: { code: "holded.read_back_differs" } });
    }
  });

  it("writes a later version that changes words alone", async () => {
    const world = await shop({ switches: { document_put: "replace" } });
    const { id, item } = await revisedOnce(world);
    const fresh = await edited(world, item, (payload) => ({
      ...payload,
      lines: payload.lines.map((line) => (line.type === "item" ? { ...line, description: "Cincado, cabeza plana" } : line)),
    }));
    expect(codeOf(await approve(world, { ...fresh, id }))).toBe("ok");
    expect(await sent(world, id)).toMatchObject({ kind: "settled" });
    expect(world.all("estimates")).toMatchObject([{ lines: [{ description: "Cincado, cabeza plana" }, {}] }]);
  });

  it("has one later version at a time, and the next one begins with what stands in Holded", async () => {
    const world = await shop({ switches: { document_put: "replace" } });
    const { id, of, item } = await revisedOnce(world);
    const revise = () => reviseQuote(world.scope, world.eva, { id: of, requestKey: randomUUID() });
    expect(valueOf(await revise())).toEqual({ id });
    const fresh = await edited(world, item, (payload) => ({ ...payload, validUntil: "2099-12-31" }));
    expect(codeOf(await approve(world, { ...fresh, id }))).toBe("ok");
    expect(await sent(world, id)).toMatchObject({ kind: "settled" });
    const next = await itemOf(world, valueOf(await revise()).id);
    expect(next.id).not.toBe(id);
    expect(payloadOf(next)).toMatchObject({ validUntil: "2099-12-31", revises: { quoteId: id } });
  });

  it("goes to the customer in one mail, however often and by whomever that is asked while it is on its way", async () => {
    const world = await shop();
    const item = await drafted(world);
    await approve(world, item);
    await sent(world, item.id);
    const mail = { to: ["compras@olmo.example"], cc: [], subject: null, message: null };
    const ask = () => sendQuote(world.scope, world.eva, { id: item.id, requestKey: randomUUID(), ...mail });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(codeOf).sort()).toEqual(["ok", "proposal.not_open", "proposal.not_open"]);
    const [first] = answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []));
    expect(await sent(world, first ?? "")).toMatchObject({ kind: "settled" });
    expect(codeOf(await ask())).toBe("ok");
  });

  it("duplicates an old quote once for each click", async () => {
    const world = await shop();
    const item = await drafted(world);
    const requestKey = randomUUID();
    const copies = [
      valueOf(await duplicateQuote(world.scope, world.eva, { id: item.id, requestKey })),
      valueOf(await duplicateQuote(world.scope, world.eva, { id: item.id, requestKey })),
    ];
    expect(copies[0]).toEqual(copies[1]);
    const copy = await itemOf(world, copies[0]?.id ?? "");
    expect(payloadOf(copy).totals).toEqual(payloadOf(item).totals);
    expect(copy.reasons.map(({ code }) => code)).not.toContain("duplicate.request");
  });
});
