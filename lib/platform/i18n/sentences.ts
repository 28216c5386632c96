import type { useTranslations } from "next-intl";
import { badLineReasons } from "@/lib/documents/statements/bad-line";
import { doubtOf } from "@/lib/holded/outbox/doubt";
import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
import { reasonKey } from "@/lib/platform/i18n/reason-key";

/** What `useTranslations()` or `await getTranslations()` without a namespace gives. */
export type Translate = ReturnType<typeof useTranslations<never>>;

/**
 * What happened, what it means for the work, what to do. A spent month says until when, where it is known; what nobody can
 * look up, that a person has to.
 */
export function failureSentence(
  t: Translate,
  failure: { readonly code: Failure["code"]; readonly detail?: Failure["detail"] | undefined },
): string {
  const { until, parts } = written(failure.detail);
  if (failure.code === "holded.quota_spent" && typeof until === "string") return t("failure.holded.quota_spent_until", { until });
  if (failure.code === "holded.outcome_unknown" && doubtOf(failure)) return t("failure.holded.outcome_doubt");
  if (failure.code === "mail.no_invoice" && typeof parts === "string") return t("failure.mail.no_invoice_holding", { parts });
  if (failure.code === "statement.bad_line" && failure.detail) return badLineSentence(t, failure.detail);
  if (failure.code === "document.too_many_pages" && failure.detail) return tooManyPagesSentence(t, failure.detail);
  return t(`failure.${failure.code}`);
}

/** How many pages there are, how many are read, and into how many files to divide them: some more than would just do. */
function tooManyPagesSentence(t: Translate, { pages, limit }: Readonly<Record<string, string | number>>): string {
  if (typeof pages !== "number" || typeof limit !== "number") return t("failure.document.too_many_pages");
  return t("failure.document.too_many_pages_in", { pages, limit, files: Math.ceil(pages / limit) + 1 });
}

/** Which line of a statement, and what is wrong with it. */
function badLineSentence(t: Translate, { line, what }: Readonly<Record<string, string | number>>): string {
  const reason = badLineReasons.find((one) => one === what);
  if (typeof line !== "number" || reason === undefined) return t("failure.statement.bad_line");
  return t("failure.statement.bad_line_at", { line, what: t(`statements.bad.${reason}`) });
}

/** Why a machine says what it says, in the reader's words and with figures and dates as they are written here. */
export function reasonSentence(t: Translate, reason: Pick<Reason, "code" | "detail">): string {
  return t(`reason.${reasonKey(reason.code)}`, written(reason.detail));
}

/** Details as the sentence shows them: "1234.50" → "1.234,50", "2026-10-14" → "14/10/2026"; anything else as it is. */
export function written(detail: Reason["detail"] = {}): Record<string, string | number> {
  return Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, typeof value === "string" ? writtenText(value) : value]));
}

function writtenText(value: string): string {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (date) return `${date[3]}/${date[2]}/${date[1]}`;
  const amount = /^(-?)(\d{1,15})\.(\d{2})$/.exec(value);
  if (!amount) return value;
  const [, sign, whole = "", cents = ""] = amount;
  return `${sign === "" ? "" : "−"}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ".")},${cents}`;
}
