"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { Fact, Facts } from "@/components/settings/facts";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { MomentText } from "@/components/ui/moment-text";
import { StatusShape } from "@/components/ui/status-mark";
import { Switch } from "@/components/ui/switch";
import { failureCodes } from "@/lib/kernel/result";
import type { MailboxView } from "@/lib/mailbox/model";
import { failureSentence } from "@/lib/platform/i18n/sentences";

/** What a trial answers: how many mails there are, or which folders where the one that was named is not there. */
export type MailboxTried = { readonly messages: number } | { readonly folders: readonly string[] };

type Props = {
  readonly box: MailboxView;
  readonly where: Where;
  readonly commands: {
    readonly test: (input: Where) => Promise<Answer<MailboxTried>>;
    readonly turn: (input: Where & { readonly on: boolean }) => Promise<Answer>;
    readonly remove: (input: Where) => Promise<Answer>;
  } | null;
  /** Changes it: a button that opens a form. */
  readonly children: ReactNode;
};

/** The mailbox that is kept: where it is, how the last look went, what was left in it. */
export function MailboxFacts({ box, where, commands, children }: Props) {
  const t = useTranslations();
  const turning = useCommand();
  const failure = failureCodes.find((code) => code === box.failure?.code);
  return (
    <div className="flex flex-col gap-5">
      <Facts>
        <Fact name={t("mailbox.host")}>{`${box.host} · ${t(`mailbox.${box.security}`)}`}</Fact>
        <Fact name={t("mailbox.user")}>{box.user}</Fact>
        <Fact name={t("mailbox.folder")}>{box.folder}</Fact>
        <Fact name={t("mailbox.lookedAt")}>{box.lookedAt === null ? t("mailbox.never") : <MomentText value={box.lookedAt} />}</Fact>
        <Fact name={t("mailbox.taken")}>{box.taken}</Fact>
        {failure !== undefined && (
          <Fact name={t("mailbox.problem")}>
            <span className="flex items-start gap-2">
              <span className="pt-[3px]">
                <StatusShape status="needs" />
              </span>
              {failureSentence(t, { code: failure, detail: box.failure?.detail })}
            </span>
          </Fact>
        )}
        {box.left.length > 0 && (
          <Fact name={t("mailbox.left")}>
            <ul className="flex flex-col gap-0.5">
              {box.left.map(({ subject, from, at }) => (
                <li key={`${at}${subject ?? ""}`} className="[overflow-wrap:anywhere]">
                  {subject ?? t("mailbox.noSubject")}
                  {from !== null && <span className="text-ink-2"> · {from}</span>}
                </li>
              ))}
            </ul>
            <p className="mt-1 text-12 text-ink-3">{t("mailbox.leftHint")}</p>
          </Fact>
        )}
      </Facts>
      <Switch
        checked={box.isOn}
        disabled={commands === null || turning.busy}
        onChange={(on) => commands && void turning.run(() => commands.turn({ ...where, on }), null)}
        label={t("mailbox.switchOn")}
        hint={box.isOn ? t("mailbox.on") : t("mailbox.off")}
      />
      {commands !== null && (
        <Trial where={where} commands={commands}>
          {children}
        </Trial>
      )}
    </div>
  );
}

type TrialProps = { readonly where: Where; readonly commands: NonNullable<Props["commands"]>; readonly children: ReactNode };

function Trial({ where, commands, children }: TrialProps) {
  const t = useTranslations();
  const testing = useCommand();
  const [tried, setTried] = useState<MailboxTried | null>(null);
  const test = async (): Promise<void> => {
    setTried(null);
    setTried((await testing.run(() => commands.test(where), null))?.value ?? null);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button busy={testing.busy} busyLabel={t("mailbox.testing")} onClick={() => void test()}>
          {t("mailbox.test")}
        </Button>
        {children}
        <ConfirmButton
          tone="danger"
          title={t("mailbox.remove")}
          body={t("mailbox.removeHint")}
          confirm={t("mailbox.remove")}
          done={t("mailbox.removed")}
          command={() => commands.remove(where)}
        >
          {t("mailbox.remove")}
        </ConfirmButton>
      </div>
      {tried !== null && <TrialResult tried={tried} />}
    </div>
  );
}

/** How a trial went. */
export function TrialResult({ tried }: { readonly tried: MailboxTried }) {
  const t = useTranslations();
  const isOpen = "messages" in tried;
  return (
    <p role="status" className="flex max-w-[56ch] items-start gap-2 text-13">
      <span className="pt-[3px]">
        <StatusShape status={isOpen ? "clear" : "refused"} />
      </span>
      {isOpen ? t("mailbox.tested", { n: tried.messages }) : t("failure.mailbox.folder_missing")}
    </p>
  );
}
