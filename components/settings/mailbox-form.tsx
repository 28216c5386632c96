"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { TrialResult, type MailboxTried } from "@/components/settings/mailbox-facts";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { useAnnouncer } from "@/components/ui/announcer";
import type { MailboxSetup, MailboxView } from "@/lib/mailbox/model";

type Draft = Omit<MailboxSetup, "port">;
type Props = {
  readonly box: MailboxView | null;
  readonly where: Where;
  readonly save: (input: Where & Draft) => Promise<Answer<MailboxTried>>;
};

/** Saved only when it opens. The password is written and never shown again; the browser is asked not to remember it. */
export function MailboxForm({ box, where, save }: Props) {
  const t = useTranslations();
  const [open, setOpen] = useState(box === null);
  if (open || box === null)
    return (
      <div className="my-3 basis-full">
        <Fields box={box} where={where} save={save} onDone={() => setOpen(false)} />
      </div>
    );
  return <Button onClick={() => setOpen(true)}>{t("mailbox.change")}</Button>;
}

function Fields({ box, where, save, onDone }: Props & { readonly onDone: () => void }) {
  const t = useTranslations("mailbox");
  const common = useTranslations("common");
  const { toast } = useAnnouncer();
  const { busy, run } = useCommand();
  const [folders, setFolders] = useState<readonly string[]>([]);
  const [draft, setDraft] = useState<Draft>({
    host: box?.host ?? "",
    security: box?.security ?? "tls",
    user: box?.user ?? "",
    password: "",
    folder: box?.folder ?? "INBOX",
    takesOld: box?.takesOld ?? false,
  });
  const change = (patch: Partial<Draft>) => setDraft((now) => ({ ...now, ...patch }));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFolders([]);
    const saved = await run(() => save({ ...where, ...draft }), null);
    if (saved === null) return;
    if ("folders" in saved.value) return setFolders(saved.value.folders);
    toast({ status: "clear", text: t("saved"), durationMs: 3500 });
    change({ password: "" });
    onDone();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-[480px] flex-col gap-4">
      <TextField
        label={t("host")}
        hint={t("hostHint")}
        required
        spellCheck={false}
        value={draft.host}
        onChange={(event) => change({ host: event.target.value })}
      />
      <Select
        label={t("security")}
        options={[
          { value: "tls", label: t("tls") },
          { value: "starttls", label: t("starttls") },
        ]}
        value={draft.security}
        onChange={(security) => change({ security })}
      />
      <TextField
        label={t("user")}
        required
        spellCheck={false}
        value={draft.user}
        onChange={(event) => change({ user: event.target.value })}
      />
      <TextField
        label={t("password")}
        hint={box === null ? t("passwordHint") : `${t("passwordHint")} ${t("passwordKept")}`}
        type="password"
        autoComplete="new-password"
        required={box === null}
        value={draft.password}
        onChange={(event) => change({ password: event.target.value })}
      />
      <TextField
        label={t("folder")}
        hint={t("folderHint")}
        required
        spellCheck={false}
        value={draft.folder}
        onChange={(event) => change({ folder: event.target.value })}
      />
      {folders.length > 0 && (
        <div className="flex flex-col gap-2">
          <TrialResult tried={{ folders }} />
          <div role="group" aria-label={t("folders")} className="flex flex-wrap gap-1.5">
            {folders.map((folder) => (
              <Button key={folder} onClick={() => change({ folder })}>
                {folder}
              </Button>
            ))}
          </div>
        </div>
      )}
      <Switch checked={draft.takesOld} onChange={(takesOld) => change({ takesOld })} label={t("takesOld")} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" busy={busy} busyLabel={t("saving")}>
          {t("save")}
        </Button>
        {box !== null && (
          <Button tone="quiet" onClick={onDone}>
            {common("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
