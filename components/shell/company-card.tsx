import { useTranslations } from "next-intl";
import Link from "next/link";
import { EnvironmentWord } from "@/components/shell/environment-word";
import { sectionHref } from "@/components/shell/section-href";
import { QuotaBar } from "@/components/shell/quota-bar";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import type { Role } from "@/lib/platform/actor";
import type { Environment } from "@/lib/review/model";
import type { Bucket } from "@/lib/review/view";

export type ConnectionState = "none" | "unknown" | "ok" | "refused" | "unreachable";

export type CompanyCard = {
  readonly slug: string;
  readonly name: string;
  readonly environment: Environment;
  readonly role: Role;
  /** Null where the role does not see invoices. */
  readonly counts: Readonly<Record<Bucket, number>> | null;
  readonly connection: ConnectionState;
  readonly canConnect: boolean;
  readonly quota: { readonly used: number; readonly limit: number } | null;
};

export const connectionStatus: Record<ConnectionState, Status> = {
  none: "waiting",
  unknown: "waiting",
  ok: "clear",
  refused: "refused",
  unreachable: "needs",
};

/** One company of the overview: what waits, whether Holded answers, how much of the month is used. */
export function CompanyRow({ company, today }: { readonly company: CompanyCard; readonly today: string }) {
  const t = useTranslations();
  const home =
    company.counts === null
      ? sectionHref(company.slug, company.environment, "settings")
      : sectionHref(company.slug, company.environment, "invoices");
  return (
    <li className="hairline-b relative grid gap-x-6 gap-y-4 py-6 transition-colors last:border-b-0 md:grid-cols-[minmax(150px,1fr)_auto_220px] lg:gap-x-10 md:items-center">
      <div className="min-w-0">
        <h2 className="text-16 font-semibold">
          <Link
            href={home}
            className="after:absolute after:inset-0 after:-inset-x-3 after:rounded-md hover:after:bg-hover/60 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            <span className="relative z-1">{company.name}</span>
          </Link>
        </h2>
        <p className="relative z-1 mt-0.5 flex flex-wrap items-center gap-x-3 text-13 text-ink-2">
          <EnvironmentWord environment={company.environment} />
          <span>{t(`roles.${company.role}`)}</span>
        </p>
      </div>
      {company.counts !== null && <Counts counts={company.counts} />}
      <div className="relative z-1 flex min-w-0 flex-col gap-2 md:col-start-3">
        <p className="flex items-center justify-between gap-3 text-13">
          <span className="text-ink-2">{t("overview.connection")}</span>
          {company.connection === "none" && company.canConnect ? (
            <Link
              href={sectionHref(company.slug, company.environment, "settings")}
              className="font-medium text-accent underline underline-offset-2"
            >
              {t("overview.connect")}
            </Link>
          ) : (
            <StatusMark status={connectionStatus[company.connection]}>{t(`settings.status.${company.connection}`)}</StatusMark>
          )}
        </p>
        {company.quota !== null && <QuotaBar used={company.quota.used} limit={company.quota.limit} today={today} />}
      </div>
    </li>
  );
}

function Counts({ counts }: { readonly counts: Readonly<Record<Bucket, number>> }) {
  const t = useTranslations("overview");
  const shown = [
    { label: t("needsYou"), value: counts.needs_me, tone: counts.needs_me > 0 ? "text-needs" : "text-ink-3" },
    { label: t("sending"), value: counts.sending, tone: "text-ink-2" },
    { label: t("failed"), value: counts.failed, tone: counts.failed > 0 ? "text-refused" : "text-ink-3" },
    { label: t("done"), value: counts.done, tone: "text-ink-2" },
  ];
  return (
    <dl className="relative z-1 grid grid-cols-4 gap-x-2 md:gap-x-6">
      {shown.map(({ label, value, tone }) => (
        <div key={label} className="flex min-w-14 flex-col-reverse">
          <dt className="text-12 whitespace-nowrap text-ink-3">{label}</dt>
          <dd className={`text-20 font-semibold tabular-nums ${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
