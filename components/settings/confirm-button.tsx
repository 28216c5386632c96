"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { Answer } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button, type ButtonTone } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props = {
  readonly children: ReactNode;
  readonly tone?: ButtonTone;
  readonly disabled?: boolean;
  readonly title: string;
  /** What will happen, to whom, and whether it can be taken back. */
  readonly body: string;
  readonly confirm: string;
  readonly done: string;
  readonly command: () => Promise<Answer>;
};

/** For what is rare and has consequences: says them before it is done. */
export function ConfirmButton({ children, tone = "secondary", disabled = false, title, body, confirm, done, command }: Props) {
  const t = useTranslations("common");
  const [open, setOpen] = useState(false);
  const { busy, run } = useCommand();
  return (
    <>
      <Button tone={tone} disabled={disabled} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open && (
        <Dialog
          open
          onOpenChange={setOpen}
          size="sm"
          title={title}
          description={body}
          closeLabel={t("close")}
          footer={
            <>
              <Button tone="quiet" onClick={() => setOpen(false)}>
                {t("cancel")}
              </Button>
              <Button
                tone={tone === "danger" ? "danger" : "primary"}
                busy={busy}
                busyLabel={t("working")}
                onClick={() => void run(command, done).then(() => setOpen(false))}
              >
                {confirm}
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
