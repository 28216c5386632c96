import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import "@/lib/agents/all";
import { readInvoice } from "@/lib/agents/invoices/run";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { testDatabase } from "@/lib/testing/database";
import { admin, company } from "@/lib/testing/people";
import { valueOf } from "@/lib/testing/proposals";

testDatabase();

it("an invoice that arrived before the agent was switched off in live is not read, and says why", async () => {
  const { scope, eva } = await company({ environment: "live" }).with(admin("eva"));
  await setAgentLive(scope, eva, "invoices", true);
  const upload = { fileName: "factura.pdf", bytes: randomBytes(64), source: "upload" } as const;
  const { proposalId } = valueOf(await receiveUpload(scope, eva, upload));
  await setAgentLive(scope, eva, "invoices", false);
  await readInvoice(scope, proposalId);
  const item = await scope.read((tx) => tx.proposal.findFirst({ where: { id: proposalId }, select: { state: true, failure: true } }));
  expect(item).toEqual({ state: "refused", failure: { code: "agent.not_live", detail: { agent: "invoices" } } });
});
