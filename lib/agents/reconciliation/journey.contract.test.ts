import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { closeMatching, lookAtMovements } from "@/lib/agents/reconciliation/run";
import { syncMirror } from "@/lib/holded/mirror";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { conclude } from "@/lib/review/conclude";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { retryPush } from "@/lib/review/retry-push";
import { undoDecision } from "@/lib/review/undo-decision";
import { bankOffice, type BankOffice } from "@/lib/testing/bank-office";
import { testDatabase } from "@/lib/testing/database";
import { runOut, testHolded, type Connected } from "@/lib/testing/holded";
import { jobsOf } from "@/lib/testing/jobs";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();
afterAll(closeMatching);

const office = (switches?: Parameters<typeof bankOffice>[1]) => bankOffice(holded(), switches);

async function looked({ scope }: Connected) {
  valueOf(await syncMirror(scope, { purpose: "person", readLagMs: 0 }));
  return lookAtMovements(scope);
}

async function proposalOf(scope: CompanyScope, movementId: string) {
  const rows = await scope.read((tx) => tx.matching.findMany({ where: { movementId }, select: { proposalId: true } }));
  const items = await Promise.all(rows.map(({ proposalId }) => itemView(scope, proposalId).then(valueOf)));
  const live = items.filter(({ state }) => state !== "withdrawn");
  if (live.length !== 1 || !live[0]) throw new Error(`${live.length} proposals stand about the movement`);
  return { ...live[0], payload: reconciliationPayload.parse(live[0].payload) };
}
type Item = Awaited<ReturnType<typeof proposalOf>>;

const approve = ({ scope, eva }: Connected, item: Pick<Item, "id" | "version" | "payloadHash">, typed?: string) =>
  decide(scope, eva, {
    verdict: "approve",
    id: item.id,
    seenVersion: item.version,
    seenHash: item.payloadHash,
    requestKey: randomUUID(),
    ...(typed === undefined ? {} : { typed }),
  });

async function sent(scope: CompanyScope, proposalId: string) {
  const push = await scope.read((tx) => tx.push.findFirst({ where: { proposalId }, select: { id: true } }));
  return push ? runOut(scope, push.id) : null;
}

async function edited(world: BankOffice, item: Item, change: Partial<ReconciliationPayload>): Promise<Item> {
  const payload = { ...item.payload, ...change };
  valueOf(await editProposal(world.scope, world.eva, { id: item.id, seenVersion: item.version, seenHash: item.payloadHash, payload }));
  return proposalOf(world.scope, item.payload.movement.id);
}

const writes = ({ account }: Connected, movementId: string) =>
  holded().control.calls({ account, method: "POST", path: `${movementId}/reconcile$` }).length;

describe("a movement that one invoice explains", { timeout: 60_000 }, () => {
  it("is proposed as clear, approved with one click, and reconciled in Holded", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 1000);
    await world.paper("invoices", 640);
    const movementId = world.movement("1210.00", `TRANSF. A SU FAVOR TALLERES IBARRA HIJOS SL ${invoice.number}`);
    expect(await looked(world)).toMatchObject({ movements: 1, proposed: 1 });
    const item = await proposalOf(world.scope, movementId);
    expect(item).toMatchObject({ kind: "reconciliation", state: "open", standing: "clear", party: "Talleres Ibarra Hijos, S.L." });
    expect(item.payload).toMatchObject({ choice: "match", residual: null, documents: [{ id: invoice.id, amount: "1210.00" }] });
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "settled", holdedId: movementId });
    expect(world.one("bank-movements", movementId)).toMatchObject({ status: "reconciled", reconciled_amount: "1210.00" });
    expect(world.one("invoices", invoice.id)).toMatchObject({ paid: "1210.00" });
    expect(await looked(world)).toMatchObject({ movements: 0, proposed: 0, withdrawn: 0 });
  });
});

