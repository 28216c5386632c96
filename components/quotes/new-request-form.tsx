"use client";
import { useTranslations } from "next-intl";
import { useRef, useState, type KeyboardEvent } from "react";
import type { NewRequest, RequestSample } from "@/components/quotes/request-sample";
import type { ShownFailure } from "@/components/review/answers";
import { useSentences } from "@/components/review/use-sentences";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { TextArea, TextField } from "@/components/ui/text-field";
import { maxRequestLength } from "@/lib/agents/quotes/model";

type Props = {
  readonly samples: readonly RequestSample[];
  readonly onReceive: (request: NewRequest) => Promise<ShownFailure | null>;
  readonly onClose: () => void;
};

const channels = ["email", "whatsapp", "call"] as const;

/** A mail, a message or the note of a call, pasted as it is. */
export function NewRequestForm({ samples, onReceive, onClose }: Props) {
  const t = useTranslations("quotes.new");
  const common = useTranslations("common");
  const channelNames = useTranslations("quotes.channel");
  const sentences = useSentences();
  const [request, setRequest] = useState<NewRequest>({ channel: "email", text: "", from: null, subject: null });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const set = (change: Partial<NewRequest>) => setRequest((now) => ({ ...now, ...change }));
  const box = useRef<HTMLTextAreaElement>(null);
  const isEmpty = request.text.trim() === "";
  const send = async () => {
    if (isEmpty || busy) return;
    setBusy(true);
    const refused = await onReceive({ ...request, from: orNull(request.from), subject: orNull(request.subject) });
    setBusy(false);
    setFailure(refused);
    if (refused === null) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("lead")}
      closeLabel={common("close")}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button tone="primary" shortcut="mod+Enter" disabled={isEmpty} busy={busy} busyLabel={t("reading")} onClick={() => void send()}>
            {t("send")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4" onKeyDown={onKeyDown}>
        <div role="group" aria-label={t("channel")} className="flex gap-1">
          {channels.map((channel) => (
            <button
              key={channel}
              type="button"
              aria-pressed={request.channel === channel}
              onClick={() => set({ channel })}
              className={cx(
                "control-height rounded-md border px-3 text-13",
                request.channel === channel
                  ? "border-accent bg-accent-soft font-medium text-accent"
                  : "border-line text-ink-2 hover:bg-hover",
              )}
            >
              {channelNames(channel)}
            </button>
          ))}
        </div>
        <TextArea
          // The dialog opens to paste here.
          autoFocus
          ref={box}
          label={t("text")}
          rows={9}
          value={request.text}
          maxLength={maxRequestLength}
          error={failure === null ? undefined : sentences.failure(failure)}
          onChange={(event) => set({ text: event.target.value })}
        />
        <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
          <TextField
            label={t(`from.${request.channel === "whatsapp" || request.channel === "call" ? "phone" : "email"}`)}
            hint={t("fromHint")}
            value={request.from ?? ""}
            maxLength={300}
            onChange={(event) => set({ from: event.target.value })}
          />
          {request.channel === "email" && (
            <TextField
              label={t("subject")}
              value={request.subject ?? ""}
              maxLength={500}
              onChange={(event) => set({ subject: event.target.value })}
            />
          )}
        </div>
        {samples.length > 0 && isEmpty && (
          <p className="flex flex-wrap items-center gap-2 text-12 text-ink-3">
            {t("samples")}
            {samples.map(({ label, ...sample }) => (
              <Button
                key={label}
                className="text-12!"
                onClick={() => {
                  setRequest(sample);
                  // The button goes with its line: the keys are the box's again.
                  box.current?.focus();
                }}
              >
                {label}
              </Button>
            ))}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const orNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text.trim());
