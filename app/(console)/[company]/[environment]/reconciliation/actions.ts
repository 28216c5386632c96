"use server";
import { reportMistake as reportIt } from "@/lib/agents/reconciliation/automation/manage-run";
import { lookAgain as lookNow } from "@/lib/agents/reconciliation/kind";
import { companyAction } from "@/lib/platform/http/company-action";
import { acceptDifference as accept } from "@/lib/review/accept-difference";
import { answerDoubt as answer } from "@/lib/review/answer-doubt";
import { assignProposal } from "@/lib/review/assign-proposal";
import { bulkApprove } from "@/lib/review/bulk-approve";
import { comment as addComment } from "@/lib/review/comment";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import {
  acceptDifferenceInput,
  answerDoubtInput,
  assignInput,
  bulkApproveInput,
  commentInput,
  decisionInput,
  editInput,
  oneProposal,
  snoozeInput,
} from "@/lib/review/inputs";
import { retryPush } from "@/lib/review/retry-push";
import { sendBack as sendItBack } from "@/lib/review/send-back";
import { snoozeProposal, wakeProposal } from "@/lib/review/snooze-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import { z } from "zod";
import "@/lib/agents/all";

const [approval, rejection] = decisionInput.options;
const approves = "reconciliation.approve";
const writes = "reconciliation.write";

export const approve = companyAction({ name: "reconciliation.approve", needs: approves })
  .input(approval.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "approve" }));

export const reject = companyAction({ name: "reconciliation.reject", needs: approves })
  .input(rejection.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "reject" }));

export const undo = companyAction({ name: "reconciliation.undo", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => undoDecision(scope, actor, input));

export const edit = companyAction({ name: "reconciliation.edit", needs: writes })
  .input(editInput)
  .run(({ scope, actor, input }) => editProposal(scope, actor, input));

export const approveMany = companyAction({ name: "reconciliation.approve_many", needs: approves })
  .input(bulkApproveInput)
  .run(({ scope, actor, input }) => bulkApprove(scope, actor, input));

export const assign = companyAction({ name: "reconciliation.assign", needs: writes })
  .input(assignInput)
  .run(({ scope, actor, input }) => assignProposal(scope, actor, input));

export const snooze = companyAction({ name: "reconciliation.snooze", needs: approves })
  .input(snoozeInput)
  .run(({ scope, actor, input }) => snoozeProposal(scope, actor, input));

export const wake = companyAction({ name: "reconciliation.wake", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => wakeProposal(scope, actor, input));

export const comment = companyAction({ name: "reconciliation.comment", needs: writes })
  .input(commentInput)
  .run(({ scope, actor, input }) => addComment(scope, actor, input));

export const retry = companyAction({ name: "reconciliation.retry", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => retryPush(scope, actor, input));

export const acceptDifference = companyAction({ name: "reconciliation.accept_difference", needs: approves })
  .input(acceptDifferenceInput)
  .run(({ scope, actor, input }) => accept(scope, actor, input));

export const answerDoubt = companyAction({ name: "reconciliation.answer_doubt", needs: approves })
  .input(answerDoubtInput)
  .run(({ scope, actor, input }) => answer(scope, actor, input));

export const sendBack = companyAction({ name: "reconciliation.send_back", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => sendItBack(scope, actor, input));

/** Movements and documents are read again from Holded, and all proposals looked at again. */
export const lookAgain = companyAction({ name: "reconciliation.look_again", needs: writes })
  .input(z.object({}))
  .run(({ scope, actor }) => lookNow(scope, actor));

/** What a rule had approved was wrong. */
export const reportMistake = companyAction({ name: "reconciliation.report_mistake", needs: approves })
  .input(z.strictObject({ proposalId: z.uuid() }))
  .run(({ scope, actor, input }) => reportIt(scope, actor, input));