describe("several documents and parts of them", { timeout: 120_000 }, () => {
  it("are paid by one movement that names them", async () => {
    const world = await office();
    const papers = [await world.paper("invoices", 100), await world.paper("invoices", 250), await world.paper("invoices", 33)];
    const movementId = world.movement("423.50", `TRANSFERENCIA DE TALLERES IBARRA HIJOS FRAS ${papers[0]?.number} ${papers[1]?.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(item.payload.documents.map(({ id }) => id).sort()).toEqual([papers[0]?.id, papers[1]?.id].sort());
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "settled" });
    expect(papers.map(({ id }) => world.one("invoices", id)?.["paid"])).toEqual(["121.00", "302.50", "0.00"]);
  });

  it("leave open what a movement does not reach, and two movements that share a document follow each other", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 1000);
    const [first, second] = [
      world.movement("400.00", "TRANSF TALLERES IBARRA HIJOS A CUENTA"),
      world.movement("810.00", "TRANSF IBARRA RESTO", "2026-11-14"),
    ];
    await looked(world);
    const half = (item: Item) => {
      const document = { ...documentOf(world, invoice), amount: item.payload.movement.amount };
      return edited(world, item, { choice: "match", documents: [document], residual: null, movementClass: null });
    };
    const items = [await half(await proposalOf(world.scope, first)), await half(await proposalOf(world.scope, second))];
    const [one, two] = items;
    if (!one || !two) throw new Error("two were edited");
    expect(codeOf(await approve(world, one))).toBe("ok");
    expect(codeOf(await approve(world, two))).toBe("ok");
    // The one that was approved later is carried out first: what is left is enough for the other one all the same.
    expect(await Promise.all([sent(world.scope, two.id), sent(world.scope, one.id)])).toMatchObject([
      { kind: "settled" },
      { kind: "settled" },
    ]);
    expect(world.one("invoices", invoice.id)).toMatchObject({ paid: "1210.00" });
    expect([first, second].map((id) => world.one("bank-movements", id)?.["status"])).toEqual(["reconciled", "reconciled"]);
  });

  it("are never paid twice: what others took is counted before anything is sent", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const [first, second] = [
      world.movement("121.00", `IBARRA ${invoice.number}`),
      world.movement("121.00", `IBARRA ${invoice.number}`, "2026-11-14"),
    ];
    await looked(world);
    const whole = async (id: string) =>
      edited(world, await proposalOf(world.scope, id), {
        choice: "match",
        documents: [documentOf(world, invoice)],
        residual: null,
        movementClass: null,
      });
    const [one, two] = [await whole(first), await whole(second)];
    expect(codeOf(await approve(world, one))).toBe("ok");
    expect(codeOf(await approve(world, two))).toBe("proposal.stale");
    expect((await proposalOf(world.scope, second)).reasons).toContainEqual(
      expect.objectContaining({ code: "document.exceeds", level: "block" }),
    );
    expect(codeOf(await approve(world, await proposalOf(world.scope, second)))).toBe("proposal.incomplete");
    expect(await sent(world.scope, one.id)).toMatchObject({ kind: "settled" });
    expect(world.one("invoices", invoice.id)).toMatchObject({ paid: "121.00" });
  });
});

const documentOf = (world: BankOffice, { id, number }: { readonly id: string; readonly number: string }) => {
  const total = String(world.one("invoices", id)?.["total"]);
  return {
    type: "invoice", id, number, partyId: world.customer, partyName: "Talleres Ibarra Hijos, S.L.", date: "2026-10-14", dueDate: "2026-11-13",
    total, pending: total, currency: "EUR", amount: total,
  } as const; // prettier-ignore
};

describe("what Holded does not do as asked", { timeout: 120_000 }, () => {
  it("ends in a state with a name and a place: ticked off by force, and never asked for again", async () => {
    const world = await office({ reconcile_purchase: "forces" });
    const purchase = await world.paper("purchases", 100);
    const movementId = world.movement("-121.00", `RECIBO FERRETERIA ALDABA ${purchase.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(item.payload.documents).toMatchObject([{ id: purchase.id, type: "purchase", amount: "-121.00" }]);
    expect(codeOf(await approve(world, item))).toBe("ok");
    const failure = { code: "holded.not_reconciled", detail: { movement: movementId, account: "Banco", status: "forced_reconciled" } };
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "failed", failure });
    expect(await looked(world)).toMatchObject({ proposed: 0, withdrawn: 0 });
    expect(await proposalOf(world.scope, movementId)).toMatchObject({ state: "failed", failure: { code: "holded.not_reconciled" } });
    expect(writes(world, movementId)).toBe(1);
  });

  it("waits while another request holds the movement, and says so", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    holded().control.fault({ kind: "423", match: { method: "POST", path: `${movementId}/reconcile$`, account: world.account }, times: 9 });
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "waiting", failure: { code: "holded.busy" } });
    expect(world.one("invoices", invoice.id)).toMatchObject({ paid: "0.00" });
  });

  it("tells a locked period apart from everything else, and has written nothing", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    holded().control.setSwitches({ locked_until: "2026-11-30" }, world.account);
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "failed", failure: { code: "holded.period_locked" } });
    expect(world.one("invoices", invoice.id)).toMatchObject({ paid: "0.00" });
  });

  it("notices a document that was paid meanwhile before it writes, and a look withdraws what it was about", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(codeOf(await approve(world, item))).toBe("ok");
    await world.api(`/invoices/${invoice.id}/payments`, { amount: "121.00", date: "2026-11-12", treasury_id: world.bank });
    expect(await sent(world.scope, item.id)).toMatchObject({
      kind: "failed",
      failure: { code: "holded.changed_meanwhile", detail: { field: "pending" } },
    });
    expect(writes(world, movementId)).toBe(0);
  });
});

