import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import { decide } from "@/lib/review/decide";
import { nextItem, queuePage } from "@/lib/review/queue-page";
import { proposalStates } from "@/lib/review/model";
import { testDatabase } from "@/lib/testing/database";
import { accountant, admin, company, otherEnvironment, salesRep, viewer } from "@/lib/testing/people";
import { plainProposal, valueOf } from "@/lib/testing/proposals";

testDatabase();

const people = () => company().with(accountant("ana"), admin("luis"), viewer("eva"), salesRep("rosa"));

describe("the queue", () => {
  it("puts every state in exactly one bucket", async () => {
    const { scope, ana } = await people();
    for (const state of proposalStates) await plainProposal(scope, { state });
    const { counts } = await queuePage(scope, ana);
    expect(counts).toEqual({ needs_me: 3, waiting: 0, snoozed: 1, sending: 2, failed: 1, done: 4 });
  });

  it("shows what a colleague took as waiting, and everything as waiting to somebody who may not approve", async () => {
    const { scope, ana, luis, eva } = await people();
    await plainProposal(scope, { assignedTo: luis.personId });
    await plainProposal(scope);
    expect((await queuePage(scope, ana)).counts).toMatchObject({ needs_me: 1, waiting: 1 });
    expect((await queuePage(scope, luis)).counts).toMatchObject({ needs_me: 2, waiting: 0 });
    expect((await queuePage(scope, eva)).counts).toMatchObject({ needs_me: 0, waiting: 2 });
    const [row] = (await queuePage(scope, ana, { bucket: "waiting" })).rows;
    expect(row?.assignedTo).toEqual({ id: luis.personId, name: "Luis", initials: "LU" });
  });

  it("moves an item on after the first of two signatures, for the one who signed", async () => {
    const { scope, ana, luis } = await people();
    await saveCompanySettings(scope, { kind: "system" }, { highRisk: "second_person" });
    const p = await plainProposal(scope, { risk: "high" });
    valueOf(await decide(scope, ana, { verdict: "approve", requestKey: randomUUID(), ...p }));
    expect((await queuePage(scope, ana)).counts).toMatchObject({ needs_me: 0, waiting: 1 });
    expect((await queuePage(scope, luis)).counts).toMatchObject({ needs_me: 1, waiting: 0 });
  });

  it("finds words in supplier, number and file whatever their accents and case, and amounts as written", async () => {
    const { scope, ana } = await people();
    await plainProposal(scope, { number: "A-1", supplier: "Jamones Peñalver e Hijos", total: "1234.50", fileName: "Càrrec 100%.pdf" });
    await plainProposal(scope, { number: "B-2", supplier: "Construcciones Núñez" });
    const found = async (q: string) => (await queuePage(scope, ana, { q })).rows.map(({ title }) => title);
    expect(await found("PENALVER jamones")).toEqual(["A-1"]);
    expect(await found("núnez")).toEqual(["B-2"]);
    expect(await found("carrec")).toEqual(["A-1"]);
    expect(await found("1.234,50")).toEqual(["A-1"]);
    expect(await found("b-2")).toEqual(["B-2"]);
    expect(await found("100%")).toEqual(["A-1"]);
    expect(await found("a_1")).toEqual([]);
    expect(await found("'; drop table proposal; --")).toEqual([]);
  });

  it("sorts and pages without losing or repeating a row, and counts what matches", async () => {
    const { scope, ana } = await people();
    for (const total of ["30.00", "10.00", "20.00", "5.00", "40.00"]) await plainProposal(scope, { total });
    const query = { sort: "-amount", limit: 2 } as const;
    const pages = [0, 2, 4].map((offset) => queuePage(scope, ana, { ...query, offset }));
    const seen = (await Promise.all(pages)).map(({ rows, total }) => ({ total, amounts: rows.map(({ amount }) => amount) }));
    expect(seen).toEqual([
      { total: 5, amounts: ["40.00", "30.00"] },
      { total: 5, amounts: ["20.00", "10.00"] },
      { total: 5, amounts: ["5.00"] },
    ]);
  });

  it("keeps companies and environments apart, and shows nothing to somebody without the permission", async () => {
    const [mine, theirs] = [await people(), await people()];
    await plainProposal(mine.scope);
    expect((await queuePage(theirs.scope, theirs.ana)).total).toBe(0);
    expect((await queuePage(mine.scope, theirs.ana)).total).toBe(0);
    expect((await queuePage(mine.scope, mine.rosa)).total).toBe(0);
    expect((await queuePage(otherEnvironment(mine.scope), mine.ana)).total).toBe(0);
    expect((await queuePage(mine.scope, mine.ana)).total).toBe(1);
  });

  it("says one sentence about a row at most: what blocks first", async () => {
    const { scope, ana } = await people();
    await plainProposal(scope, { number: null });
    await plainProposal(scope);
    expect((await queuePage(scope, ana)).rows.map(({ attention }) => attention?.code ?? null)).toEqual(["number.missing", null]);
  });
});

describe("the next item", () => {
  it("is the one below, then the first of the list, then none", async () => {
    const { scope, ana } = await people();
    const [one, two, three] = [await plainProposal(scope), await plainProposal(scope), await plainProposal(scope)];
    const reject = (p: typeof one) => decide(scope, ana, { verdict: "reject", requestKey: randomUUID(), reason: "no", ...p });
    expect(await nextItem(scope, ana, { id: one.id })).toBe(two.id);
    await reject(two);
    expect(await nextItem(scope, ana, { id: two.id })).toBe(three.id);
    await reject(three);
    expect(await nextItem(scope, ana, { id: three.id })).toBe(one.id);
    await reject(one);
    expect(await nextItem(scope, ana, { id: one.id })).toBeNull();
    expect(await nextItem(scope, ana, { id: "nonsense" })).toBeNull();
  });
});
