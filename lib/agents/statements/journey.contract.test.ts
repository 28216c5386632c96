import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { chooseAccount, mapColumns } from "@/lib/agents/statements/commands-run";
import { statementPayload, type StatementPayload } from "@/lib/agents/statements/model";
import { readStatementItem } from "@/lib/agents/statements/run";
import { statementFactsOf } from "@/lib/holded/statement-facts";
import { syncMirror } from "@/lib/holded/mirror";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { verifyChain } from "@/lib/platform/audit";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { connected, runOut, testHolded, type Connected } from "@/lib/testing/holded";
import type { TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { writeN43, type WrittenAccount, type WrittenMovement } from "@/lib/testing/write-n43";

testDatabase();
const holded = testHolded();

type Movement = { readonly id: string; readonly banking_account_id: string; readonly amount: string; readonly description: string; readonly balance: string; readonly value_date: string }; // prettier-ignore
const movementsOf = (account: string, bank: string) =>
  holded().control.objects<Movement>("bank-movements", account).filter((one) => one.banking_account_id === bank); // prettier-ignore

const iban = "ES9121000418450200051332";
type Desk = Connected & { readonly bank: string };

/** A company with Holded connected, a bank account there, and the copy read. */
async function desk(
  given: {
    readonly iban?: string | null;
    readonly feed?: readonly Parameters<ReturnType<typeof holded>["control"]["bankFeed"]>[1][number][];
  } = {},
): Promise<Desk> {
  // prettier-ignore
  const one = await connected(holded());
  const headers = { authorization: `Bearer ${one.token}`, "content-type": "application/json" };
  const body = JSON.stringify({
    name: "Banco Norte",
    type: "bank",
    currency: "EUR",
    ...(given.iban === null ? {} : { iban: given.iban ?? iban }),
  });
  const answer = await fetch(`${holded().url}/api/v2/treasury/accounts`, { method: "POST", headers, body });
  const { id: bank } = (await answer.json()) as { id: string };
  if (given.feed) holded().control.bankFeed(one.account, [...given.feed], bank);
  valueOf(await syncMirror(one.scope, { purpose: "person" }));
  return { ...one, bank };
}

const movement = (day: string, cents: bigint, text: string): WrittenMovement => ({
  bookingDate: `2026-11-${day}`,
  cents,
  concepts: [text],
});
const november = [movement("02", -1210n, "RECIBO LUZ"), movement("03", 50000n, "TRANSFERENCIA DE ANA RUIZ"), movement("03", -150n, "CAFE BAR"), movement("03", -150n, "CAFE BAR")]; // prettier-ignore
const statement = (change: Partial<WrittenAccount> = {}): Uint8Array =>
  new TextEncoder().encode(writeN43([{ from: "2026-11-01", to: "2026-11-15", opening: 100000n, movements: november, ...change }]));

async function upload({ scope, eva }: Pick<Desk, "scope" | "eva">, bytes: Uint8Array, fileName = "extracto.n43") {
  const received = valueOf(await receiveUpload(scope, eva, { fileName, bytes, source: "upload" }, "statement"));
  await readStatementItem(scope, received.proposalId);
  return { ...received, item: await itemOf(scope, received.proposalId) };
}

async function itemOf(scope: CompanyScope, id: string) {
  const item = valueOf(await itemView(scope, id));
  return { ...item, payload: statementPayload.nullable().parse(item.payload) as StatementPayload };
}
type Item = Awaited<ReturnType<typeof itemOf>>;

const told = ({ payload }: Item) => payload.movements.map(({ amount, take, why }) => `${amount} ${take} ${why}`);
const codes = ({ reasons }: Item, level: string) => reasons.flatMap((one) => (one.level === level ? [one.code] : []));

const approval = ({ id, version, payloadHash }: Item) =>
  ({ verdict: "approve", requestKey: randomUUID(), id, seenVersion: version, seenHash: payloadHash }) as const;
const longAgo = { clock: () => new Date(Date.now() - 11_000) };

async function send(scope: CompanyScope, who: TestPerson, item: Item) {
  valueOf(await decide(scope, who, approval(item), longAgo));
  const push = await scope.read((tx) => tx.push.findFirst({ where: { proposalId: item.id }, select: { id: true } }));
  return push === null ? null : runOut(scope, push.id);
}

type Line = StatementPayload["movements"][number];

/** A person says of some movements whether they are taken; null leaves one as it is. */
async function retaken({ scope, eva }: Desk, { id, version, payloadHash, payload }: Item, take: (line: Line) => Line["take"] | null) {
  const movements = payload.movements.map((line) => ({ ...line, take: take(line) ?? line.take }));
  valueOf(await editProposal(scope, eva, { id, seenVersion: version, seenHash: payloadHash, payload: { ...payload, movements } }));
  return itemOf(scope, id);
}

describe("a statement", { timeout: 60_000 }, () => {
  it("is read, approved and written once, with its balances, and its facts are kept for each movement", async () => {
    const at = await desk();
    const { item } = await upload(at, statement());
    expect(item).toMatchObject({ state: "open", standing: "clear", risk: "low", party: "Banco Norte" });
    expect(item.payload).toMatchObject({ opening: "1000.00", closing: "1484.90", account: { id: at.bank, iban } });
    expect(await send(at.scope, at.eva, item)).toMatchObject({ kind: "settled" });
    const found = movementsOf(at.account, at.bank);
    expect(found.map(({ amount, balance, value_date }) => [value_date, amount, balance]).sort()).toEqual([
      ["2026-11-02", "-12.10", "987.90"], ["2026-11-03", "-1.50", "1484.90"], ["2026-11-03", "-1.50", "1486.40"], ["2026-11-03", "500.00", "1487.90"],
    ]); // prettier-ignore
    const facts = await at.scope.read((tx) => statementFactsOf(tx, at.scope, found.map(({ id }) => id))); // prettier-ignore
    expect(facts.size).toBe(4);
    const transfer = found.find(({ amount }) => amount === "500.00");
    expect(facts.get(transfer?.id ?? "")).toMatchObject({ name: "ANA RUIZ", commonCode: "04", text: "TRANSFERENCIA DE ANA RUIZ" });
    expect(await verifyChain(at.scope)).toMatchObject({ ok: true });
  });

  it("that comes again changes nothing and says so, as itself and inside a longer one", async () => {
    const at = await desk();
    const first = await upload(at, statement());
    await send(at.scope, at.eva, first.item);
    const again = await upload(at, statement());
    expect(again.twin).toMatchObject({ proposalId: first.proposalId });
    expect(codes(again.item, "doubt")).toEqual(["duplicate.file"]);
    expect(codes(again.item, "info")).toEqual(["statement.there", "statement.nothing_new"]);
    expect(again.item.payload.movements.every(({ take }) => take === "no")).toBe(true);
    expect(await send(at.scope, at.eva, again.item)).toBeNull();
    const longer = await upload(
      at,
      statement({ movements: [...november, movement("03", -150n, "CAFE BAR"), movement("09", 700n, "ABONO")] }),
    );
    expect(told(longer.item)).toEqual(["-12.10 no imported", "500.00 no imported", "-1.50 no imported", "-1.50 no imported", "-1.50 yes new", "7.00 yes new"]); // prettier-ignore
    expect(await send(at.scope, at.eva, longer.item)).toMatchObject({ kind: "settled" });
    expect(movementsOf(at.account, at.bank)).toHaveLength(6);
  });

  it("in another format brings none of its movements a second time", async () => {
    const at = await desk();
    await send(at.scope, at.eva, (await upload(at, statement())).item);
    const rows = ["02;-12,10;987,90", "03;500,00;1487,90", "03;-1,50;1486,40", "03;-1,50;1484,90", "10;25,00;1509,90"];
    const table = `Fecha;Importe;Saldo;Concepto\n${rows.map((row) => `${row.slice(0, 2)}/11/2026${row.slice(2)};otro texto`).join("\n")}\n`;
    const asked = await upload(at, new TextEncoder().encode(table), "extracto.csv");
    expect(codes(asked.item, "block")).toEqual(["statement.columns"]);
    const { id, version, payloadHash, payload } = asked.item;
    const mapping = payload.table?.guess;
    if (!mapping) throw new Error("no guess");
    const seen = { id, seenVersion: version, seenHash: payloadHash, opening: null };
    valueOf(await mapColumns(at.scope, at.eva, { ...seen, accountId: at.bank, mapping }));
    const item = await itemOf(at.scope, id);
    expect(
      told(item)
        .slice(0, 4)
        .every((line) => line.endsWith("no in_holded")),
    ).toBe(true);
    expect(told(item)[4]).toBe("25.00 yes new");
    expect(await send(at.scope, at.eva, item)).toMatchObject({ kind: "settled" });
    expect(movementsOf(at.account, at.bank)).toHaveLength(5);
    // The next table with this heading needs no word of anybody.
    const next = await upload(at, new TextEncoder().encode(`${table}12/11/2026;-9,90;1500,00;CUOTA\n`), "otro.csv");
    expect(told(next.item).at(-1)).toBe("-9.90 yes new");
    expect(codes(next.item, "block")).toEqual([]);
  });

  it("leaves what the bank's own feed brought, and asks about what only looks like it", async () => {
    const at = await desk({
      feed: [
        { amount: "-12.10", description: "Recibo de la luz", value_date: "2026-11-02", balance: "987.90" },
        { amount: "500.00", description: "ANA RUIZ TRANSFERENCIA", value_date: "2026-11-03", balance: "777.00" },
      ],
    });
    const { item } = await upload(at, statement());
    expect(told(item)).toEqual(["-12.10 no in_holded", "500.00 ask alike", "-1.50 yes new", "-1.50 yes new"]);
    expect(codes(item, "block")).toEqual(["statement.ask"]);
    expect(codeOf(await decide(at.scope, at.eva, approval(item)))).toBe("proposal.incomplete");
    const answered = {
      ...item.payload,
      movements: item.payload.movements.map((line) => (line.take === "ask" ? { ...line, take: "no" as const } : line)),
    };
    valueOf(
      await editProposal(at.scope, at.eva, { id: item.id, seenVersion: item.version, seenHash: item.payloadHash, payload: answered }),
    );
    expect(await send(at.scope, at.eva, await itemOf(at.scope, item.id))).toMatchObject({ kind: "settled" });
    expect(movementsOf(at.account, at.bank)).toHaveLength(4);
  });

  it("cut within a day brings each of two equal movements once, though each file has one of them", async () => {
    const at = await desk();
    const [, , cafe] = november;
    if (!cafe) throw new Error("the coffee");
    await send(at.scope, at.eva, (await upload(at, statement({ to: "2026-11-03", movements: november.slice(0, 3) }))).item);
    const rest = statement({ from: "2026-11-03", opening: 148640n, movements: [cafe, movement("09", 700n, "ABONO")] });
    const { item } = await upload(at, rest, "resto.n43");
    expect(told(item)).toEqual(["-1.50 yes new", "7.00 yes new"]);
    expect(await send(at.scope, at.eva, item)).toMatchObject({ kind: "settled" });
    expect(movementsOf(at.account, at.bank).map(({ balance }) => balance).sort()).toEqual(["1484.90", "1486.40", "1487.90", "1491.90", "987.90"]); // prettier-ignore
    const whole = await upload(at, statement({ movements: [...november, movement("09", 700n, "ABONO")] }), "todo.n43");
    expect(told(whole.item).every((line) => line.endsWith("no imported"))).toBe(true);
  });

  it("asks about what somebody deleted in Holded after an import, and brings it again on her word", async () => {
    const at = await desk();
    await send(at.scope, at.eva, (await upload(at, statement())).item);
    const gone = movementsOf(at.account, at.bank).find(({ amount }) => amount === "500.00");
    valueOf(await syncMirror(at.scope, { purpose: "person", readLagMs: 0 }));
    await at.scope.write((tx) => tx.mirrorObject.updateMany({ where: { holdedId: gone?.id ?? "" }, data: { deletedAt: new Date() } }));
    const again = await upload(at, statement({ to: "2026-11-16" }), "otra.n43");
    expect(told(again.item)[1]).toBe("500.00 ask deleted");
    const item = await retaken(at, again.item, ({ why }) => (why === "deleted" ? "yes" : null));
    expect(codes(item, "block")).toEqual([]);
    await send(at.scope, at.eva, item);
    const rows = await at.scope.read((tx) => tx.statementMovement.findMany({ where: { amount: "500.00" } }));
    expect(rows.map(({ proposalId }) => proposalId)).toEqual([item.id]);
    const third = await upload(at, statement({ to: "2026-11-17" }), "tercera.n43");
    expect(told(third.item)[1]).toBe("500.00 no imported");
  });

  it("waits for a fresh copy of Holded where what the feed brought since may be among it", async () => {
    const at = await desk();
    const { item } = await upload(at, statement());
    const old = new Date(Date.now() - 3 * 86_400_000);
    await at.scope.write((tx) =>
      tx.mirrorState.updateMany({ where: { resource: "bank_movement" }, data: { syncedAt: old, lookedAt: old } }),
    );
    expect(codeOf(await decide(at.scope, at.eva, approval(item)))).toBe("holded.copy_too_old");
    expect((await jobsOf(at.scope)).map(({ name }) => name)).toContain("mirror.sync");
    expect(await at.scope.read((tx) => tx.push.count())).toBe(0);
    valueOf(await syncMirror(at.scope, { purpose: "person", readLagMs: 0 }));
    expect(await send(at.scope, at.eva, await itemOf(at.scope, item.id))).toMatchObject({ kind: "settled" });
  });

  it("is looked at again where the feed has brought what a person had said was another one", async () => {
    const like = { amount: "500.00", description: "BIZUM", value_date: "2026-11-03", balance: "777.00" };
    const at = await desk({ feed: [like] });
    const item = await retaken(at, (await upload(at, statement())).item, ({ why }) => (why === "alike" ? "yes" : null));
    holded().control.bankFeed(at.account, [{ ...like, description: "TRANSFERENCIA DE ANA RUIZ", balance: "1487.90" }], at.bank);
    valueOf(await syncMirror(at.scope, { purpose: "person", readLagMs: 0 }));
    expect(codeOf(await decide(at.scope, at.eva, approval(item)))).toBe("proposal.stale");
    expect(codes(await itemOf(at.scope, item.id), "block")).toEqual(["statement.there_meanwhile"]);
  });

  it("offers again what was left out of an earlier one, and nothing else", async () => {
    const at = await desk();
    const item = await retaken(at, (await upload(at, statement())).item, ({ amount }) => (amount === "500.00" ? "no" : null));
    expect(await send(at.scope, at.eva, item)).toMatchObject({ kind: "settled" });
    const longer = [...november, movement("16", -700n, "PEAJE")];
    const again = await upload(at, statement({ to: "2026-11-30", movements: longer }), "todo.n43");
    expect(told(again.item)).toEqual(["-12.10 no imported", "500.00 yes new", "-1.50 no imported", "-1.50 no imported", "-7.00 yes new"]);
  });

  it("is refused as stale where a movement of it reached Holded between approval and writing", async () => {
    const at = await desk();
    const { item } = await upload(at, statement());
    holded().control.bankFeed(at.account, [{ amount: "500.00", description: "ANA RUIZ", value_date: "2026-11-03" }], at.bank);
    expect(await send(at.scope, at.eva, item)).toMatchObject({ kind: "failed", failure: { code: "holded.changed_meanwhile" } });
    expect(movementsOf(at.account, at.bank)).toHaveLength(1);
  });

  it("says which balance is missing before it, and what of it lies in a closed period", async () => {
    const at = await desk();
    await send(at.scope, at.eva, (await upload(at, statement())).item);
    const later = statement({ from: "2026-12-01", to: "2026-12-15", opening: 999n, movements: [{ bookingDate: "2026-12-02", cents: 100n, concepts: ["ABONO"] }] }); // prettier-ignore
    const { item } = await upload(at, later);
    expect(item.reasons.find(({ code }) => code === "statement.gap")?.detail).toEqual({ since: "2026-11-15", until: "2026-12-01", expected: "1484.90", got: "9.99" }); // prettier-ignore
    await saveCompanySettings(at.scope, at.eva, { closedThrough: "2026-12-31" });
    // Nobody has seen that yet: it is shown first, and then stands in the way.
    expect(codeOf(await decide(at.scope, at.eva, approval(item)))).toBe("proposal.stale");
    const closed = await itemOf(at.scope, item.id);
    expect(codes(closed, "block")).toEqual(["statement.closed"]);
    expect(codeOf(await decide(at.scope, at.eva, approval(closed)))).toBe("proposal.incomplete");
  });

  it("waits for a person where no account has its IBAN, and remembers what she said", async () => {
    const at = await desk({ iban: null });
    const { item } = await upload(at, statement());
    expect(codes(item, "block")).toEqual(["statement.no_account"]);
    const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
    valueOf(await chooseAccount(at.scope, at.eva, { ...seen, accountId: at.bank, opening: null }));
    expect((await itemOf(at.scope, item.id)).standing).toBe("clear");
    const next = await upload(at, statement({ movements: [movement("09", 700n, "ABONO")] }));
    expect(next.item.payload.account.id).toBe(at.bank);
  });

  it("asks for a look where the chosen account has another IBAN than the file", async () => {
    const at = await desk({ iban: "ES6621000418401234567891" });
    const { item } = await upload(at, statement());
    const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
    valueOf(await chooseAccount(at.scope, at.eva, { ...seen, accountId: at.bank, opening: null }));
    expect(codes(await itemOf(at.scope, item.id), "doubt")).toContain("statement.other_iban");
  });

  it("of several accounts becomes an item for each, and one of many movements several in their order", async () => {
    const at = await desk();
    const many = Array.from({ length: 800 }, (_, n) =>
      movement(String(1 + Math.floor(n / 100)).padStart(2, "0"), BigInt(n + 1), `COMPRA ${n}`),
    );
    const bytes = new TextEncoder().encode(
      writeN43([{ from: "2026-11-01", to: "2026-11-15", opening: 0n, movements: many }, { from: "2026-11-01", to: "2026-11-15", opening: 0n, account: "0000000017", movements: november }]),
    ); // prettier-ignore
    const { item } = await upload(at, bytes);
    const { rows } = await queuePage(at.scope, at.eva, { kind: "statement" });
    const items = await Promise.all(rows.map(({ id }) => itemOf(at.scope, id)));
    expect(items.map(({ payload: { part, movements, account } }) => [account.number?.slice(-4), part.index, part.of, movements.length]).sort()).toEqual([["0017", 1, 1, 4], ["1332", 1, 2, 500], ["1332", 2, 2, 300]]); // prettier-ignore
    const [first, second] = items
      .filter(({ payload }) => payload.part.of === 2)
      .sort((a, b) => a.payload.part.index - b.payload.part.index);
    expect(second?.payload.opening).toBe(first?.payload.closing);
    expect(item.payload.movements.every(({ take }) => take === "yes")).toBe(true);
  });

  it.each([
    ["document.empty", new Uint8Array()],
    ["statement.not_a_statement", new TextEncoder().encode("hola")],
    ["statement.bad_line", statement().slice(0, 200)],
    ["statement.empty", new TextEncoder().encode(writeN43([{ from: "2026-11-01", to: "2026-11-15", opening: 0n, movements: [] }]))],
  ])("that cannot be one is refused as %s on its item, and the file stays", async (code, bytes) => {
    const at = await connected(holded());
    const { proposalId } = valueOf(await receiveUpload(at.scope, at.eva, { fileName: "x.n43", bytes, source: "upload" }, "statement"));
    await readStatementItem(at.scope, proposalId);
    expect(valueOf(await itemView(at.scope, proposalId))).toMatchObject({
      state: "refused",
      failure: { code },
      document: { fileName: "x.n43" },
    });
  });
});
