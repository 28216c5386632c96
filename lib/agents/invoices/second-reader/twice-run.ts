import "server-only";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";
import { compareReadings } from "@/lib/agents/invoices/second-reader/compare";
import { pagesAsText } from "@/lib/agents/invoices/second-reader/pages-as-text";
import { invoiceMaxTokens, invoicePrompt, secondAnswer, type SecondAnswer } from "@/lib/agents/invoices/second-reader/prompt";
import type { Evidence } from "@/lib/claude/request";
import type { ClaudeMode } from "@/lib/claude/setup";
import type { ReadDocument } from "@/lib/documents/model";
import { writePages } from "@/lib/documents/write-pages";
import type { Reason } from "@/lib/kernel/evidence";
import type { Failure, Result } from "@/lib/kernel/result";

/** What is asked of the model, whoever asks it. */
export const invoiceQuestion = {
  prompt: invoicePrompt,
  schema: secondAnswer,
  maxTokens: invoiceMaxTokens,
  timeoutMs: 60_000,
} as const;

/** A file of many invoices waits no longer than this for all of them. */
export const filePatienceMs = 180_000;

/** For one invoice of a file whose time ends at `deadline`. */
export const patienceUntil = (deadline: number): number => Math.min(90_000, deadline - performance.now());

/** What is no invoice is refused anyway, and what has no pages is read exactly. */
export function isWanted(mode: ClaudeMode, { isInvoice, pages, standing }: InvoiceReading): boolean {
  return isInvoice && pages.length > 0 && (mode === "always" || (mode === "unsure" && standing !== "clear"));
}

type Answered = { readonly value: SecondAnswer; readonly model: string; readonly cents: string };

type Asking<A extends Answered> = {
  readonly patienceMs: number;
  /** Where the pages themselves are, for eyes. */
  readonly pictures: () => Promise<readonly Evidence[]>;
  readonly ask: (evidence: readonly Evidence[]) => Promise<Result<A>>;
};

type Twice<A> = { readonly reading: InvoiceReading; readonly answer: A | null; readonly said: Readonly<Record<string, string>> };

/** One reading, and the second reader's laid beside it. A failure outside never fails a document: it says so and goes on. */
export async function readTwice<A extends Answered>(
  local: InvoiceReading,
  document: ReadDocument,
  context: ReadingContext,
  { patienceMs, pictures, ask }: Asking<A>,
): Promise<Twice<A>> {
  if (patienceMs < 5_000) return alone({ ...local, reasons: [...local.reasons, notAvailable] });
  const own = { ...document, pages: document.pages.filter(({ number }) => local.pages.includes(number)) };
  const words: Evidence = { kind: "text", title: "Words of the pages:", text: pagesAsText(own) };
  const shown = await pictures();
  const first = await ask([...shown, words]);
  // What the file can cost at most is too much for what is left of the month: the words alone cost little.
  const isTooDear = shown.length > 0 && !first.ok && first.error.code === "claude.budget_spent";
  const answer = isTooDear ? await ask([words]) : first;
  if (!answer.ok) return alone(withoutAnswer(local, answer.error));
  const { reading, said } = compareReadings(local, answer.value.value, own, context, answer.value);
  return { reading, said, answer: answer.value };
}

const notAvailable: Reason = { code: "second.not_available", level: "info" };
const alone = (reading: InvoiceReading) => ({ reading, answer: null, said: {} });

/** The item says that nobody else read it, and goes on. Switched off meanwhile is no news. */
function withoutAnswer(local: InvoiceReading, { code }: Failure): InvoiceReading {
  if (code === "claude.off" || code === "claude.cancelled") return local;
  const why: Reason = code === "claude.budget_spent" ? { code: "second.budget_spent", level: "info" } : notAvailable;
  return { ...local, reasons: [...local.reasons, why] };
}

export const mostPages = 20;
/** What the API takes of one picture, before it grows by a third on its way; a PDF may be larger. */
const mostBytes = { image: 3_700_000, pdf: 15_000_000 } as const;
const pictureTypes = ["image/png", "image/jpeg", "image/webp"] as const;

/** A file as the model takes it; nothing where it is of another kind or too large. */
export async function fileForModel(bytes: Uint8Array, mediaType: string): Promise<readonly Evidence[]> {
  if (mediaType !== "application/pdf" && !mediaType.startsWith("image/")) return [];
  const picture = pictureTypes.find((one) => one === mediaType);
  if (picture !== undefined && bytes.length <= mostBytes.image) return [{ kind: "image", bytes, mediaType: picture }];
  const pdf = mediaType === "application/pdf" ? bytes : await asPdf(bytes, mediaType, null);
  return pdf && pdf.length <= mostBytes.pdf ? [{ kind: "pdf", bytes: pdf }] : [];
}

/** Pages of a file as a PDF, all of them for null; written where strangers' files may be opened. */
export async function asPdf(bytes: Uint8Array, mediaType: string, pages: readonly number[] | null): Promise<Uint8Array | null> {
  const written = await writePages({ files: [{ bytes, mediaType }], outputs: [[{ file: 0, pages }]] });
  return (written.ok && written.value[0]) || null;
}
