"use client";
import { Copy, Pencil, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SendForm } from "@/components/quotes/send-form";
import { useEstimate } from "@/components/quotes/use-estimate";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import type { ShownFailure } from "@/components/review/answers";
import { useSentences } from "@/components/review/use-sentences";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import type { ItemView } from "@/lib/review/view";

const shapes: Readonly<Record<"open" | "accepted" | "rejected" | "converted" | "gone", Status>> = {
  open: "waiting",
  accepted: "clear",
  converted: "clear",
  rejected: "refused",
  gone: "refused",
};

type Props = { readonly item: ItemView<QuotePayload>; readonly payload: QuotePayload };

/** The estimate that stands in Holded, what became of it, and what can be done next. */
export function EstimatePanel({ item, payload }: Props) {
  const t = useTranslations("quotes.estimate");
  const common = useTranslations("common");
  const { canWrite, duplicate, revise, open } = useQuoteFacts();
  const sentences = useSentences();
  const estimate = useEstimate(item.id, item.state);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const run = (command: (id: string) => Promise<ShownFailure | null>) => () => void command(item.id).then(setFailure);
  const isDecided = ["settled", "rejected", "withdrawn"].includes(item.state);
  if (estimate === null && !isDecided) return null;
  return (
    <section aria-label={t("label")} className="flex flex-col gap-3 rounded-md border border-line bg-raised px-4 py-3">
      {estimate !== null && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-14">
          <span className="font-semibold">{t("number", { number: estimate.number ?? "—" })}</span>
          <StatusMark status={shapes[estimate.outcome]} className="text-13">
            {t(`status.${estimate.outcome}`)}
          </StatusMark>
          <Amount value={estimate.total} currency={payload.currency} />
          <CopyId value={estimate.estimateId} label={t("holdedId")} copiedLabel={common("copied")} />
        </p>
      )}
      {estimate?.sendings.map(({ id, to, at, state }) => (
        <p key={id} className="text-13 text-ink-2">
          {t(`sent.${state === "settled" ? "sent" : state === "failed" ? "failed" : "sending"}`, { to: to.join(", ") })}{" "}
          <MomentText value={at} className="text-12 text-ink-3" />
        </p>
      ))}
      {estimate?.revisedBy != null && (
        <p className="flex flex-wrap items-center gap-x-2 text-13 text-ink-2">
          {t("revised")}
          <Button tone="quiet" className="text-12!" onClick={() => open(estimate.revisedBy ?? "")}>
            {t("openRevision")}
          </Button>
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="text-13 text-refused">
          {sentences.failure(failure)}
        </p>
      )}
      {canWrite && (
        <div className="flex flex-wrap gap-2">
          {estimate !== null && estimate.outcome !== "gone" && (
            <>
              <Button icon={<Send size={14} aria-hidden />} aria-expanded={sending} onClick={() => setSending(!sending)}>
                {t("send")}
              </Button>
              {estimate.outcome === "open" && estimate.revisedBy === null && (
                <Button icon={<Pencil size={14} aria-hidden />} onClick={run(revise)}>
                  {t("revise")}
                </Button>
              )}
            </>
          )}
          {isDecided && (
            <Button tone="quiet" icon={<Copy size={14} aria-hidden />} onClick={run(duplicate)}>
              {t("duplicate")}
            </Button>
          )}
        </div>
      )}
      {sending && estimate !== null && <SendForm item={item} payload={payload} number={estimate.number} onDone={() => setSending(false)} />}
    </section>
  );
}
