import { afterAll, describe, expect, it } from "vitest";
import { retryIntent } from "@/lib/holded/outbox/intent";
import type { Capabilities } from "@/lib/holded/account-store";
import type { FaultKind } from "@/lib/holded/sandbox/faults";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { approved, askAgain, connected, plan, runOnce, runOut, storedFile, testHolded } from "@/lib/testing/holded";

testDatabase();
const holded = testHolded();

afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

type Stored = {
  readonly id: string;
  readonly number: string | null;
  readonly tags: readonly string[];
  readonly custom_fields: readonly { field: string; value: string }[];
  readonly draft: boolean;
  readonly total: string;
  readonly contact_id: string;
};
const purchases = (account: string) => holded().control.objects<Stored>("purchases", account);
const contacts = (account: string) => holded().control.objects<{ id: string; name: string; code: string | null }>("contacts", account);
const proposalOf = (scope: CompanyScope, id: string) =>
  scope.read((tx) =>
    tx.proposal.findUniqueOrThrow({
      where: { companyId_environment_id: { companyId: scope.companyId, environment: scope.environment, id } },
    }),
  );
const eventsOf = (scope: CompanyScope, proposalId: string) =>
  scope.read((tx) => tx.proposalEvent.findMany({ where: { proposalId }, orderBy: { id: "asc" } }));

describe("an approved invoice", () => {
  it("becomes one purchase with its contact, reference and file, read back and settled", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "estandar" } });
    const wanted = plan({ attachment: await storedFile(scope, "Factura Señor (1).pdf") });
    const { pushId, proposalId, externalRef } = await approved(scope, wanted);

    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "settled" });

    const [purchase, ...others] = purchases(account);
    expect(others).toEqual([]);
    expect(purchase).toMatchObject({ number: wanted.body.number, total: "121.00", draft: true, tags: [externalRef] });
    expect(contacts(account)).toMatchObject([{ name: "Suministros Roble, S.L.", code: "B66554430" }]);
    expect(holded().control.objects("attachments", account)).toHaveLength(1);
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "settled", holdedId: purchase?.id, failure: null });
    expect((await eventsOf(scope, proposalId)).map(({ kind, detail }) => `${kind} ${(detail as { step?: string }).step ?? ""}`.trim())).toEqual([
      "sending", "step contact", "step create", "step attach", "step verify", "settled",
    ]); // prettier-ignore
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
    expect(await runOnce(scope, pushId)).toEqual({ kind: "over" });
    // Nothing that was sent was unknown to Holded and silently dropped.
    expect(holded().control.warnings(account)).toEqual([]);
  });

  it("takes its tags, its project and how the new contact is reached along, and Holded knows all of it", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "estandar" } });
    const reached = { email: "facturas@roble.es", phone: "983 345 678", address: "C/ Mayor, 12", postalCode: "47012", city: "Valladolid" };
    const contact = { mode: "ensure", name: "Suministros Roble, S.L.", code: "B66554430", countryCode: "ES", ...reached } as const;
    const labelled = plan({ contact }, { tags: ["obra"] });
    const { pushId, externalRef } = await approved(scope, labelled);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toMatchObject([{ tags: [externalRef, "obra"] }]);
    expect(contacts(account)).toMatchObject([
      {
        email: "facturas@roble.es",
        bill_address: { address: "C/ Mayor, 12", postal_code: "47012", city: "Valladolid", country_code: "ES" },
      },
    ]);
    expect(holded().control.warnings(account)).toEqual([]);
  });

  it("is approved in Holded too when the company wants that", async () => {
    const { scope, account } = await connected(holded());
    const { pushId } = await approved(scope, plan({ approve: true }));
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toMatchObject([{ draft: false }]);
  });

  it("carries its reference in a custom field where the plan has them, and is found by it", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    holded().control.fault({ kind: "drop_after", match: { method: "POST", path: "/purchases$", account } });
    const { pushId, externalRef } = await approved(scope);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toMatchObject([{ tags: [], custom_fields: [{ field: "Visto Bueno", value: externalRef }] }]);
  });

  it("uses the contact it was told, and makes none", async () => {
    const { scope, account } = await connected(holded());
    await runOnce(scope, (await approved(scope)).pushId);
    const [{ id } = { id: "" }] = contacts(account);
    const { pushId } = await approved(scope, plan({ contact: { mode: "known", id } }));
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(contacts(account)).toHaveLength(1);
  });

  it("finds a supplier that was typed in without tax id, by its name", async () => {
    const { scope, account } = await connected(holded());
    await runOnce(
      scope,
      (await approved(scope, plan({ contact: { mode: "ensure", name: "SUMINISTROS ROBLE SL", code: null, countryCode: null } }))).pushId,
    );
    await runOnce(scope, (await approved(scope)).pushId);
    expect(contacts(account)).toHaveLength(1);
    expect(purchases(account)).toHaveLength(2);
  });

  it("does not take a namesake with another tax id for its supplier", async () => {
    const { scope, account } = await connected(holded());
    await runOnce(scope, (await approved(scope)).pushId);
    await runOnce(
      scope,
      (await approved(scope, plan({ contact: { mode: "ensure", name: "Suministros Roble SL", code: "B12345674", countryCode: "ES" } })))
        .pushId,
    );
    expect(contacts(account).map(({ code }) => code)).toEqual(["B66554430", "B12345674"]);
  });

  it("posts a credit note as a refund and settles it", async () => {
    const { scope, account } = await connected(holded());
    expect(await runOnce(scope, (await approved(scope, plan({ refund: true }))).pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toMatchObject([{ type: "purchaserefund" }]);
  });

  it("settles in both number formats of Holded", async () => {
    for (const number_format of ["es", "spec", "es_everywhere"] as const) {
      const { scope } = await connected(holded(), { switches: { number_format } });
      const big = plan(
        { expect: { subtotal: "12345.60", tax: "2592.58", total: "14938.18" } },
        { items: [{ name: "Obra", units: "1", price: "12345.6", discount: "0", taxes: ["p_iva_21"], account: null }] },
      );
      expect(await runOnce(scope, (await approved(scope, big)).pushId)).toMatchObject({ kind: "settled" });
    }
  });

  it("is not sent before its undo window is over", async () => {
    const { scope, account } = await connected(holded());
    const startAfter = new Date(Date.now() + 60_000);
    const { pushId, proposalId } = await approved(scope, plan(), startAfter);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "waiting", until: startAfter });
    expect(purchases(account)).toEqual([]);
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "approved" });
  });
});