describe("what changes before a person decides", { timeout: 120_000 }, () => {
  it("a document that vanished is proposed no more, and refused in what a person chose", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const mine = world.movement("363.00", "INGRESO");
    await looked(world);
    const untouched = await proposalOf(world.scope, movementId);
    const touched = await edited(world, await proposalOf(world.scope, mine), {
      choice: "match",
      documents: [documentOf(world, invoice)],
      residual: { kind: "unapplied", amount: "242.00" },
      movementClass: null,
    });
    holded().control.edit(world.account, "invoices", invoice.id, { cancelled: true });
    await looked(world);
    const now = await proposalOf(world.scope, movementId);
    expect([now.version, now.payload.documents]).toEqual([untouched.version + 1, []]);
    const kept = await proposalOf(world.scope, mine);
    expect(kept.payload).toEqual(touched.payload);
    expect(kept.reasons).toContainEqual(expect.objectContaining({ code: "document.void", level: "block" }));
    expect(codeOf(await approve(world, kept))).toBe("proposal.incomplete");
    expect(codeOf(await approve(world, untouched))).toBe("proposal.stale");
  });

  it("a movement that somebody reconciled in Holded takes its proposal along, even a draft of a person", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await edited(world, await proposalOf(world.scope, movementId), {
      choice: "no_document",
      documents: [],
      movementClass: "other",
    });
    await world.api(`/treasury/accounts/${world.bank}/bank-movements/${movementId}/reconcile`, {
      documents: [{ document_id: invoice.id, document_type: "invoice" }],
    });
    expect(await looked(world)).toMatchObject({ withdrawn: 1 });
    const gone = valueOf(await itemView(world.scope, item.id));
    expect(gone.state).toBe("withdrawn");
    expect(gone.events.at(-1)).toMatchObject({ kind: "withdrawn", detail: { reason: "movement.settled" } });
    expect(codeOf(await approve(world, item))).toBe("proposal.not_open");
  });
});

