"use server";
import { mergeItems } from "@/lib/inbox/merge-items";
import { readAgain as readAgainNow } from "@/lib/inbox/read-again";
import { splitItem } from "@/lib/inbox/split-item";
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
  mergeInput,
  oneProposal,
  snoozeInput,
  splitInput,
} from "@/lib/review/inputs";
import { retryPush } from "@/lib/review/retry-push";
import { sendBack as sendItBack } from "@/lib/review/send-back";
import { snoozeProposal, wakeProposal } from "@/lib/review/snooze-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import "@/lib/agents/all";

const [approval, rejection] = decisionInput.options;

export const approve = companyAction({ name: "invoice.approve", needs: "invoices.approve" })
  .input(approval.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "approve" }));

export const reject = companyAction({ name: "invoice.reject", needs: "invoices.approve" })
  .input(rejection.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "reject" }));

export const undo = companyAction({ name: "invoice.undo", needs: "invoices.approve" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => undoDecision(scope, actor, input));

export const edit = companyAction({ name: "invoice.edit", needs: "invoices.write" })
  .input(editInput)
  .run(({ scope, actor, input }) => editProposal(scope, actor, input));

export const approveMany = companyAction({ name: "invoice.approve_many", needs: "invoices.approve" })
  .input(bulkApproveInput)
  .run(({ scope, actor, input }) => bulkApprove(scope, actor, input));

export const assign = companyAction({ name: "invoice.assign", needs: "invoices.write" })
  .input(assignInput)
  .run(({ scope, actor, input }) => assignProposal(scope, actor, input));

export const snooze = companyAction({ name: "invoice.snooze", needs: "invoices.approve" })
  .input(snoozeInput)
  .run(({ scope, actor, input }) => snoozeProposal(scope, actor, input));

export const wake = companyAction({ name: "invoice.wake", needs: "invoices.approve" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => wakeProposal(scope, actor, input));

export const comment = companyAction({ name: "invoice.comment", needs: "invoices.write" })
  .input(commentInput)
  .run(({ scope, actor, input }) => addComment(scope, actor, input));

export const retry = companyAction({ name: "invoice.retry", needs: "invoices.approve" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => retryPush(scope, actor, input));

export const acceptDifference = companyAction({ name: "invoice.accept_difference", needs: "invoices.approve" })
  .input(acceptDifferenceInput)
  .run(({ scope, actor, input }) => accept(scope, actor, input));

export const answerDoubt = companyAction({ name: "invoice.answer_doubt", needs: "invoices.approve" })
  .input(answerDoubtInput)
  .run(({ scope, actor, input }) => answer(scope, actor, input));

export const sendBack = companyAction({ name: "invoice.send_back", needs: "invoices.approve" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => sendItBack(scope, actor, input));

export const readAgain = companyAction({ name: "invoice.read_again", needs: "invoices.write" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => readAgainNow(scope, actor, input));

export const split = companyAction({ name: "invoice.split", needs: "invoices.write" })
  .input(splitInput)
  .run(({ scope, actor, input }) => splitItem(scope, actor, input));

export const merge = companyAction({ name: "invoice.merge", needs: "invoices.write" })
  .input(mergeInput)
  .run(({ scope, actor, input }) => mergeItems(scope, actor, input));
