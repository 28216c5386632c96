import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ConnectionState } from "@/components/shell/company-line";
import { connectionStatus } from "@/components/shell/connection-status";
import { EnvironmentWord } from "@/components/shell/environment-word";
import { cx } from "@/components/ui/cx";
import { StatusMark } from "@/components/ui/status-mark";
import type { Environment } from "@/lib/review/model";

export type EnvironmentState = { readonly environment: Environment; readonly status: ConnectionState; readonly lastFour: string | null };

type Props = { readonly company: string; readonly current: Environment; readonly states: readonly EnvironmentState[] };

/** Both environments of a company beside each other, each one click from the other. */
export function EnvironmentTabs({ company, current, states }: Props) {
  const t = useTranslations("settings");
  return (
    <nav aria-label={t("environments")} className="grid gap-2 sm:grid-cols-2">
      {states.map(({ environment, status, lastFour }) => (
        <Link
          key={environment}
          href={`/${company}/${environment}/settings/connection`}
          aria-current={environment === current ? "page" : undefined}
          className={cx(
            "flex flex-col gap-0.5 rounded-md border px-4 py-3 transition-colors",
            environment === current ? "border-accent bg-raised" : "border-line hover:border-line-strong hover:bg-hover/60",
          )}
        >
          <EnvironmentWord environment={environment} />
          <span className="flex flex-wrap items-center justify-between gap-x-3 text-13">
            <StatusMark status={connectionStatus[status]}>{t(`status.${status}`)}</StatusMark>
            {lastFour !== null && <span className="font-mono text-12 text-ink-3">…{lastFour}</span>}
          </span>
        </Link>
      ))}
    </nav>
  );
}
