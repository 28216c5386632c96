"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import type { ShownFailure } from "@/components/review/answers";
import { useSentences } from "@/components/review/use-sentences";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import type { ItemView } from "@/lib/review/view";

type Props = {
  readonly item: ItemView<QuotePayload>;
  readonly payload: QuotePayload;
  readonly number: string | null;
  readonly onDone: () => void;
};

/** Sending is a decision of its own: to whom and with which words stands here before it is pressed. */
export function SendForm({ item, payload, number, onDone }: Props) {
  const t = useTranslations("quotes.send");
  const { send } = useQuoteFacts();
  const sentences = useSentences();
  const [to, setTo] = useState(senderOf(payload));
  const [subject, setSubject] = useState(t("subjectText", { number: number ?? "" }));
  const [message, setMessage] = useState(payload.answer ?? "");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const addresses = to.split(/[\s,;]+/).filter((one) => one !== "");
  const isComplete = addresses.length > 0 && addresses.every((one) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(one));
  const press = async () => {
    setBusy(true);
    const refused = await send({ id: item.id, to: addresses, subject: subject.trim(), message: message.trim() });
    setBusy(false);
    setFailure(refused);
    if (refused === null) onDone();
  };
  return (
    <div className="hairline-t flex flex-col gap-3 pt-3">
      <TextField
        label={t("to")}
        value={to}
        maxLength={500}
        inputMode="email"
        error={to !== "" && !isComplete ? t("badAddress") : undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <TextField label={t("subject")} value={subject} maxLength={200} onChange={(event) => setSubject(event.target.value)} />
      <TextArea label={t("message")} rows={5} value={message} maxLength={5000} onChange={(event) => setMessage(event.target.value)} />
      {failure !== null && (
        <p role="alert" className="text-13 text-refused">
          {sentences.failure(failure)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="primary" disabled={!isComplete} busy={busy} busyLabel={t("sending")} onClick={() => void press()}>
          {addresses.length === 1 && isComplete ? t("sendTo", { to: addresses[0] ?? "" }) : t("send")}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
        <span className="text-12 text-ink-3">{t("note")}</span>
      </div>
    </div>
  );
}

/** The address the request came from. */
function senderOf({ request, customer }: QuotePayload): string {
  if (customer.mode === "new" && customer.email !== null) return customer.email;
  return /[^\s<>"]+@[^\s<>"]+\.[^\s<>"]+/.exec(request.from ?? "")?.[0] ?? "";
}
