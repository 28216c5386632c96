import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { proposalStates } from "@/lib/review/model";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { admin, company, otherEnvironment, type TestPerson } from "@/lib/testing/people";
import { plainProposal, type TestProposal } from "@/lib/testing/proposals";

testDatabase();

type Call = (scope: CompanyScope, actor: Actor, target: TestProposal) => readonly unknown[];
const aClick = () => ({ requestKey: randomUUID() });
const later = () => new Date(Date.now() + 86_400_000).toISOString();

/** How each exported command is called about an item; one that is missing here fails the first test. */
const calls: Readonly<Record<string, Call>> = {
  decide: (scope, actor, p) => [scope, actor, { verdict: "approve", ...aClick(), ...p }],
  undoDecision: (scope, actor, { id }) => [scope, actor, { id }],
  editProposal: (scope, actor, p) => [scope, actor, { ...p, payload: {} }],
  bulkApprove: (scope, actor, p) => [scope, actor, { ...aClick(), items: [p] }],
  assignProposal: (scope, actor, { id }) => [scope, actor, { id, personId: null }],
  snoozeProposal: (scope, actor, p) => [scope, actor, { ...aClick(), ...p, until: later() }],
  wakeProposal: (scope, actor, { id }) => [scope, actor, { id }],
  comment: (scope, actor, { id }) => [scope, actor, { id, text: "hola" }],
  retryPush: (scope, actor, { id }) => [scope, actor, { id }],
  acceptDifference: (scope, actor, { id }) => [scope, actor, { id, reason: "da igual" }],
  answerDoubt: (scope, actor, { id }) => [scope, actor, { id, isThere: true, since: "" }],
  sendBack: (scope, actor, { id }) => [scope, actor, { id }],
  readAgain: (scope, actor, { id }) => [scope, actor, { id }],
  splitItem: (scope, actor, p) => [scope, actor, { ...p, at: [2] }],
  mergeItems: (scope, actor, p) => [scope, actor, { ...p, other: { ...p, id: randomUUID() }, order: "after" }],
  itemView: (scope, _, { id }) => [scope, id],
};
/** Commands that name no item: what they show or take is checked in tests of their own. */
const withoutTarget = [
  "queueLengths",
  "queuePage",
  "nextItem",
  "receiveUpload",
  "describeUpload",
  "wake",
  "conclude",
  "documentFile",
  "documentPage",
];

type Command = (...args: readonly unknown[]) => Promise<unknown>;
const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "../inbox/*.ts", "!./*.test.ts", "!../inbox/*.test.ts"], {
  eager: true,
});

/** What other rooms call with a scope of their own choice: exported functions whose first parameter is `scope`. */
const commands = new Map<string, Command>(
  Object.values(modules).flatMap((module) =>
    Object.entries(module).filter((entry): entry is [string, Command] => /^(async )?function \w+\(scope\b/.test(String(entry[1]))),
  ),
);

describe("a stranger", () => {
  const world: {
    mine?: { scope: CompanyScope; items: TestProposal[]; other: TestProposal };
    stranger?: { scope: CompanyScope; eva: TestPerson };
  } = {};
  beforeAll(async () => {
    const [{ scope }, stranger] = [await company().with(admin("ana")), await company().with(admin("eva"))];
    const items: TestProposal[] = [];
    for (const state of proposalStates) items.push(await plainProposal(scope, { state, fileName: "factura.pdf" }));
    world.mine = { scope, items, other: await plainProposal(otherEnvironment(scope)) };
    world.stranger = { scope: stranger.scope, eva: stranger.eva };
  });
  const ready = () => {
    if (!world.mine || !world.stranger) throw new Error("the companies are made in beforeAll");
    return { ...world.mine, stranger: world.stranger };
  };
  const snapshot = (scope: CompanyScope) =>
    scope.read(async (tx) => [
      await tx.proposal.findMany({ orderBy: { id: "asc" } }),
      await tx.auditEntry.count(),
      await tx.proposalEvent.count(),
      await tx.decision.count(),
    ]);

  it("is tried against every command there is", () => {
    expect([...commands.keys()].sort()).toEqual([...Object.keys(calls), ...withoutTarget].sort());
  });

  for (const [name, argsOf] of Object.entries(calls)) {
    it(`gets "not found" from ${name} for every item of another company, and changes nothing`, async () => {
      const { scope, items, other, stranger } = ready();
      const before = await snapshot(scope);
      const run = (at: CompanyScope, target: TestProposal) => commands.get(name)?.(...argsOf(at, stranger.eva, target));
      const notFound = { ok: false, error: { code: "access.not_found" } };
      for (const target of [...items, other, { ...other, id: randomUUID() }, { ...other, id: "no-id" }]) {
        expect(await run(stranger.scope, target)).toMatchObject(notFound);
      }
      // Somebody who is in no company's list of people, with a scope that was opened by mistake.
      if (name !== "itemView") {
        for (const target of items) expect(await run(scope, target)).toMatchObject(notFound);
      }
      expect(await snapshot(scope)).toEqual(before);
      expect(await jobsOf(stranger.scope)).toEqual([]);
    });
  }

  it("cannot download a file of another company or see a page of it, whatever it calls itself", async () => {
    const { scope, stranger } = ready();
    const documents = await scope.read((tx) => tx.document.findMany({ select: { id: true } }));
    expect(documents).toHaveLength(proposalStates.length);
    const notFound = { ok: false, error: { code: "access.not_found" } };
    for (const { id } of documents) {
      for (const foreign of [stranger.scope, otherEnvironment(scope)]) {
        expect(await commands.get("documentFile")?.(foreign, id)).toMatchObject(notFound);
        expect(await commands.get("documentPage")?.(foreign, id, 1)).toMatchObject(notFound);
      }
    }
  });

  it("cannot reach an item of the other environment of her own company", async () => {
    const { other, stranger } = ready();
    const mine = await plainProposal(otherEnvironment(stranger.scope));
    for (const target of [mine, other]) {
      expect(await commands.get("itemView")?.(stranger.scope, target.id)).toMatchObject({ ok: false, error: { code: "access.not_found" } });
    }
  });
});
