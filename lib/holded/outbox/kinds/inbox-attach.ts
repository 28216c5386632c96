import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { attachInboxDocument, getInboxDocument } from "@/lib/holded/endpoints/inbox";
import { mustBe } from "@/lib/holded/outbox/compare";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { inboxRow } from "@/lib/holded/mirror/rows";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import { stillSo } from "@/lib/holded/outbox/steps/changed";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { InboxAttachPlan } from "@/lib/holded/plans/inbox";

/** Ties a paper of Holded's inbox to its document. Holded does not say to which one; that the paper is done is all there is to read. */
export const inboxAttach: PushKind<InboxAttachPlan> = {
  main: "link",
  harmless: [],
  own: [],
  conflicts: (plan) => [`inbox:${plan.inboxId}`],
  place: (plan) => ({ paper: plan.inboxId, document: plan.documentId }),
  async carry(context, plan) {
    const { client } = context;
    const { inboxId, documentId, documentType } = plan;
    const look = async (): Promise<StepResult<string | null>> => {
      const now = await paperNow(context, inboxId);
      return now.ok ? ok(now.value.status === "done" ? inboxId : null) : now;
    };
    const prepare = async (): Promise<StepResult<Record<string, string>>> => {
      const now = await paperNow(context, inboxId);
      if (!now.ok) return now;
      // Somebody else has dealt with it.
      const open = await stillSo(context, now.value.status !== "done" && now.value.status !== "rejected", {
        field: "paper",
        approved: "pending_to_verify",
        now: now.value.status,
      });
      return open.ok ? ok({ status: now.value.status ?? "" }) : open;
    };
    const write = async (): Promise<Result<string>> => {
      const linked = await client.call(attachInboxDocument, { params: { id: inboxId }, body: { documentId, documentType } });
      return linked.ok ? ok(inboxId) : linked;
    };
    const linked = await writeOnce(context, { name: "link", look, write, prepare, looksFirst: false });
    return linked.ok ? readBack(context, inboxId) : linked;
  },
};

const paperNow = ({ client }: RunContext, id: string) => client.call(getInboxDocument, { params: { id } });

async function readBack(context: RunContext, id: string): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = await paperNow(context, id);
  if (!now.ok) return now;
  const differences = mustBe("paper", "done", now.value.status);
  const judged = await verdict(context, id, differences);
  return judged.ok ? ok({ holdedId: id, differences, mirror: [{ resource: "inbox_document", row: inboxRow(now.value) }] }) : judged;
}