describe("exactly one purchase and one contact", () => {
  const faults: readonly FaultKind[] = ["500_before", "500_after", "drop_before", "drop_after", "truncated", "html_200", "html_200_after"];
  const paths = ["/contacts$", "/purchases$", "/attachments$", "/approve$"];
  const cases = faults.flatMap((kind) => paths.map((path) => ({ kind, path })));

  it.concurrent.each(cases)("come of an approval when Holded answers $kind to POST $path", async ({ kind, path }) => {
    const { scope, account } = await connected(holded());
    holded().control.fault({ kind, match: { method: "POST", path, account } });
    const { pushId, proposalId } = await approved(scope, plan({ approve: true, attachment: await storedFile(scope) }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toHaveLength(1);
    expect(contacts(account)).toHaveLength(1);
    expect(holded().control.objects("attachments", account)).toHaveLength(1);
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "settled" });
    expect(
      holded()
        .control.state()
        .faults.filter(({ match }) => match?.account === account),
    ).toEqual([]);
  });

  it("come of it although reads lag behind writes", async () => {
    const { scope, account } = await connected(holded(), { switches: { read_lag_ms: 700 } });
    holded().control.fault({ kind: "drop_after", match: { method: "POST", path: "/purchases$", account } });
    const { pushId } = await approved(scope, plan({ attachment: await storedFile(scope) }));
    expect(await runOut(scope, pushId, 1_500)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toHaveLength(1);
    expect(contacts(account)).toHaveLength(1);
  });

  it("come of two invoices of one new supplier that are sent at the same time", async () => {
    const { scope, account } = await connected(holded());
    const pushes = [await approved(scope), await approved(scope), await approved(scope)];
    const outcomes = await Promise.all(pushes.map(({ pushId }) => runOnce(scope, pushId)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["busy", "busy", "settled"]);
    for (const { pushId } of pushes) await runOut(scope, pushId);
    expect(purchases(account)).toHaveLength(3);
    expect(contacts(account)).toHaveLength(1);
  });

  it("come of one push that several workers run at once", async () => {
    const { scope, account } = await connected(holded());
    const { pushId } = await approved(scope);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => runOnce(scope, pushId)));
    expect(outcomes.filter(({ kind }) => kind === "settled")).toHaveLength(1);
    expect(purchases(account)).toHaveLength(1);
  });

  it("leaves an unanswered write to a person when somebody has typed in the same invoice meanwhile", async () => {
    const { scope, account } = await connected(holded());
    const wanted = plan();
    await runOnce(scope, (await approved(scope, wanted)).pushId);
    const [typed] = purchases(account);
    holded().control.edit(account, "purchases", typed?.id ?? "", { tags: [] });
    holded().control.fault({ kind: "drop_before", match: { method: "POST", path: "/purchases$", account } });
    const { pushId } = await approved(scope, wanted);
    expect(await runOut(scope, pushId)).toMatchObject({
      kind: "failed",
      failure: { code: "holded.outcome_unknown", detail: { candidate: typed?.id, number: wanted.body.number } },
    });
    expect(purchases(account)).toHaveLength(1);
  });
});

