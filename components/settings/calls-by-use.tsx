import { useTranslations } from "next-intl";
import type { ShownForecast } from "@/components/settings/forecast-view";
import { showCount } from "@/components/ui/count-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";

/** What the calls of a month are made for, as a small table with bars: each as long as its part of all of them. */
export function CallsByUse({ forecast: { byUse, total, perMonth, firstReading } }: { readonly forecast: ShownForecast }) {
  const t = useTranslations("settings.forecast");
  const purposes = useTranslations("activity.purposes");
  const most = Math.max(1, ...byUse.map(({ calls }) => calls));
  return (
    <div>
      <Table label={t("table")}>
        <THead>
          <tr>
            <Th>{t("forWhat")}</Th>
            <Th className="hidden sm:table-cell">{t("priority")}</Th>
            <Th numeric>{t("callsAMonth")}</Th>
            <Th className="w-1/3">
              <span className="sr-only">{t("part")}</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {byUse.map(({ use, purpose, calls }) => (
            <Tr key={use}>
              <Td className="first-letter:uppercase">{t(`use.${use}`)}</Td>
              <Td className="hidden text-ink-2 sm:table-cell">{purpose === null ? "—" : purposes(purpose)}</Td>
              <Td numeric>{showCount(calls)}</Td>
              <Td>
                <span
                  aria-hidden
                  className="block h-1.5 rounded-full bg-accent"
                  style={{ width: `${Math.max(1, (calls / most) * 100)}%` }}
                />
              </Td>
            </Tr>
          ))}
          <Tr className="font-medium">
            <Td>{t("total")}</Td>
            <Td className="hidden sm:table-cell" />
            <Td numeric>{showCount(total)}</Td>
            <Td className="text-12 font-normal text-ink-3">{t("ofMonth", { limit: showCount(perMonth) })}</Td>
          </Tr>
        </tbody>
      </Table>
      <p className="pt-2 text-12 text-ink-3">{t("firstReading", { calls: showCount(firstReading) })}</p>
    </div>
  );
}
