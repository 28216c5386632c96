import { describe, expect, it } from "vitest";
import { clearMovements, movementPage } from "@/lib/agents/reconciliation/list-page-run";
import { movementQuery, readMovementFilter, type MovementQuery } from "@/lib/agents/reconciliation/list-query";
import type { MatchingView, ReconciliationPayload, SettledDocument } from "@/lib/agents/reconciliation/model";
import { extractLines, lastMonth, monthClose, treasuryAccounts } from "@/lib/agents/reconciliation/month-store";
import "@/lib/agents/all";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { accountant, company, viewer } from "@/lib/testing/people";
import { testDatabase } from "@/lib/testing/database";

testDatabase();

const document = (id: string, party: string, amount: string): SettledDocument => ({
  type: amount.startsWith("-") ? "purchase" : "invoice", id, number: `F-${id}`, partyId: party, partyName: party, date: "2026-10-01", dueDate: null,
  total: amount.replace("-", ""), pending: amount.replace("-", ""), currency: "EUR", amount,
}); // prettier-ignore

type Given = {
  readonly amount: string;
  readonly date?: string;
  readonly account?: string;
  readonly text?: string;
  readonly party?: string | null;
  readonly state?: string;
  readonly standing?: "clear" | "needs_review";
  readonly risk?: string;
  readonly choice?: ReconciliationPayload["choice"];
  readonly movementClass?: ReconciliationPayload["movementClass"];
  readonly blockedBy?: MatchingView["blockedBy"];
  readonly reasons?: readonly object[];
  readonly assignedTo?: string;
  /** Of the movement in Holded. */
  readonly status?: string;
};

/** A movement in the local copy with its proposal and what the matching said. */
async function movement(scope: CompanyScope, id: string, given: Given): Promise<string> {
  const { amount, date = "2026-11-05", account = "main", text = "TRANSF", party = "Ibarra", choice = "match", state = "open" } = given;
  const { standing = "needs_review", movementClass = null, blockedBy = [], reasons = [], risk = "medium" } = given;
  const payload: ReconciliationPayload = {
    movement: {
      id, accountId: account, accountName: `Cuenta ${account}`, bookingDate: date, valueDate: date, amount, currency: "EUR", reconciled: "0.00", balance: null,
      text, details: [], counterpartyName: null, counterpartyIban: null,
    },
    choice, documents: choice === "match" ? [document(id, party ?? "x", amount)] : [], residual: null, movementClass, rememberRule: false,
  }; // prettier-ignore
  const view: MatchingView = {
    status: standing === "clear" ? "clear" : "suggested", probability: 0.9, margin: 1, movementClass, blockedBy: [...blockedBy], options: [], engineVersion: "1",
  }; // prettier-ignore
  const key = { companyId: scope.companyId, environment: scope.environment };
  return scope.write(async (tx) => {
    const proposal = await tx.proposal.create({
      data: {
        ...key, kind: "reconciliation", state, title: text, party, amount, currency: "EUR", documentDate: new Date(date), payload, payloadHash: "h".repeat(64),
        reasons: reasons as never, standing, risk, ...(given.assignedTo === undefined ? {} : { assignedTo: given.assignedTo }),
      },
      select: { id: true },
    }); // prettier-ignore
    await tx.matching.create({
      data: {
        ...key,
        proposalId: proposal.id,
        movementId: id,
        accountId: account,
        reconciled: "0.00",
        view,
        engineVersion: "1",
        fingerprint: "f",
      },
    });
    await copied(tx, key, id, { amount, date, account, text, status: given.status ?? "pending" });
    return proposal.id;
  });
}

type Copied = { readonly amount: string; readonly date: string; readonly account: string; readonly text: string; readonly status: string };
type Key = { readonly companyId: string; readonly environment: string };

async function copied(
  tx: Parameters<Parameters<CompanyScope["write"]>[0]>[0],
  key: Key,
  id: string,
  { amount, date, account, text, status }: Copied,
): Promise<void> {
  const data = { id, description: text, currency: "EUR", balance: null };
  await tx.mirrorObject.create({
    data: {
      ...key,
      resource: "bank_movement",
      holdedId: id,
      parentId: account,
      objectDate: new Date(date),
      total: amount,
      status,
      data,
      seenAt: new Date(),
    },
  });
}