describe("what a person rejects", { timeout: 120_000 }, () => {
  const reject = ({ scope, eva }: Connected, { id, version, payloadHash }: Pick<Item, "id" | "version" | "payloadHash">) =>
    decide(scope, eva, { verdict: "reject", reason: "No es", id, seenVersion: version, seenHash: payloadHash, requestKey: randomUUID() });
  const openOf = async (scope: CompanyScope) => {
    const rows = await scope.read((tx) => tx.proposal.findMany({ where: { state: "open" }, select: { id: true } }));
    const items = await Promise.all(rows.map(({ id }) => itemView(scope, id).then(valueOf)));
    return items.map((item) => ({ ...item, payload: reconciliationPayload.parse(item.payload) }));
  };

  it("makes room for the next explanation at once, and for her own when there is none left", async () => {
    const world = await office();
    const papers = [await world.paper("invoices", 300), await world.paper("invoices", 300, { date: "2026-10-20" })];
    const movementId = world.movement("363.00", "TRANSF TALLERES IBARRA HIJOS SL");
    await looked(world);
    const [first] = await openOf(world.scope);
    if (!first) throw new Error("it is proposed");
    const one = first.payload.documents.map(({ id }) => id);
    expect(codeOf(await reject(world, first))).toBe("ok");
    const [second, ...more] = await openOf(world.scope);
    if (!second) throw new Error("the next one is there");
    expect([more, second.standing, second.payload.movement.id]).toEqual([[], "needs_review", movementId]);
    expect([...one, ...second.payload.documents.map(({ id }) => id)].sort()).toEqual(papers.map(({ id }) => id).sort());
    // A look in between says nothing that was rejected.
    await looked(world);
    const [same] = await openOf(world.scope);
    expect([same?.id, same?.payload.documents.map(({ id }) => id)]).toEqual([second.id, second.payload.documents.map(({ id }) => id)]);
    for (let at = 0; at < 8; at++) {
      const [next] = await openOf(world.scope);
      if (next?.payload.choice !== "match") break;
      expect(codeOf(await reject(world, next))).toBe("ok");
    }
    const [last, ...others] = await openOf(world.scope);
    expect([others, last?.payload.choice]).toEqual([[], "undecided"]);
    await looked(world);
    expect((await openOf(world.scope)).map(({ id }) => id)).toEqual([last?.id]);
  });

  it("comes back when she takes the rejection back, and what had taken its place goes", async () => {
    const world = await office();
    await saveCompanySettings(world.scope, { kind: "system" }, { undoSeconds: 60 });
    for (const date of ["2026-10-14", "2026-10-20"]) await world.paper("invoices", 300, { date });
    world.movement("363.00", "TRANSF TALLERES IBARRA HIJOS SL");
    await looked(world);
    const [first] = await openOf(world.scope);
    if (!first) throw new Error("it is proposed");
    expect(codeOf(await reject(world, first))).toBe("ok");
    expect((await openOf(world.scope)).map(({ id }) => id)).not.toContain(first.id);
    valueOf(await undoDecision(world.scope, world.eva, { id: first.id }));
    expect((await openOf(world.scope)).map(({ id }) => id)).toEqual([first.id]);
    expect((await jobsOf(world.scope)).map(({ name }) => name)).toContain("reconciliation.look");
    await looked(world);
    expect((await openOf(world.scope)).map(({ id, payload }) => [id, payload])).toEqual([[first.id, first.payload]]);
  });
});