describe("trouble with Holded", () => {
  it("keeps the approval while Holded is away, and sends it when it is back", async () => {
    const { scope, account } = await connected(holded());
    for (let i = 0; i < 3; i += 1) holded().control.fault({ kind: "drop_before", match: { account } });
    const { pushId, proposalId } = await approved(scope);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "waiting", failure: { code: "holded.unreachable" } });
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "sending", failure: { code: "holded.unreachable" } });
    await scope.write((tx) => retryIntent(tx, scope, proposalId, new Date()));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "settled", failure: null });
    expect(purchases(account)).toHaveLength(1);
  });

  it("waits for a new key when the key is refused, and asks Holded no more meanwhile", async () => {
    const { scope, account, token } = await connected(holded());
    holded().control.revokeToken(token);
    const first = await approved(scope);
    const second = await approved(scope);
    expect(await runOnce(scope, first.pushId)).toMatchObject({ kind: "waiting", failure: { code: "holded.key_refused" } });
    const calls = holded().control.calls().length;
    expect(await runOnce(scope, second.pushId)).toMatchObject({ kind: "waiting", failure: { code: "holded.key_refused" } });
    expect(holded().control.calls()).toHaveLength(calls);
    expect(purchases(account)).toEqual([]);
  });

  it("names the permission that is missing, and remembers it", async () => {
    const { scope, token } = await connected(holded());
    const { control } = holded();
    const granted =
      control
        .state()
        .accounts.flatMap(({ tokens }) => tokens)
        .find(({ id }) => token.includes(id))?.permissions ?? [];
    control.setPermissions(
      token,
      granted.filter((name) => name !== "accounting:purchases.write"),
    );
    const { pushId } = await approved(scope);
    expect(await runOnce(scope, pushId)).toMatchObject({
      kind: "waiting",
      failure: { code: "holded.permission_missing", detail: { permission: "accounting:purchases.write" } },
    });
    const connection = await scope.read((tx) => tx.holdedConnection.findFirstOrThrow());
    expect((connection.capabilities as unknown as Capabilities).permissions["accounting:purchases.write"]).toBe("missing");
  });

  it("hands a locked period to a person, and goes on when it is open again", async () => {
    const { scope, account } = await connected(holded(), { switches: { locked_until: "2026-10-31" } });
    const { pushId, proposalId } = await approved(scope);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.period_locked" } });
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "failed", failure: { code: "holded.period_locked" } });
    holded().control.setSwitches({ locked_until: null }, account);
    await scope.write(async (tx) => {
      await retryIntent(tx, scope, proposalId, new Date());
      await tx.proposal.updateMany({ where: { id: proposalId }, data: { state: "sending" } });
    });
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toHaveLength(1);
  });

  it("waits for the window of the quota that other integrations have used up", async () => {
    const { scope, account } = await connected(holded(), { switches: { windows: { minute: 9 } } });
    const { pushId, proposalId } = await approved(scope);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "waiting", failure: { code: "holded.rate_limited" } });
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "sending", failure: { code: "holded.rate_limited" } });
    expect(
      holded()
        .control.calls({ account })
        .filter(({ status }) => status === 429),
    ).toEqual([]);
  });

  it("obeys a 429 and says until when", async () => {
    const { scope, account } = await connected(holded());
    holded().control.setSwitches({ windows: { minute: 1 } }, account);
    const { pushId } = await approved(scope);
    const outcome = await runOnce(scope, pushId);
    expect(outcome).toMatchObject({ kind: "waiting", failure: { code: "holded.rate_limited" } });
    const sent = holded().control.calls({ account }).length;
    await runOnce(scope, (await approved(scope)).pushId);
    expect(holded().control.calls({ account })).toHaveLength(sent);
  });

  it("fails with Holded's own words when it says no inside a 200", async () => {
    const { scope, account } = await connected(holded());
    holded().control.fault({ kind: "status_0", match: { method: "POST", path: "/purchases$", account } });
    const { pushId } = await approved(scope);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.rejected" } });
    expect(purchases(account)).toEqual([]);
  });

  it("does not call it done when Holded made something else of it", async () => {
    const { scope, account } = await connected(holded());
    const { pushId, proposalId } = await approved(scope, plan({ expect: { subtotal: "100.00", tax: "21.00", total: "121.01" } }));
    expect(await runOut(scope, pushId)).toMatchObject({
      kind: "failed", failure: { code: "holded.read_back_differs", detail: { fields: "total", expected: "121.01", got: "121.00" } },
    }); // prettier-ignore
    expect(await proposalOf(scope, proposalId)).toMatchObject({ state: "failed", holdedId: purchases(account)[0]?.id });
  });

  it("stops before writing when the file is gone", async () => {
    const { scope, account } = await connected(holded());
    const { pushId } = await approved(
      scope,
      plan({ attachment: { documentId: crypto.randomUUID(), fileName: "x.pdf", mediaType: "application/pdf" } }),
    );
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "document.missing_file" } });
    expect([...purchases(account), ...contacts(account)]).toEqual([]);
  });

  it("makes it again on request after somebody deleted it in Holded", async () => {
    const { scope, account } = await connected(holded());
    const { pushId, proposalId } = await approved(scope, plan({ expect: { subtotal: "100.00", tax: "21.00", total: "121.01" } }));
    await runOut(scope, pushId);
    const token = holded().control.addToken(account);
    const [wrong] = purchases(account);
    await fetch(`${holded().url}/api/v2/purchases/${wrong?.id}`, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
    const again = () => askAgain(scope, proposalId);
    await again();
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.not_found" } });
    await again();
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.read_back_differs" } });
    expect(purchases(account)).toHaveLength(1);
  });
});

