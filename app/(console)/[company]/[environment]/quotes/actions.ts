"use server";
import { duplicateQuote, reviseQuote, sendQuote } from "@/lib/agents/quotes/again-run";
import { editQuote, receiveRequest, rewriteAnswer } from "@/lib/agents/quotes/commands-run";
import { againInput, editQuoteInput, requestInput, sendInput } from "@/lib/agents/quotes/inputs";
import { quotePayload } from "@/lib/agents/quotes/model";
import { readAgain as readAgainNow } from "@/lib/inbox/read-again";
import { companyAction } from "@/lib/platform/http/company-action";
import { acceptDifference as accept } from "@/lib/review/accept-difference";
import { answerDoubt as answer } from "@/lib/review/answer-doubt";
import { assignProposal } from "@/lib/review/assign-proposal";
import { bulkApprove } from "@/lib/review/bulk-approve";
import { comment as addComment } from "@/lib/review/comment";
import { decide } from "@/lib/review/decide";
import {
  acceptDifferenceInput,
  answerDoubtInput,
  assignInput,
  bulkApproveInput,
  commentInput,
  decisionInput,
  oneProposal,
  snoozeInput,
} from "@/lib/review/inputs";
import { retryPush } from "@/lib/review/retry-push";
import { sendBack as sendItBack } from "@/lib/review/send-back";
import { snoozeProposal, wakeProposal } from "@/lib/review/snooze-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import "@/lib/agents/all";

const [approval, rejection] = decisionInput.options;
const approves = "quotes.approve";
const writes = "quotes.write";

export const approve = companyAction({ name: "quote.approve", needs: approves })
  .input(approval.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "approve" }));

export const reject = companyAction({ name: "quote.reject", needs: approves })
  .input(rejection.omit({ verdict: true }))
  .run(({ scope, actor, input }) => decide(scope, actor, { ...input, verdict: "reject" }));

export const undo = companyAction({ name: "quote.undo", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => undoDecision(scope, actor, input));

export const edit = companyAction({ name: "quote.edit", needs: writes })
  .input(editQuoteInput)
  .run(({ scope, actor, input }) => editQuote(scope, actor, input));

export const approveMany = companyAction({ name: "quote.approve_many", needs: approves })
  .input(bulkApproveInput)
  .run(({ scope, actor, input }) => bulkApprove(scope, actor, input));

export const assign = companyAction({ name: "quote.assign", needs: writes })
  .input(assignInput)
  .run(({ scope, actor, input }) => assignProposal(scope, actor, input));

export const snooze = companyAction({ name: "quote.snooze", needs: approves })
  .input(snoozeInput)
  .run(({ scope, actor, input }) => snoozeProposal(scope, actor, input));

export const wake = companyAction({ name: "quote.wake", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => wakeProposal(scope, actor, input));

export const comment = companyAction({ name: "quote.comment", needs: writes })
  .input(commentInput)
  .run(({ scope, actor, input }) => addComment(scope, actor, input));

export const retry = companyAction({ name: "quote.retry", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => retryPush(scope, actor, input));

export const acceptDifference = companyAction({ name: "quote.accept_difference", needs: approves })
  .input(acceptDifferenceInput)
  .run(({ scope, actor, input }) => accept(scope, actor, input));

export const answerDoubt = companyAction({ name: "quote.answer_doubt", needs: approves })
  .input(answerDoubtInput)
  .run(({ scope, actor, input }) => answer(scope, actor, input));

export const sendBack = companyAction({ name: "quote.send_back", needs: approves })
  .input(oneProposal)
  .run(({ scope, actor, input }) => sendItBack(scope, actor, input));

export const readAgain = companyAction({ name: "quote.read_again", needs: writes })
  .input(oneProposal)
  .run(({ scope, actor, input }) => readAgainNow(scope, actor, input));

/** A request that somebody pasted. */
export const receive = companyAction({ name: "quote.receive", needs: writes })
  .input(requestInput)
  .run(({ scope, actor, input }) => receiveRequest(scope, actor, input));

/** A new quote with the lines of an old one. */
export const duplicate = companyAction({ name: "quote.duplicate", needs: writes })
  .input(againInput)
  .run(({ scope, actor, input }) => duplicateQuote(scope, actor, input));

/** A later change of an estimate that stands in Holded. */
export const revise = companyAction({ name: "quote.revise", needs: writes })
  .input(againInput)
  .run(({ scope, actor, input }) => reviseQuote(scope, actor, input));

/** Sending is a decision of its own. */
export const send = companyAction({ name: "quote.send", needs: approves })
  .input(sendInput)
  .run(({ scope, actor, input }) => sendQuote(scope, actor, input));

/** The answer to the customer for the lines as they stand on the screen. */
export const writeAnswer = companyAction({ name: "quote.answer", needs: writes })
  .input(quotePayload.pick({ lines: true, language: true }).strict())
  .run(({ scope, actor, input }) => rewriteAnswer(scope, actor, input));
