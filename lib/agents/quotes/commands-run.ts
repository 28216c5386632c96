import "server-only";
import { answerOf } from "@/lib/agents/quotes/answer";
import type { EditQuoteInput, PriceInput, RequestInput } from "@/lib/agents/quotes/inputs";
import { memberFor } from "@/lib/agents/quotes/member-store";
import { quotePayload, type QuotePayload } from "@/lib/agents/quotes/model";
import { pricingOf } from "@/lib/agents/quotes/pricing-store";
import { reprice } from "@/lib/agents/quotes/reprice";
import { findQuote, saveArrival } from "@/lib/agents/quotes/store";
import { blobStore } from "@/lib/documents/blob-store";
import { describeUpload, registerUpload, type Received } from "@/lib/inbox/register-upload";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { editProposal } from "@/lib/review/edit-proposal";
import type { Edited } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";

/**
 * Takes a request that somebody pasted: its words are stored first, as a file like any other, and a job drafts the quote.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`.
 */
export async function receiveRequest(
  scope: CompanyScope,
  actor: Actor,
  { channel, text, from, subject }: RequestInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Received>> {
  const allowed = await scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    return member.ok ? refuseUnlessAgentWorks(tx, scope, "quote") : member;
  });
  if (!allowed.ok) return allowed;
  const bytes = new TextEncoder().encode(text);
  const fileName = `${subject?.trim().slice(0, 80) || { email: "Correo", whatsapp: "WhatsApp", call: "Llamada" }[channel]}.txt`;
  const file = { ...describeUpload(scope, actor, { fileName, bytes, source: "upload" }), mediaType: "text/plain" };
  await blobStore().put(file.blobKey, bytes);
  return scope.write(async (tx) => {
    const received = await registerUpload(tx, scope, actor, file, "quote");
    await saveArrival(tx, scope, received.proposalId, {
      channel,
      sender: blank(from),
      subject: blank(subject),
      receivedOn: todayInMadrid(clock),
    });
    return ok(received);
  });
}

const blank = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text.trim());

type EditedQuote = Edited & { readonly payload: QuotePayload };

/**
 * The form's autosave: the whole quote becomes the next version, with everything that the rules decide worked out anew
 * (items, prices whose rule is not a person's, taxes, totals). The answer holds the payload that counts.
 * Refused: as `editProposal`.
 */
export async function editQuote(
  scope: CompanyScope,
  actor: Actor,
  { payload: given, ...at }: EditQuoteInput,
): Promise<Result<EditedQuote>> {
  const parsed = quotePayload.safeParse(given);
  const prepared = await scope.write(async (tx): Promise<Result<QuotePayload>> => {
    const mine = await lockFor(tx, scope, actor, at.id, "write");
    if (!mine.ok) return mine;
    const stored = await findQuote(tx, scope, at.id);
    if (!stored) return refuse(mine.value.proposal.kind === "quote" ? "proposal.unread" : "access.not_found");
    if (!parsed.success)
      return refuse("input.invalid", {
        fields: [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))].slice(0, 20).join(", "),
      });
    // What arrived, and what is changed by it in Holded, is nobody's to write.
    const { request, revises, warnings } = stored.payload;
    const kept = { ...parsed.data, request, revises, warnings };
    return ok(withAnswer(reprice(kept, await pricingOf(tx, scope, kept)), stored.payload));
  });
  if (!prepared.ok) return prepared;
  const edited = await editProposal(scope, actor, { ...at, payload: prepared.value });
  return edited.ok ? ok({ ...edited.value, payload: prepared.value }) : edited;
}

/** What is asked follows the lines, as long as nobody has put the words of the answer otherwise. */
function withAnswer(edited: QuotePayload, before: QuotePayload): QuotePayload {
  const isWritten = edited.answer === before.answer && before.answer === answerOf(before);
  return isWritten ? { ...edited, answer: answerOf(edited) } : edited;
}

type PricedQuote = Pick<QuotePayload, "customer" | "lines" | "totals">;

/** What these lines cost this customer now; nothing is stored. Refused: `access.not_found`. */
export function priceQuote(scope: CompanyScope, actor: Actor, given: PriceInput): Promise<Result<PricedQuote>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    if (!member.ok) return member;
    const { customer, lines, totals } = reprice(given, await pricingOf(tx, scope, given));
    return ok({ customer, lines, totals });
  });
}

/** The answer to the customer written anew from the lines as they stand; nothing is stored. Refused: `access.not_found`. */
export function rewriteAnswer(
  scope: CompanyScope,
  actor: Actor,
  given: Pick<QuotePayload, "lines" | "language">,
): Promise<Result<{ readonly answer: string | null }>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    return member.ok ? ok({ answer: answerOf(given) }) : member;
  });
}
