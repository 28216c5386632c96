import { useTranslations } from "next-intl";
import Link from "next/link";
import { alarmsOf, type Alarm } from "@/components/shell/alarms";
import type { CompanyLine, QueueFigures } from "@/components/shell/company-line";
import { connectionStatus } from "@/components/shell/connection-status";
import { EnvironmentWord } from "@/components/shell/environment-word";
import { QuotaBar } from "@/components/shell/quota-bar";
import { sectionHref, type Section } from "@/components/shell/section-href";
import { cx } from "@/components/ui/cx";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark, StatusShape } from "@/components/ui/status-mark";
import { showCount } from "@/components/ui/count-text";
import type { Kind } from "@/lib/review/model";

/** The columns that the head of the list and its rows share on a wide window. */
export const overviewColumns =
  "xl:grid-cols-[minmax(150px,1fr)_minmax(330px,auto)_112px_160px_104px] xl:items-start xl:gap-x-6 2xl:gap-x-8";

/** Where the proposals of a kind wait. */
const sections = {
  invoice: "invoices",
  reconciliation: "reconciliation",
  statement: "reconciliation",
  quote: "quotes",
  quote_send: "quotes",
} as const satisfies Record<Kind, Section>;

/** One environment of one company: what waits, whether Holded answers, what is left of the month, what is wrong. */
export function CompanyRow({ line }: { readonly line: CompanyLine }) {
  const t = useTranslations();
  const alarms = alarmsOf(line);
  const [first] = line.queues;
  const home = sectionHref(line.slug, line.environment, first === undefined ? "settings" : sections[first.kind]);
  return (
    <li className="hairline-b relative py-3 transition-colors last:border-b-0">
      <div className={cx("grid gap-x-6 gap-y-2 sm:grid-cols-2", overviewColumns)}>
        <div className="min-w-0 max-xl:sm:col-span-2">
          <h2 className="text-14 font-semibold">
            <Link
              data-company
              href={home}
              className="after:absolute after:inset-0 after:-inset-x-3 after:rounded-md hover:after:bg-hover/60 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              <span className="relative z-1">{line.name}</span>
            </Link>
          </h2>
          <p className="relative z-1 flex flex-wrap items-center gap-x-3 text-12 text-ink-3">
            <EnvironmentWord environment={line.environment} />
            <span>{t(`roles.${line.role}`)}</span>
          </p>
        </div>
        <div className="relative z-1 min-w-0 max-xl:sm:col-span-2">
          {line.queues.map((queue) => (
            <Queue key={queue.kind} queue={queue} href={sectionHref(line.slug, line.environment, sections[queue.kind])} />
          ))}
        </div>
        <p className="relative z-1 text-13 leading-6">
          {line.connection === "none" && line.canConnect ? (
            <Link
              href={sectionHref(line.slug, line.environment, "settings")}
              className="font-medium text-accent underline underline-offset-2"
            >
              {t("overview.connect")}
            </Link>
          ) : (
            <StatusMark status={connectionStatus[line.connection]}>{t(`settings.status.${line.connection}`)}</StatusMark>
          )}
        </p>
        <div className="relative z-1 min-w-0 pt-1.5">
          {line.quota !== null && <QuotaBar {...line.quota} bare />}
          {line.quota !== null && line.quota.heldBack > 0 && (
            <p className="text-12 text-ink-3">{t("overview.heldBack", { n: showCount(line.quota.heldBack) })}</p>
          )}
        </div>
        <p className="relative z-1 text-12 leading-6 text-ink-2">
          {line.copy !== null && (
            <>
              <span className="xl:sr-only">{t("overview.copy")} </span>
              <MomentText value={line.copy.lookedAt} />
            </>
          )}
        </p>
      </div>
      {alarms.length > 0 && (
        <ul className="relative z-1 mt-1.5 flex flex-col gap-1">
          {alarms.map((alarm) => (
            <AlarmLine key={alarm.code} alarm={alarm} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Queue({ queue, href }: { readonly queue: QueueFigures; readonly href: string }) {
  const t = useTranslations();
  const figures = [
    { label: t("overview.needsYou"), value: queue.needsMe, tone: "text-needs font-semibold", bucket: "needs_me" },
    { label: t("overview.clear"), value: queue.clear, tone: "text-clear", bucket: "needs_me" },
    { label: t("overview.waitingForHolded"), value: queue.waitingForHolded, tone: "text-ink", bucket: "sending" },
    { label: t("overview.failed"), value: queue.failed, tone: "text-refused font-semibold", bucket: "failed" },
  ];
  return (
    <dl className="grid grid-cols-[minmax(84px,1fr)_repeat(4,minmax(0,64px))] items-baseline gap-x-2">
      <div className="text-13 leading-6 text-ink-2">
        <dt className="sr-only">{t("overview.agent")}</dt>
        <dd>{t(`overview.agents.${queue.kind}`)}</dd>
      </div>
      {figures.map(({ label, value, tone, bucket }) => (
        <div key={label} className="flex flex-col-reverse text-right">
          <dt className="text-12 text-ink-3 xl:sr-only">{label}</dt>
          <dd className={cx("text-14 leading-6 tabular-nums", value > 0 ? tone : "text-ink-3")}>
            {value > 0 ? (
              <Link href={`${href}?bucket=${bucket}`} className="underline-offset-2 hover:underline">
                {showCount(value)}
              </Link>
            ) : (
              "0"
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is wrong in one sentence, and the way to where it is mended. */
function AlarmLine({ alarm: { code, status, values, href } }: { readonly alarm: Alarm }) {
  const t = useTranslations("overview.alarm");
  const shown = { n: values.n, used: showCount(values.used), expected: showCount(values.expected), limit: showCount(values.limit) };
  return (
    <li className="flex items-start gap-2 text-13">
      <span className="pt-[3px]">
        <StatusShape status={status} />
      </span>
      <span className="min-w-0">
        {t(`${code}.text`, shown)}{" "}
        {href !== null && (
          <Link
            href={href}
            className="whitespace-nowrap text-ink-2 underline decoration-line-strong underline-offset-3 hover:decoration-accent"
          >
            {t(`${code}.action`)}
          </Link>
        )}
      </span>
    </li>
  );
}