const account = (scope: CompanyScope, id: string, name: string) =>
  scope.write((tx) =>
    tx.mirrorObject.create({
      data: {
        companyId: scope.companyId, environment: scope.environment, resource: "treasury_account", holdedId: id, data: { id, name, currency: "EUR" }, seenAt: new Date(),
      },
    }),
  ); // prettier-ignore

async function office() {
  const { scope, ana, vera } = await company().with(accountant("ana"), viewer("vera"));
  const list = async (asked: Partial<MovementQuery> = {}, actor = ana) => movementPage(scope, actor, movementQuery.parse(asked));
  const ids = async (asked: Partial<MovementQuery>) => (await list(asked)).rows.map(({ payload }) => payload.movement.id);
  return { scope, ana, vera, list, ids };
}

describe("the list of movements", () => {
  it("is narrowed by every filter of its address, alone and together", async () => {
    const { scope, ids } = await office();
    await movement(scope, "a", { amount: "121.00", standing: "clear", date: "2026-10-02" });
    await movement(scope, "b", { amount: "-121.00", account: "card", blockedBy: ["equal"], party: "Luz del Norte" });
    await movement(scope, "c", {
      amount: "-12.00",
      choice: "no_document",
      movementClass: "fee",
      party: null,
      text: "COMISIÓN MANTENIMIENTO",
    });
    await movement(scope, "d", { amount: "-80.00", choice: "undecided", party: null });
    expect(await ids({})).toEqual(["a", "b", "c", "d"]);
    expect(await ids({ direction: "in" })).toEqual(["a"]);
    expect(await ids({ account: "card" })).toEqual(["b"]);
    expect(await ids({ amount: "121.00" })).toEqual(["a", "b"]);
    expect(await ids({ amount: "121.00", month: "2026-11" })).toEqual(["b"]);
    expect(await ids({ party: "Luz del Norte" })).toEqual(["b"]);
    expect(await ids({ reason: "equal" })).toEqual(["b"]);
    expect(await ids({ class: "fee" })).toEqual(["c"]);
    expect([await ids({ standing: "clear" }), await ids({ standing: "undecided" }), await ids({ standing: "no_document" })]).toEqual([
      ["a"],
      ["d"],
      ["c"],
    ]);
    expect([await ids({ q: "comision" }), await ids({ q: "f-b" }), await ids({ q: "-80,00" })]).toEqual([["c"], ["b"], ["d"]]);
    expect(await ids({ sort: "-amount", direction: "out" })).toEqual(["b", "d", "c"]);
  });

  it("offers what the filters can be set to, each with its count", async () => {
    const { scope, list } = await office();
    await movement(scope, "a", { amount: "1.00", blockedBy: ["equal", "margin"] });
    await movement(scope, "b", { amount: "2.00", account: "card", date: "2026-09-30", blockedBy: ["equal"] });
    const { facets, total } = await list({ limit: 1 });
    expect(total).toBe(2);
    expect(facets?.accounts).toEqual([
      { value: "card", label: "Cuenta card", count: 1 },
      { value: "main", label: "Cuenta main", count: 1 },
    ]);
    expect(facets?.months.map(({ value }) => value)).toEqual(["2026-11", "2026-09"]);
    expect(facets?.reasons).toEqual([
      { value: "equal", label: null, count: 2 },
      { value: "margin", label: null, count: 1 },
    ]);
    expect((await list({ limit: 1, offset: 1 })).facets).toBeNull();
  });

  it("keeps identical ones of one party together, the oldest first, where the oldest belongs", async () => {
    const { scope, list } = await office();
    await movement(scope, "rent-3", { amount: "450.00", date: "2026-11-03" });
    await movement(scope, "other", { amount: "9.00", date: "2026-10-15", party: "Otra" });
    await movement(scope, "rent-1", { amount: "450.00", date: "2026-09-03" });
    await movement(scope, "rent-2", { amount: "450.00", date: "2026-10-03" });
    const { rows } = await list();
    expect(rows.map(({ payload, twins }) => [payload.movement.id, twins?.place, twins?.count])).toEqual([
      ["rent-1", 1, 3],
      ["rent-2", 2, 3],
      ["rent-3", 3, 3],
      ["other", undefined, undefined],
    ]);
  });

  it("says how many are clear and what they move in and out; what is to be typed by hand is not among them", async () => {
    const { scope, ana, list } = await office();
    await movement(scope, "a", { amount: "100.00", standing: "clear", risk: "low" });
    await movement(scope, "b", { amount: "-40.00", standing: "clear", risk: "low" });
    await movement(scope, "big", {
      amount: "20000.00",
      standing: "clear",
      risk: "low",
      reasons: [{ code: "movement.over_limit", level: "info" }],
    });
    await movement(scope, "twin", { amount: "7.00", standing: "clear", risk: "high" });
    await movement(scope, "doubt", { amount: "8.00" });
    const { clear } = await list({ limit: 1 });
    expect(clear).toEqual({ count: 2, totals: [{ currency: "EUR", moneyIn: "100.00", moneyOut: "-40.00" }] });
    const rows = await clearMovements(scope, ana, movementQuery.parse({ direction: "out" }));
    expect(rows.map(({ amount }) => amount)).toEqual(["-40.00"]);
  });

  it("shows nobody what is not hers: another's desk waits, and who may not decide sees all of it waiting", async () => {
    const { scope, ana, vera, list } = await office();
    await movement(scope, "mine", { amount: "1.00", assignedTo: ana.personId });
    await movement(scope, "hers", { amount: "2.00", assignedTo: vera.personId });
    expect((await list()).counts).toMatchObject({ needs_me: 1, waiting: 1 });
    expect((await list({ bucket: "waiting" }, vera)).total).toBe(2);
    const { eva } = await company().with(accountant("eva"));
    expect((await list({}, eva)).rows).toEqual([]);
  });

  it("opens with whatever can be read of a mangled address", () => {
    expect(readMovementFilter({ bucket: "nowhere", month: "2026-13", amount: "12", direction: "in", q: "x" })).toMatchObject({
      bucket: "needs_me", month: null, amount: null, direction: "in", q: "x",
    }); // prettier-ignore
  });
});

