import { describe, expect, it } from "vitest";
import { audit } from "@/lib/platform/audit";
import { trailPage, trailPieces, trailQuery } from "@/lib/platform/audit-trail";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, type TestPerson } from "@/lib/testing/people";

testDatabase();

async function write(scope: CompanyScope, actor: TestPerson, count: number): Promise<void> {
  await scope.write(async (tx) => {
    for (let n = 1; n <= count; n++)
      await audit(tx, scope, actor, n % 2 ? "proposal.approved" : "proposal.rejected", `proposal:${n}`, { n });
  });
}
const all = trailQuery.parse({});

describe("the pages of the audit trail", () => {
  it("show every entry exactly once, newest first, and lead back the same way", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await write(scope, ana, 120);
    const first = await trailPage(scope, all);
    const second = await trailPage(scope, trailQuery.parse({ before: first.older }));
    const third = await trailPage(scope, trailQuery.parse({ before: second.older }));
    const seqs = [first, second, third].flatMap((page) => page.entries.map((entry) => Number(entry.seq)));
    expect(seqs).toEqual(Array.from({ length: 120 }, (_, at) => 120 - at));
    expect([first.newer, third.older]).toEqual([null, null]);
    expect((await trailPage(scope, trailQuery.parse({ after: third.newer }))).entries).toEqual(second.entries);
  });

  it("find by action, person and day, and show nothing of another company", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const other = await company().with(accountant("eva"));
    await write(scope, ana, 4);
    await write(other.scope, other.eva, 4);
    const approved = await trailPage(scope, trailQuery.parse({ action: "proposal.approved", actor: `person:${ana.personId}` }));
    expect(approved.entries.map((entry) => [entry.subject, entry.actorName])).toEqual([["proposal:3", "Ana"], ["proposal:1", "Ana"]]); // prettier-ignore
    expect((await trailPage(scope, trailQuery.parse({ to: "2020-01-01" }))).entries).toEqual([]);
    expect((await trailPage(scope, trailQuery.parse({ actor: `person:${other.eva.personId}` }))).entries).toEqual([]);
  });

  it("come out whole and in order for an export, whatever the size of a piece", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await write(scope, ana, 7);
    const seqs: string[] = [];
    for await (const piece of trailPieces(scope, all, 3)) seqs.push(...piece.map((entry) => entry.seq));
    expect(seqs).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  });

  it("take an address that somebody spoiled for one without that filter", () => {
    expect(trailQuery.parse({ before: "x", from: "ayer", text: "a".repeat(200) })).toEqual({});
  });
});
