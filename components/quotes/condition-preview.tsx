"use client";
import { useTranslations } from "next-intl";
import { shownCondition } from "@/components/quotes/shown-condition";
import { shownFigure } from "@/components/quotes/shown-figures";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { TablePreview } from "@/lib/agents/quotes/conditions/run";

type Props = { readonly seen: TablePreview; readonly leaveOut: boolean; readonly onLeaveOut: (leaveOut: boolean) => void };

/** The first conditions as they would be stored, and the rows that would not, each with its line and its reason. */
export function ConditionPreview({ seen, leaveOut, onLeaveOut }: Props) {
  const t = useTranslations("quotes.conditions");
  const { first, facts, rows, unread, unreadRows } = seen;
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <section aria-label={t("preview")} className="flex min-w-0 flex-col gap-2">
        <h3 className="text-13 font-medium">{t("preview")}</h3>
        <p aria-live="polite" className="text-13 text-ink-2">
          {first.length === 0 ? t("nothing") : t("counts", { rows, ...facts })}
        </p>
        {first.length > 0 && <FirstFacts first={first} />}
      </section>
      {unreadRows > 0 && (
        <section className="flex min-w-0 flex-col gap-2">
          <h3 className="text-13 font-medium text-needs">{t("unread", { count: unreadRows })}</h3>
          <Table label={t("unread", { count: unreadRows })}>
            <THead>
              <tr>
                <Th numeric>{t("line")}</Th>
                <Th>{t("row")}</Th>
                <Th>{t("why")}</Th>
              </tr>
            </THead>
            <tbody>
              {unread.map(({ line, text, fault }) => (
                <Tr key={line}>
                  <Td numeric>{line}</Td>
                  <Td className="max-w-80 [overflow-wrap:anywhere]">{text}</Td>
                  <Td>{t(`fault.${fault}`)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
          {first.length > 0 && (
            <label className="flex items-center gap-2 text-13">
              <Checkbox checked={leaveOut} onChange={onLeaveOut} label={t("leaveOut")} />
              {t("leaveOut")}
            </label>
          )}
        </section>
      )}
    </div>
  );
}

function FirstFacts({ first }: Pick<TablePreview, "first">) {
  const t = useTranslations("quotes.conditions");
  return (
    <Table label={t("preview")}>
      <THead>
        <tr>
          <Th numeric>{t("line")}</Th>
          <Th>{t("for")}</Th>
          <Th>{t("kindOf")}</Th>
          <Th>{t("about")}</Th>
          <Th numeric>{t("value")}</Th>
        </tr>
      </THead>
      <tbody>
        {first.map((one) => (
          <Tr key={`${one.kind} ${one.contactId} ${one.subject} ${one.fromQuantity}`}>
            <Td numeric>{one.line}</Td>
            <Td className="max-w-60 truncate">{one.contact ?? t("everybody")}</Td>
            <Td>{t(`kind.${one.kind}`)}</Td>
            <Td className="max-w-80 truncate">
              {one.kind === "reference" ? `${one.subject} → ${one.about ?? ""}` : one.kind === "price_list" ? null : one.about}{" "}
              {one.kind === "quantity_break" && (
                <span className="text-ink-2">{t("from", { quantity: shownFigure(one.fromQuantity) })}</span>
              )}
            </Td>
            <Td numeric>{one.kind === "reference" ? null : one.kind === "price_list" ? one.about : shownCondition(one.kind, one.value)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
