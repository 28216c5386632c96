import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { syncMirror } from "@/lib/holded/mirror";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import { itemView } from "@/lib/review/item-view";
import { retryPush } from "@/lib/review/retry-push";
import { testDatabase } from "@/lib/testing/database";
import { connected, runOut, testHolded } from "@/lib/testing/holded";
import type { TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();
afterAll(closeReaders);

const folder = path.join(import.meta.dirname, "../../../e2e/fixtures/pdf");

async function arrived(scope: CompanyScope, who: TestPerson, name: string) {
  const bytes = fs.readFileSync(path.join(folder, `${name}.pdf`));
  const { proposalId } = valueOf(await receiveUpload(scope, who, { fileName: `${name}.pdf`, bytes, source: "upload" }));
  await readInvoice(scope, proposalId);
  return valueOf(await itemView(scope, proposalId));
}

type Item = Awaited<ReturnType<typeof arrived>>;
const approval = ({ id, version, payloadHash }: Item) =>
  ({ verdict: "approve", requestKey: randomUUID(), id, seenVersion: version, seenHash: payloadHash }) as const;
const codes = ({ reasons }: Item) => reasons.map(({ code }) => code);
const earlier = { clock: () => new Date(Date.now() - 11_000) };

describe("an invoice dated in a period that is closed", () => {
  it("says so before anybody approves it, and asks for more than one click", async () => {
    const { scope, eva } = await connected(holded());
    valueOf(await syncMirror(scope, { purpose: "person" }));
    await saveCompanySettings(scope, eva, { closedThrough: "2026-10-31" });
    const item = await arrived(scope, eva, "01-tornilleria-clasica");
    expect(codes(item)).toContain("period.closed");
    expect(item).toMatchObject({ standing: "needs_review", risk: "high" });
    expect(codeOf(await decide(scope, eva, approval(item)))).toBe("proposal.needs_typed_confirmation");
  });

  it("says so after Holded refused another one of that time, until Holded takes one again", async () => {
    const { scope, eva, account } = await connected(holded());
    valueOf(await syncMirror(scope, { purpose: "person" }));
    const first = await arrived(scope, eva, "01-tornilleria-clasica");
    expect(codes(first)).not.toContain("period.refused_before");
    holded().control.setSwitches({ locked_until: "2026-12-31" }, account);
    valueOf(await decide(scope, eva, approval(first), earlier));
    const { id: pushId } = await scope.read((tx) => tx.push.findFirstOrThrow({ where: { proposalId: first.id }, select: { id: true } }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.period_locked" } });
    const second = await arrived(scope, eva, "12-alquiler-retencion");
    expect(codes(second)).toContain("period.refused_before");

    holded().control.setSwitches({ locked_until: null }, account);
    valueOf(await retryPush(scope, eva, { id: first.id }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(codes(await arrived(scope, eva, "02-herrajes-pie"))).not.toContain("period.refused_before");
  });
});