describe("the close of a month", () => {
  it("counts per account what is done, and why each of the rest is not", async () => {
    const { scope, ana } = await office();
    await account(scope, "main", "Cuenta principal");
    await movement(scope, "done", { amount: "10.00", state: "settled", status: "reconciled" });
    await movement(scope, "fee", { amount: "-1.00", state: "settled", choice: "no_document", movementClass: "fee" });
    await movement(scope, "forced", { amount: "5.00", status: "forced_reconciled", state: "failed" });
    await movement(scope, "clear", { amount: "20.00", standing: "clear" });
    await movement(scope, "held", { amount: "-3.00", assignedTo: ana.personId });
    await movement(scope, "october", { amount: "99.00", date: "2026-10-31" });
    const key = { companyId: scope.companyId, environment: scope.environment };
    await scope.write((tx) =>
      copied(tx, key, "new", { amount: "7.00", date: "2026-11-30", account: "main", text: "NUEVO", status: "pending" }),
    );
    const [main, ...others] = await scope.read((tx) => monthClose(tx, scope, "2026-11"));
    expect(others).toEqual([]);
    expect(main).toMatchObject({ account: { name: "Cuenta principal" }, all: 6, done: 2, leftIn: "32.00", leftOut: "-3.00" });
    expect(Object.fromEntries(main?.reasons.map(({ reason, count }) => [reason, count]) ?? [])).toEqual({
      forced: 1,
      clear: 1,
      waiting: 1,
      unseen: 1,
    });
  });

  it("shows the account with what became of each line, and opens at the month of the last", async () => {
    const { scope } = await office();
    await account(scope, "main", "Cuenta principal");
    await account(scope, "empty", "Sin movimientos");
    const id = await movement(scope, "fee", {
      amount: "-1.00",
      state: "settled",
      choice: "no_document",
      movementClass: "fee",
      date: "2026-09-10",
    });
    await movement(scope, "gone", { amount: "5.00", date: "2026-09-11", state: "withdrawn", status: "reconciled" });
    const lines = await scope.read((tx) => extractLines(tx, scope, "main", "2026-09"));
    expect(lines.map(({ id: line, isDecided, proposalId, status }) => [line, isDecided, proposalId, status])).toEqual([
      ["fee", true, id, "pending"],
      ["gone", false, null, "reconciled"],
    ]);
    expect(await scope.read((tx) => lastMonth(tx, scope))).toBe("2026-09");
    expect((await scope.read((tx) => treasuryAccounts(tx, scope))).map(({ name }) => name)).toEqual(["Cuenta principal"]);
  });
});