describe("what gives money back", { timeout: 120_000 }, () => {
  it("an invoice with a negative total is a refund: money out settles it, and nothing else", async () => {
    const world = await office();
    const refund = await world.paper("invoices", -100);
    expect(world.one("invoices", refund.id)).toMatchObject({ total: "-121.00" });
    const movementId = world.movement("-121.00", `TRANSF A TALLERES IBARRA HIJOS SL DEVOLUCION ${refund.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(item.payload).toMatchObject({ choice: "match", documents: [{ id: refund.id, type: "invoice", amount: "-121.00" }] });
    expect(item.reasons.filter(({ level }) => level === "block")).toEqual([]);
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "settled" });
    expect(world.one("bank-movements", movementId)).toMatchObject({ status: "reconciled" });
  });
});

describe("what is decided without a word to Holded", { timeout: 120_000 }, () => {
  it("leaves the list when the undo window ends, can be taken back until then, and is not proposed again", async () => {
    const world = await office();
    const movementId = world.movement("-4310.77", "NOMINAS OCTUBRE REMESA");
    await looked(world);
    const item = await edited(world, await proposalOf(world.scope, movementId), {
      choice: "no_document",
      documents: [],
      residual: null,
      movementClass: "payroll",
    });
    await saveCompanySettings(world.scope, { kind: "system" }, { undoSeconds: 60 });
    expect(codeOf(await approve(world, item))).toBe("ok");
    await conclude(world.scope, item.id);
    expect((await proposalOf(world.scope, movementId)).state).toBe("approved");
    await conclude(world.scope, item.id, { clock: () => new Date(Date.now() + 61_000) });
    expect(await proposalOf(world.scope, movementId)).toMatchObject({ state: "settled", holdedId: null });
    expect(await looked(world)).toMatchObject({ proposed: 0 });
    expect([writes(world, movementId), world.one("bank-movements", movementId)?.["status"]]).toEqual([0, "pending"]);
  });

  it("hands over with exact figures what the API cannot express", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("119.50", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await edited(world, await proposalOf(world.scope, movementId), {
      choice: "match",
      documents: [documentOf(world, invoice)],
      residual: { kind: "bank_fee", amount: "-1.50" },
      movementClass: null,
    });
    expect(item.reasons).toContainEqual(expect.objectContaining({ code: "by_hand.residual" }));
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toBeNull();
    await conclude(world.scope, item.id, { clock: () => new Date(Date.now() + 1_000) });
    expect(await proposalOf(world.scope, movementId)).toMatchObject({ state: "settled" });
    expect(writes(world, movementId)).toBe(0);
  });
});

describe("before anything can be undone no more", { timeout: 120_000 }, () => {
  it("a large amount is typed by hand, from the limit that the company set", async () => {
    const world = await office();
    await saveCompanySettings(world.scope, { kind: "system" }, { typedReconciliationCents: 100_000 });
    const invoice = await world.paper("invoices", 1000);
    const movementId = world.movement("1210.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(codeOf(await approve(world, item))).toBe("proposal.needs_typed_confirmation");
    expect(codeOf(await approve(world, item, "1.201,00"))).toBe("proposal.needs_typed_confirmation");
    expect(codeOf(await approve(world, item, "1.210 €"))).toBe("ok");
  });

  it("or by the number of its only document, as it stands beside it", async () => {
    const world = await office();
    await saveCompanySettings(world.scope, { kind: "system" }, { typedReconciliationCents: 100_000 });
    const invoice = await world.paper("invoices", 1000);
    const movementId = world.movement("1210.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(codeOf(await approve(world, item, `${invoice.number}9`))).toBe("proposal.needs_typed_confirmation");
    expect(codeOf(await approve(world, item, ` ${invoice.number.toLowerCase()} `))).toBe("ok");
  });

  it("a copy that is two days old is refreshed first", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const old = new Date(Date.now() - 49 * 3_600_000);
    await world.scope.write((tx) =>
      tx.mirrorState.updateMany({ where: { resource: "bank_movement" }, data: { lookedAt: old, syncedAt: old } }),
    );
    const item = await proposalOf(world.scope, movementId);
    expect(codeOf(await approve(world, item))).toBe("holded.copy_too_old");
    expect((await jobsOf(world.scope)).map(({ name }) => name)).toContain("mirror.sync");
    await looked(world);
    expect(codeOf(await approve(world, await proposalOf(world.scope, movementId)))).toBe("ok");
  });

  it("of two people who decide the same movement one decides, and the other is told", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("121.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    const both = await Promise.all([approve(world, item), approve(world, item)]);
    expect(both.map(codeOf).sort()).toEqual(["ok", "proposal.not_open"]);
    expect(await world.scope.read((tx) => tx.push.count({ where: { proposalId: item.id } }))).toBe(1);
  });
});

describe("what only shows when it is written", { timeout: 120_000 }, () => {
  it("a purchase that is a draft in Holded is named, and goes through once somebody approved it there", async () => {
    const world = await office();
    const items = [{ name: "Material", units: 1, price: 100, taxes: ["p_iva_21"] }];
    const dates = { date: "2026-10-14", due_date: "2026-11-13" };
    const draft = await world.api("/purchases", { contact_id: world.supplier, number: "P-DRAFT-1", ...dates, items });
    const movementId = world.movement("-121.00", "RECIBO FERRETERIA ALDABA P-DRAFT-1");
    await looked(world);
    const item = await proposalOf(world.scope, movementId);
    expect(item.payload.documents).toMatchObject([{ id: draft }]);
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({
      kind: "failed",
      failure: { code: "holded.draft", detail: { number: "P-DRAFT-1" } },
    });
    expect(writes(world, movementId)).toBe(0);
    await world.api(`/purchases/${draft}/approve`, null);
    expect(codeOf(await retryPush(world.scope, world.eva, { id: item.id }))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "settled" });
    expect(world.one("purchases", draft)).toMatchObject({ paid: "121.00" });
  });

  it("what was paid too much stays on the movement, and is looked at again", async () => {
    const world = await office();
    const invoice = await world.paper("invoices", 100);
    const movementId = world.movement("150.00", `TALLERES IBARRA HIJOS ${invoice.number}`);
    await looked(world);
    const item = await edited(world, await proposalOf(world.scope, movementId), {
      choice: "match",
      documents: [documentOf(world, invoice)],
      residual: { kind: "unapplied", amount: "29.00" },
      movementClass: null,
    });
    expect(codeOf(await approve(world, item))).toBe("ok");
    expect(await sent(world.scope, item.id)).toMatchObject({ kind: "settled" });
    expect(world.one("bank-movements", movementId)).toMatchObject({ status: "partial", reconciled_amount: "121.00" });
    expect(await looked(world)).toMatchObject({ movements: 1, proposed: 1 });
    const payloads = await world.scope.read((tx) => tx.proposal.findMany({ where: { state: "open" }, select: { payload: true } }));
    expect(payloads.map(({ payload }) => reconciliationPayload.parse(payload).movement.reconciled)).toEqual(["121.00"]);
  });
});
