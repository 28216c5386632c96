import { useTranslations } from "next-intl";
import { Bar } from "@/components/ui/bar";
import { showCount } from "@/components/ui/count-text";

type Props = {
  readonly used: number;
  readonly limit: number;
  /** Where the month will end at this pace. */
  readonly expected: number;
  /** Where the name already stands beside it. */
  readonly bare?: boolean;
};

/** Calls of the running month, with the mark where they will end. */
export function QuotaBar({ used, limit, expected, bare = false }: Props) {
  const t = useTranslations("overview");
  const text = t("quotaText", { used: showCount(used), limit: showCount(limit) });
  const tone = used >= limit ? "refused" : expected > limit ? "needs" : "accent";
  return (
    <Bar
      label={t("quota")}
      value={used}
      max={limit}
      valueText={`${text}, ${t("quotaForecast", { forecast: showCount(expected) })}`}
      forecast={used === 0 ? undefined : expected}
      tone={tone}
      caption={
        <>
          {!bare && <span>{t("quota")}</span>}
          <span className="tabular-nums">{text}</span>
        </>
      }
    />
  );
}
