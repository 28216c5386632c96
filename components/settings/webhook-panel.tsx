"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { Fact, Facts } from "@/components/settings/facts";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { showCount } from "@/components/ui/count-text";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import type catalogue from "@/lib/platform/i18n/messages/es.json";

export type RefusalKey = keyof typeof catalogue.settings.webhooks.refusal;

/** Instants are ISO text. */
export type ShownWebhooks = {
  readonly isReachable: boolean;
  readonly registered: {
    readonly url: string;
    readonly at: string;
    readonly events: number;
    readonly hasSecret: boolean;
    readonly oldSecretUntil: string | null;
    readonly acceptsUnsigned: boolean;
    readonly lastDeliveryAt: string | null;
    readonly isWorking: boolean;
  } | null;
  readonly lastDay: {
    readonly taken: number;
    readonly repeated: number;
    readonly ofNoUse: number;
    readonly refused: readonly { readonly reason: RefusalKey; readonly count: number; readonly lastAt: string }[];
  };
  readonly pendingHints: number;
};

export type WebhookCommands = {
  readonly register: (input: Where) => Promise<Answer>;
  readonly rotate: (input: Where) => Promise<Answer>;
  readonly remove: (input: Where) => Promise<Answer>;
  readonly setSecret: (input: Where & { readonly secret: string }) => Promise<Answer>;
  readonly acceptUnsigned: (input: Where & { readonly on: boolean }) => Promise<Answer>;
};

type Props = {
  readonly webhooks: ShownWebhooks;
  readonly where: Where;
  /** Null where the reader may only look. */
  readonly commands: WebhookCommands | null;
};

/** Whether Holded announces changes by itself, what came of it lately, and how the secret is changed. */
export function WebhookPanel({ webhooks, where, commands }: Props) {
  const t = useTranslations("settings.webhooks");
  const { registered } = webhooks;
  if (registered === null) return <NotRegistered isReachable={webhooks.isReachable} where={where} commands={commands} />;
  return (
    <div className="flex flex-col gap-5">
      <Facts>
        <Fact name={t("state")}>
          <StatusMark status={registered.isWorking ? "clear" : "waiting"}>{registered.isWorking ? t("working") : t("quiet")}</StatusMark>
          <span className="block text-12 text-ink-3">
            {t("since")} <MomentText value={registered.at} /> · {t("events", { n: registered.events })}
          </span>
        </Fact>
        <Fact name={t("address")}>
          <span className="font-mono text-12 break-all">{registered.url}/…</span>
          <span className="block text-12 text-ink-3">{t("addressHint")}</span>
        </Fact>
        <Fact name={t("secret")}>
          {registered.hasSecret ? t("secretStored") : <StatusMark status="needs">{t("secretNone")}</StatusMark>}
          {registered.oldSecretUntil !== null && (
            <span className="block text-12 text-ink-3">
              {t("oldSecretUntil")} <MomentText value={registered.oldSecretUntil} />
            </span>
          )}
        </Fact>
        <Fact name={t("lastDelivery")}>
          {registered.lastDeliveryAt === null ? t("noDelivery") : <MomentText value={registered.lastDeliveryAt} />}
        </Fact>
        <Fact name={t("lastDay")}>
          <LastDay webhooks={webhooks} />
        </Fact>
      </Facts>
      {commands !== null && <Acts registered={registered} where={where} commands={commands} />}
    </div>
  );
}

function NotRegistered({ isReachable, where, commands }: Pick<ShownWebhooks, "isReachable"> & Pick<Props, "where" | "commands">) {
  const t = useTranslations("settings.webhooks");
  const { busy, run } = useCommand();
  return (
    <div className="flex flex-col items-start gap-3 text-13">
      <p className="text-ink-2">{isReachable ? t("notRegistered") : t("notReachable")}</p>
      {commands !== null && isReachable && (
        <Button
          tone="primary"
          busy={busy}
          busyLabel={t("registering")}
          onClick={() => void run(() => commands.register(where), t("registered"))}
        >
          {t("register")}
        </Button>
      )}
    </div>
  );
}

function LastDay({ webhooks: { lastDay, pendingHints } }: Pick<Props, "webhooks">) {
  const t = useTranslations("settings.webhooks");
  return (
    <>
      <span className="block">
        {t("counts", { taken: showCount(lastDay.taken), repeated: showCount(lastDay.repeated), ofNoUse: showCount(lastDay.ofNoUse) })}
      </span>
      {pendingHints > 0 && <span className="block text-12 text-ink-3">{t("pending", { n: pendingHints })}</span>}
      {lastDay.refused.map(({ reason, count, lastAt }) => (
        <span key={reason} className="mt-1 flex flex-wrap gap-x-2">
          <StatusMark status="refused">{t("refusedTimes", { n: count })}</StatusMark>
          <span>{t(`refusal.${reason}`)}</span>
          <MomentText value={lastAt} className="text-12 leading-5 text-ink-3" />
        </span>
      ))}
    </>
  );
}

type ActsProps = {
  readonly registered: NonNullable<ShownWebhooks["registered"]>;
  readonly where: Where;
  readonly commands: WebhookCommands;
};

function Acts({ registered, where, commands }: ActsProps) {
  const t = useTranslations("settings.webhooks");
  const { busy, run } = useCommand();
  const [typing, setTyping] = useState(false);
  const [secret, setSecret] = useState("");
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const saved = await run(() => commands.setSecret({ ...where, secret }), t("secretSaved"));
    if (saved === null) return;
    setSecret("");
    setTyping(false);
  }
  return (
    <>
      <Switch
        checked={registered.acceptsUnsigned}
        disabled={busy}
        onChange={(on) => void run(() => commands.acceptUnsigned({ ...where, on }), on ? t("unsignedOnDone") : t("unsignedOffDone"))}
        label={t("unsigned")}
        hint={registered.acceptsUnsigned ? t("unsignedOn") : t("unsignedOff")}
      />
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          title={t("rotateTitle")}
          body={t("rotateBody")}
          confirm={t("rotate")}
          done={t("rotated")}
          command={() => commands.rotate(where)}
        >
          {t("rotate")}
        </ConfirmButton>
        <Button aria-expanded={typing} onClick={() => setTyping(!typing)}>
          {t("typeSecret")}
        </Button>
        <ConfirmButton
          tone="danger"
          title={t("removeTitle")}
          body={t("removeBody")}
          confirm={t("remove")}
          done={t("removed")}
          command={() => commands.remove(where)}
        >
          {t("remove")}
        </ConfirmButton>
      </div>
      {typing && (
        <form onSubmit={(event) => void submit(event)} className="flex max-w-[480px] flex-col gap-3">
          <TextField
            label={t("secretNew")}
            hint={t("secretHint")}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            required
            mono
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
          <Button type="submit" className="self-start" busy={busy} disabled={secret.trim() === ""}>
            {t("secretSave")}
          </Button>
        </form>
      )}
    </>
  );
}