describe("a Holded that fails at random", () => {
  it("ends with exactly one purchase for every approval, and an unbroken audit trail", { timeout: 120_000 }, async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium", read_lag_ms: 200 } });
    const kinds = ["500_before", "500_after", "drop_before", "drop_after", "html_200", "html_200_after", "truncated"] as const;
    const pushes = [];
    for (let i = 0; i < 8; i += 1) pushes.push(await approved(scope, plan({ approve: i % 2 === 0, attachment: await storedFile(scope) })));
    holded().control.randomFaults({ seed: 20_261_122, rate: 0.25, kinds });
    const troubles = ["holded.server_error", "holded.bad_answer", "holded.unreachable", "holded.outcome_unknown"];
    try {
      for (const { pushId, proposalId } of pushes) {
        for (let outcome = await runOut(scope, pushId, 600); outcome.kind !== "settled"; outcome = await runOut(scope, pushId, 600)) {
          if (outcome.kind === "failed") {
            // Out of patience, and only ever because of Holded's trouble: a person asks again.
            expect(troubles).toContain(outcome.failure.code);
            await askAgain(scope, proposalId);
          } else {
            expect(outcome.kind).toBe("waiting");
            // Hours of patience, without the hours.
            await scope.write((tx) => tx.push.updateMany({ where: { id: pushId }, data: { nextAttempt: new Date() } }));
          }
        }
      }
    } finally {
      holded().control.randomFaults(null);
    }
    expect(
      purchases(account)
        .map(({ custom_fields }) => custom_fields[0]?.value)
        .sort(),
    ).toEqual(pushes.map(({ externalRef }) => externalRef).sort());
    expect(contacts(account)).toHaveLength(1);
    expect(holded().control.objects("attachments", account)).toHaveLength(8);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });
});

describe("the integration log", () => {
  it("tells every call and hides who and how much", async () => {
    const { scope } = await connected(holded());
    const { pushId, proposalId } = await approved(scope, plan({ attachment: await storedFile(scope, "Roble secreto.pdf") }));
    await runOnce(scope, pushId);
    const calls = await scope.read((tx) => tx.integrationCall.findMany({ where: { proposalId }, orderBy: { id: "asc" } }));
    expect(calls.map(({ method, status, purpose }) => `${method} ${status} ${purpose}`)).toContain("POST 201 write");
    expect(calls.every(({ ms, attempt, quotaLeft }) => ms >= 0 && attempt >= 1 && quotaLeft !== null)).toBe(true);
    const written = JSON.stringify(calls.map(({ path, requestBody, answerBody }) => ({ path, requestBody, answerBody })));
    for (const secret of ["Roble", "B66554430", "121,00", "100,00", "pat_", "Tornillo"]) expect(written).not.toContain(secret);
    expect(written).toContain("p_iva_21");
  });
});
