import { useTranslations } from "next-intl";
import { forecastOf } from "@/components/shell/quota-forecast";
import { Bar } from "@/components/ui/bar";

type Props = {
  readonly used: number;
  readonly limit: number;
  /** YYYY-MM-DD in Madrid. */
  readonly today: string;
  /** Where the name already stands beside it. */
  readonly bare?: boolean;
};

const grouped = new Intl.NumberFormat("es-ES", { useGrouping: "always" });

/** Calls of the running month, with the mark where they will end at this pace. */
export function QuotaBar({ used, limit, today, bare = false }: Props) {
  const t = useTranslations("overview");
  const forecast = forecastOf(used, today);
  const text = t("quotaText", { used: grouped.format(used), limit: grouped.format(limit) });
  const tone = used >= limit ? "refused" : forecast > limit ? "needs" : "accent";
  return (
    <Bar
      label={t("quota")}
      value={used}
      max={limit}
      valueText={text}
      forecast={used === 0 ? undefined : forecast}
      tone={tone}
      caption={
        <>
          {!bare && <span>{t("quota")}</span>}
          <span className="tabular-nums">{forecast > limit ? t("quotaForecast", { forecast: grouped.format(forecast) }) : text}</span>
        </>
      }
    />
  );
}
