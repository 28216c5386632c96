import { useTranslations } from "next-intl";
import { Fact, Facts } from "@/components/settings/facts";
import type { ConnectionState } from "@/components/shell/company-line";
import { connectionStatus } from "@/components/shell/connection-status";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import type { Environment } from "@/lib/review/model";

export type ShownConnection = {
  readonly baseUrl: string;
  readonly isLocal: boolean;
  readonly lastFour: string;
  readonly status: ConnectionState;
  /** When the key in use was saved, and by whom; null where the trail does not say. */
  readonly savedAt: string | null;
  readonly savedBy: string | null;
  readonly checkedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly sharedWith: {
    readonly companies: readonly { readonly slug: string; readonly name: string; readonly environment: Environment }[];
    readonly others: number;
    readonly isMixed: boolean;
  };
};

/** What is known of a connection; of the key only how it ends. */
export function ConnectionFacts({ connection }: { readonly connection: ShownConnection }) {
  const t = useTranslations("settings");
  const { sharedWith } = connection;
  return (
    <Facts>
      <Fact name={t("state")}>
        <StatusMark status={connectionStatus[connection.status]}>{t(`status.${connection.status}`)}</StatusMark>
      </Fact>
      <Fact name={t("token")}>
        {t("tokenStored", { lastFour: connection.lastFour })}
        {connection.savedAt !== null && (
          <span className="block text-12 text-ink-3">
            {t("tokenSince")} <MomentText value={connection.savedAt} /> · {connection.savedBy ?? t("tokenBySystem")}
          </span>
        )}
      </Fact>
      <Fact name={t("address")}>
        <span className="font-mono text-12 break-all">{connection.baseUrl}</span>
        {connection.isLocal && <span className="block text-12 text-ink-3">{t("addressLocal")}</span>}
      </Fact>
      {(sharedWith.companies.length > 0 || sharedWith.others > 0) && (
        <Fact name={t("shared")}>
          {sharedWith.companies.map(({ slug, name, environment }) => (
            <span key={`${slug} ${environment}`} className="block">
              {name} · {t(environment === "live" ? "inLive" : "inSandbox")}
            </span>
          ))}
          {sharedWith.others > 0 && <span className="block">{t("sharedOthers", { n: sharedWith.others })}</span>}
          <span className="block text-12 text-ink-3">{t("sharedHint")}</span>
          {sharedWith.isMixed && <StatusMark status="refused">{t("sharedMixed")}</StatusMark>}
        </Fact>
      )}
      <Fact name={t("lastCheck")}>{connection.checkedAt === null ? t("never") : <MomentText value={connection.checkedAt} />}</Fact>
      <Fact name={t("lastUse")}>{connection.lastUsedAt === null ? t("never") : <MomentText value={connection.lastUsedAt} />}</Fact>
    </Facts>
  );
}
