import { useTranslations } from "next-intl";
import Link from "next/link";
import { JsonPane } from "@/components/activity/json-pane";
import { Fact, Facts } from "@/components/settings/facts";
import { outcomeKey } from "@/components/settings/trace-outcomes";
import { Fold } from "@/components/ui/fold";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";

export type ShownTrace = {
  readonly id: string;
  /** ISO */
  readonly startedAt: string;
  readonly purpose: string;
  readonly prompt: string;
  readonly provider: string;
  readonly region: string | null;
  readonly model: string;
  readonly fileName: string | null;
  readonly itemHref: string | null;
  readonly attempt: number;
  readonly outcome: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedTokens: number | null;
  /** "1.24": hundredths of a cent. */
  readonly cents: string;
  readonly ms: number | null;
  readonly answer: unknown;
  readonly changes: readonly { readonly path: string; readonly said: string; readonly decided: string | null }[];
};

/** Every request that left, one line each; unfolded, all that is known of it. */
export function TraceList({ traces }: { readonly traces: readonly ShownTrace[] }) {
  const t = useTranslations("reader");
  if (traces.length === 0) return <p className="text-13 text-ink-2">{t("tracesNone")}</p>;
  return (
    <ul className="hairline-t">
      {traces.map((trace) => (
        <li key={trace.id} className="hairline-b py-1">
          <Fold title={<Line trace={trace} />}>
            <Details trace={trace} />
          </Fold>
        </li>
      ))}
    </ul>
  );
}

function Line({ trace }: { readonly trace: ShownTrace }) {
  const t = useTranslations("reader");
  const key = outcomeKey(trace.outcome);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
      <MomentText value={trace.startedAt} />
      <StatusMark status={statusOf(trace.outcome)}>{t(`outcomes.${key}`)}</StatusMark>
      <span className="min-w-0 truncate text-ink">{trace.fileName ?? (trace.purpose === "trial" ? t("trial") : trace.purpose)}</span>
      <span className="tabular-nums">{t("cents", { cents: trace.cents.replace(".", ",") })}</span>
      {trace.changes.length > 0 && <span className="text-needs">{t("changed", { count: trace.changes.length })}</span>}
    </span>
  );
}

function statusOf(outcome: string): Status {
  if (outcome === "answered") return "clear";
  return outcome === "open" ? "waiting" : "refused";
}

function Details({ trace }: { readonly trace: ShownTrace }) {
  const t = useTranslations("reader");
  const isFree = trace.cents === "0.00";
  const { inputTokens: input, outputTokens: output, cachedTokens: cached } = trace;
  return (
    <div className="flex flex-col gap-3 pt-2 pb-4">
      <Facts>
        {trace.itemHref !== null && (
          <Fact name={t("item")}>
            <Link href={trace.itemHref} className="underline underline-offset-2">
              {trace.fileName ?? t("itemOpen")}
            </Link>
          </Fact>
        )}
        <Fact name={t("prompt")}>
          <span className="font-mono">{trace.prompt}</span>
        </Fact>
        <Fact name={t("model")}>
          <span className="font-mono">{trace.model}</span> · {trace.provider}
          {trace.region !== null && ` · ${trace.region}`}
        </Fact>
        <Fact name={t("attempt")}>{trace.attempt}</Fact>
        <Fact name={t("tokens")}>
          {input === null || output === null
            ? t(isFree ? "tokensNone" : "tokensUnknown")
            : t("tokensAre", { input, output, cached: cached ?? 0 })}
        </Fact>
        <Fact name={t("time")}>{trace.ms === null ? "—" : `${trace.ms} ms`}</Fact>
        <Fact name={t("changes")}>{trace.changes.length === 0 ? t("changesNone") : <Changes changes={trace.changes} />}</Fact>
      </Facts>
      {trace.answer !== null && <JsonPane title={t("answer")} value={trace.answer} />}
    </div>
  );
}

function Changes({ changes }: Pick<ShownTrace, "changes">) {
  const t = useTranslations("reader");
  return (
    <ul className="flex flex-col gap-1">
      {changes.map(({ path, said, decided }) => (
        <li key={path}>
          <span className="font-mono text-12 text-ink-3">{path}</span> {t("change", { said, decided: decided ?? "—" })}
        </li>
      ))}
    </ul>
  );
}
