import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { storedAccess } from "@/lib/holded/access";
import { holdedClient } from "@/lib/holded/client";
import { connectionView, saveToken } from "@/lib/holded/connection";
import { listContacts } from "@/lib/holded/endpoints/contacts";
import { duePushes } from "@/lib/holded/outbox/store";
import { retireOldToken, rollBackToken } from "@/lib/holded/tokens/rotation";
import { wakeAgain } from "@/lib/holded/outbox/wake";
import { retireAfterADay } from "@/lib/holded/tokens/slots";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, plan, runOnce, testHolded } from "@/lib/testing/holded";
import { jobsOf } from "@/lib/testing/jobs";
import { admin, company } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

const tokenInUse = async (scope: CompanyScope) => valueOf(await storedAccess(scope, "person")).token;
const sealed = (scope: CompanyScope) =>
  scope.read((tx) => tx.holdedToken.findMany({ where: { cipher: { not: null } }, select: { lastFour: true } }));
const wrong = "pat_68a0f1e000000000000000ff_abcdefghijklmnop";

describe("a new token", () => {
  it("takes over, and the one before it stays in the old slot, never shown, until it is retired", async () => {
    const { scope, eva, account, token } = await connected(holded());
    const next = holded().control.addToken(account);
    const view = valueOf(await saveToken(scope, eva, { token: next }));
    expect(view).toMatchObject({ lastFour: next.slice(-4), oldToken: { lastFour: token.slice(-4) } });
    expect(JSON.stringify(view)).not.toContain(token);
    expect(Date.parse(view.oldToken?.retiresAt ?? "") - Date.parse(view.oldToken?.replacedAt ?? "")).toBe(24 * 60 * 60_000);
    expect((await jobsOf(scope)).map(({ name }) => name)).toContain("token.retire");
    expect(valueOf(await retireOldToken(scope, eva)).oldToken).toBeNull();
    expect(await sealed(scope)).toEqual([{ lastFour: next.slice(-4) }]);
    expect(codeOf(await retireOldToken(scope, eva))).toBe("holded.no_old_token");
  });

  it("that is wrong never takes over, and leaves both slots as they were", async () => {
    const { scope, eva, account, token } = await connected(holded());
    const next = holded().control.addToken(account);
    valueOf(await saveToken(scope, eva, { token: next }));
    for (const bad of [wrong, "0123456789abcdef0123456789abcdef", "with a space"]) {
      expect(codeOf(await saveToken(scope, eva, { token: bad }))).not.toBe("ok");
    }
    expect(await tokenInUse(scope)).toBe(next);
    expect(await connectionView(scope)).toMatchObject({ status: "ok", oldToken: { lastFour: token.slice(-4) } });
  });

  it("that is saved again changes nothing; a third one drops the first", async () => {
    const { scope, eva, account, token } = await connected(holded());
    const [second, third] = [holded().control.addToken(account), holded().control.addToken(account)];
    valueOf(await saveToken(scope, eva, { token: second }));
    expect(valueOf(await saveToken(scope, eva, { token: second })).oldToken?.lastFour).toBe(token.slice(-4));
    expect(valueOf(await saveToken(scope, eva, { token: third })).oldToken?.lastFour).toBe(second.slice(-4));
    expect((await sealed(scope)).map(({ lastFour }) => lastFour).sort()).toEqual([second.slice(-4), third.slice(-4)].sort());
  });
});

describe("the old slot", () => {
  it("can be gone back to, and back again", async () => {
    const { scope, eva, account, token } = await connected(holded());
    const next = holded().control.addToken(account);
    valueOf(await saveToken(scope, eva, { token: next }));
    expect(valueOf(await rollBackToken(scope, eva))).toMatchObject({ lastFour: token.slice(-4), oldToken: { lastFour: next.slice(-4) } });
    expect(await tokenInUse(scope)).toBe(token);
    expect(valueOf(await rollBackToken(scope, eva))).toMatchObject({ lastFour: next.slice(-4) });
  });

  it("cannot be gone back to when Holded refuses it, or when it is empty", async () => {
    const { scope, eva, account, token } = await connected(holded());
    expect(codeOf(await rollBackToken(scope, eva))).toBe("holded.no_old_token");
    const next = holded().control.addToken(account);
    valueOf(await saveToken(scope, eva, { token: next }));
    holded().control.revokeToken(token);
    expect(codeOf(await rollBackToken(scope, eva))).toBe("holded.key_refused");
    expect(await tokenInUse(scope)).toBe(next);
    expect(await connectionView(scope)).toMatchObject({ status: "ok" });
  });

  it("is emptied after a day and not before, and not of a token that came later", async () => {
    const { scope, eva, account } = await connected(holded());
    valueOf(await saveToken(scope, eva, { token: holded().control.addToken(account) }));
    const retirements = async () => (await jobsOf(scope)).filter(({ name }) => name === "token.retire");
    const [first] = (await retirements()).map(({ data }) => (data as { tokenId: string }).tokenId);
    valueOf(await saveToken(scope, eva, { token: holded().control.addToken(account) }));
    const [, second] = (await retirements()).map(({ data }) => (data as { tokenId: string }).tokenId);
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
    expect(await retireAfterADay(scope, first ?? "", tomorrow)).toBe(false);
    expect(await retireAfterADay(scope, second ?? "", new Date())).toBe(false);
    expect(await retireAfterADay(scope, second ?? "", tomorrow)).toBe(true);
    expect(await connectionView(scope)).toMatchObject({ oldToken: null });
  });
});

