"use client";
import { Check, Copy, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { textOrNull } from "@/components/invoices/head-fields";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { useField } from "@/components/review/fields";
import { useAnnouncer } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-field";
import type { QuotePayload } from "@/lib/agents/quotes/model";

type Props = {
  readonly payload: QuotePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<QuotePayload>, field: string | null) => void;
};

/** The answer to the customer, in their language: what is unclear or unknown is asked. Copied by hand; nothing is sent from here. */
export function AnswerBox({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("quotes.answer");
  const { writeAnswer } = useQuoteFacts();
  const { announce } = useAnnouncer();
  const { props } = useField("answer");
  const [copied, setCopied] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { answer, language } = payload;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
    announce(t("copied"));
  };
  const write = async () => {
    setBusy(true);
    const written = await writeAnswer(payload);
    setBusy(false);
    if ("answer" in written) onEdit({ answer: written.answer }, null);
    else announce(t("notWritten"));
  };
  return (
    <section aria-label={t("label")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-2">
        <h2 className="text-14 font-semibold">{t("label")}</h2>
        <span className="text-12 text-ink-3">{t(`in.${language}`)}</span>
        <span className="ml-auto flex flex-wrap">
          {!readOnly && (
            <Button
              tone="quiet"
              className="text-12!"
              busy={busy}
              busyLabel={t("writing")}
              icon={<RotateCcw size={13} aria-hidden />}
              onClick={() => void write()}
            >
              {answer === null ? t("write") : t("again")}
            </Button>
          )}
          {answer !== null && (
            <Button
              tone="secondary"
              className="text-12!"
              icon={copied === answer ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
              onClick={() => void copy(answer)}
            >
              {copied === answer ? t("copied") : t("copy")}
            </Button>
          )}
        </span>
      </div>
      {answer === null ? (
        <p className="text-13 text-ink-2">{t("none")}</p>
      ) : (
        <TextArea
          {...props}
          label={t("label")}
          hideLabel
          rows={6}
          lang={language}
          value={answer}
          readOnly={readOnly}
          maxLength={10_000}
          className="field-sizing-content max-h-96"
          onChange={(event) => onEdit({ answer: textOrNull(event.target.value) }, "answer")}
        />
      )}
    </section>
  );
}
