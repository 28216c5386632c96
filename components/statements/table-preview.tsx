"use client";
import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { StatementMovement } from "@/lib/documents/statements/model";
import { fromCents } from "@/lib/kernel/money";

/** The first movements as they would be read. */
export function TablePreview({ lines, currency }: { readonly lines: readonly StatementMovement[]; readonly currency: string }) {
  const t = useTranslations("statements.columns");
  if (lines.length === 0) return <p className="text-13 text-needs">{t("nothingRead")}</p>;
  return (
    <Table label={t("preview")}>
      <THead>
        <tr>
          <Th>{t("role.date")}</Th>
          <Th>{t("role.text")}</Th>
          <Th numeric>{t("role.amount")}</Th>
          <Th numeric>{t("role.balance")}</Th>
        </tr>
      </THead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.line}>
            <Td>
              <PlainDateText value={line.bookingDate} />
            </Td>
            <Td className="max-w-60 truncate">{line.text}</Td>
            <Td numeric>
              <Amount value={fromCents(line.cents)} currency={currency} />
            </Td>
            <Td numeric>
              <Amount value={line.balanceCents === null ? null : fromCents(line.balanceCents)} currency={currency} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
