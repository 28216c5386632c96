"use client";
import { useTranslations } from "next-intl";
import { useState, type RefObject } from "react";
import { Initials } from "@/components/review/initials";
import { Button } from "@/components/ui/button";
import { MomentText } from "@/components/ui/moment-text";
import { inputClass } from "@/components/ui/field";
import type { TimelineEvent } from "@/lib/review/view";

type Props = {
  readonly events: readonly TimelineEvent[];
  readonly boxRef: RefObject<HTMLTextAreaElement | null>;
  /** Null for somebody who only reads. Resolves to whether it was stored. */
  readonly onComment: ((text: string) => Promise<boolean>) | null;
};

/** Remarks between colleagues beside one item. */
export function Comments({ events, boxRef, onComment }: Props) {
  const t = useTranslations("review.comments");
  const remarks = events.filter((event) => event.kind === "commented" && typeof event.detail["text"] === "string");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (onComment === null || text.trim() === "" || busy) return;
    setBusy(true);
    const stored = await onComment(text.trim());
    setBusy(false);
    if (stored) setText("");
  };
  return (
    <div className="flex flex-col gap-4 py-3">
      {remarks.length === 0 && <p className="text-13 text-ink-2">{t("none")}</p>}
      <ul className="flex flex-col gap-4">
        {remarks.map((remark) => (
          <li key={remark.id} className="flex gap-3 text-13">
            {remark.person !== null && <Initials person={remark.person} label={remark.person.name} />}
            <div className="min-w-0 flex-1">
              <p className="flex gap-2 text-12 text-ink-3">
                <span className="font-medium text-ink">{remark.person?.name}</span>
                <MomentText value={remark.at} />
              </p>
              <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{String(remark.detail["text"])}</p>
            </div>
          </li>
        ))}
      </ul>
      {onComment !== null && (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <label className="flex flex-col gap-1">
            <span className="text-13 text-ink-2">{t("write")}</span>
            <textarea
              ref={boxRef}
              rows={3}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                event.stopPropagation();
                void send();
              }}
              className={`${inputClass()} h-auto! resize-y py-1.5`}
            />
          </label>
          <Button type="submit" className="self-end" busy={busy} busyLabel={t("sending")} disabled={text.trim() === ""}>
            {t("send")}
          </Button>
        </form>
      )}
    </div>
  );
}