describe("a token that was used once", () => {
  it("serves nobody else, also from the old slot and after it was retired; its own connection may take it back", async () => {
    const { scope, eva, account, token } = await connected(holded());
    valueOf(await saveToken(scope, eva, { token: holded().control.addToken(account) }));
    const other = await company().with(admin("ada"));
    const elsewhere = async () => codeOf(await saveToken(other.scope, other.ada, { token }));
    expect(await elsewhere()).toBe("holded.key_in_use_elsewhere");
    valueOf(await retireOldToken(scope, eva));
    expect(await elsewhere()).toBe("holded.key_in_use_elsewhere");
    expect(codeOf(await saveToken(scope, eva, { token }))).toBe("ok");
  });
});

describe("a call that is on its way when its token is revoked", () => {
  it("goes on with the new one, whatever it does, and the new one stays in good standing", async () => {
    const { scope, eva, account, token } = await connected(holded());
    const old = await storedAccess(scope, "write");
    valueOf(await saveToken(scope, eva, { token: holded().control.addToken(account) }));
    holded().control.revokeToken(token);
    const client = holdedClient(scope, { purpose: "write", access: () => Promise.resolve(old) });
    expect(codeOf(await client.call(listContacts, { query: { limit: 1 } }))).toBe("ok");
    expect(await connectionView(scope)).toMatchObject({ status: "ok" });
  });
});

describe("under load", () => {
  const [pushCount, workers, readers, rotations] = [16, 3, 2, 4];

  it(
    "keys are rotated, revoked, mistyped and rolled back, and no job fails: every object is there once",
    { timeout: 120_000 },
    async () => {
      const { scope, eva, account, token } = await connected(holded(), { switches: { plan: "premium" } });
      const numbers = Array.from({ length: pushCount }, (_, n) => `R-${n}`);
      for (const [n, number] of numbers.entries()) {
        const supplier = { mode: "ensure", name: `Proveedor ${n % 4}`, code: null, countryCode: "ES" } as const;
        await approved(scope, plan({ contact: supplier }, { number }));
      }
      const state = { isRotating: true, reads: 0 };
      const failures: string[] = [];

      const worker = async (): Promise<void> => {
        for (;;) {
          const due = await scope.read((tx) => duePushes(tx, scope, new Date(), pushCount));
          for (const { id } of due) {
            const outcome = await runOnce(scope, id);
            if (outcome.kind === "failed") failures.push(outcome.failure.code);
          }
          const open = await scope.read((tx) => tx.push.count({ where: { state: { not: "settled" } } }));
          if (open === 0 || failures.length > 0) return;
          await sleep(20);
        }
      };
      const reader = async (): Promise<void> => {
        const client = holdedClient(scope, { purpose: "write" });
        while (state.isRotating) {
          const page = await client.call(listContacts, { query: { limit: 1 } });
          if (page.ok) state.reads += 1;
          else failures.push(page.error.code);
          await sleep(15);
        }
      };
      const admins = async (): Promise<void> => {
        let before = token;
        for (let n = 0; n < rotations; n += 1) {
          const next = holded().control.addToken(account);
          valueOf(await saveToken(scope, eva, { token: next }));
          if (n === 1) {
            // Something is wrong with it after all: back, and forward again.
            valueOf(await rollBackToken(scope, eva));
            valueOf(await rollBackToken(scope, eva));
          }
          expect(codeOf(await saveToken(scope, eva, { token: wrong }))).toBe("holded.key_refused");
          holded().control.revokeToken(before);
          before = next;
          await sleep(30);
        }
        state.isRotating = false;
        await wakeAgain(scope);
      };
      await Promise.all([admins(), ...Array.from({ length: workers }, worker), ...Array.from({ length: readers }, reader)]);

      expect(failures).toEqual([]);
      expect(state.reads).toBeGreaterThan(rotations);
      const purchases = holded().control.objects<{ id: string; number: string }>("purchases", account);
      expect(purchases.map(({ number }) => number).sort()).toEqual([...numbers].sort());
      expect(holded().control.objects("contacts", account)).toHaveLength(4);
      expect(await connectionView(scope)).toMatchObject({ status: "ok" });
      expect(await verifyChain(scope)).toMatchObject({ ok: true });
    },
  );
});
