"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { CallBodies } from "@/components/activity/call-bodies";
import { proposalName, type ShownAttempt, type ShownCall, type ShownReplay } from "@/components/activity/call-view";
import { purposeNames } from "@/components/activity/purpose-names";
import { ReplayCard } from "@/components/activity/replay-card";
import type { Answer } from "@/components/settings/answer";
import { cx } from "@/components/ui/cx";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import { failureCodes } from "@/lib/kernel/result";

export type CallLinks = {
  /** "/ferreteria/sandbox/invoices" */
  readonly invoices: string;
  /** "/ferreteria/sandbox/activity?tab=calls" */
  readonly calls: string;
  /** "/api/ferreteria/sandbox/calls" */
  readonly api: string;
};

type Props = {
  readonly call: ShownCall;
  readonly links: CallLinks;
  readonly replay: ShownReplay | null;
  readonly retry: ((id: string) => Promise<Answer>) | null;
};

const link = "underline decoration-line-strong underline-offset-3 hover:decoration-accent";

/** One call unfolded: what failed in words, each attempt, what was sent and received, and the sending it belongs to. */
export function CallDetail({ call, links, replay, retry }: Props) {
  const t = useTranslations("activity");
  const attempts = [call, ...call.earlier];
  const [shown, setShown] = useState(call.id);
  const purpose = purposeNames.find((name) => name === call.purpose);
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-12 text-ink-2">
        {call.permission !== null && <span className="font-mono">{call.permission}</span>}
        <span className="lg:hidden">{purpose === undefined ? call.purpose : t(`purposes.${purpose}`)}</span>
        {call.proposal !== null && (
          <>
            <Link href={`${links.invoices}?open=${call.proposal.id}`} className={link}>
              {t("openProposal")}: {proposalName(call.proposal)}
            </Link>
            <Link href={`${links.calls}&proposal=${call.proposal.id}`} className={link}>
              {t("onlyProposal")}
            </Link>
          </>
        )}
      </p>
      {(attempts.length > 1 || call.failure !== null) && (
        <ol aria-label={t("attemptsOf", { call: `${call.method} ${call.path}` })} className="hairline-t">
          {attempts.map((attempt) => (
            <AttemptLine
              key={attempt.id}
              attempt={attempt}
              isShown={attempt.id === shown}
              show={() => setShown(attempt.id)}
              alone={attempts.length === 1}
            />
          ))}
        </ol>
      )}
      {replay !== null && <ReplayCard replay={replay} retry={retry} />}
      <CallBodies href={`${links.api}/${shown}`} />
    </div>
  );
}

type AttemptProps = { readonly attempt: ShownAttempt; readonly isShown: boolean; readonly show: () => void; readonly alone: boolean };

/** One attempt; of several, the one whose bodies stand below is pressed. */
function AttemptLine({ attempt, isShown, show, alone }: AttemptProps) {
  const t = useTranslations();
  const failure = failureCodes.find((code) => code === attempt.failure);
  const name = t("activity.attemptNumber", { n: attempt.attempt });
  return (
    <li className="hairline-b flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-13">
      {alone ? (
        <span className="w-24 text-ink-2">{name}</span>
      ) : (
        <button
          type="button"
          aria-pressed={isShown}
          onClick={show}
          className={cx("control-height -ml-2 w-24 rounded-md px-2 text-left hover:bg-hover", isShown ? "font-medium" : "text-ink-2")}
        >
          {name}
        </button>
      )}
      <StatusMark status={attempt.failure === null ? "clear" : "refused"} className="w-28">
        {attempt.status ?? t("activity.noAnswer")}
      </StatusMark>
      <MomentText value={attempt.at} shape="precise" className="text-ink-2" />
      <span className="text-ink-2 tabular-nums">{t("format.ms", { n: attempt.ms })}</span>
      <span className="text-ink-3 tabular-nums" title={t("activity.quotaHint")}>
        {t("activity.quota")} {attempt.quotaLeft ?? "—"}
      </span>
      {attempt.failure !== null && (
        <span className="basis-full pb-1 md:max-w-[760px]">{failure === undefined ? attempt.failure : t(`failure.${failure}`)}</span>
      )}
    </li>
  );
}
