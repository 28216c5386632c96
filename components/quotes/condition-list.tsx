"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { shownCondition } from "@/components/quotes/shown-condition";
import { shownFigure } from "@/components/quotes/shown-figures";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { MomentText } from "@/components/ui/moment-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { ToldCondition } from "@/lib/agents/quotes/conditions/table-store";

type Remove = (input: Where & { readonly id: string }) => Promise<Answer>;
type Props = {
  readonly where: Where;
  readonly told: readonly ToldCondition[];
  readonly total: number;
  /** Null where the reader may only look. */
  readonly remove: Remove | null;
};

/** What was imported and counts, the newest first; each can be removed. */
export function ConditionList({ where, told, total, remove }: Props) {
  const t = useTranslations("quotes.conditions");
  if (told.length === 0) return <p className="text-13 text-ink-2">{t("none")}</p>;
  return (
    <>
      <Table label={t("now")}>
        <THead>
          <tr>
            <Th>{t("for")}</Th>
            <Th>{t("kindOf")}</Th>
            <Th>{t("about")}</Th>
            <Th numeric>{t("value")}</Th>
            <Th>{t("saved")}</Th>
            <Th>
              <span className="sr-only">{t("remove")}</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {told.map((one) => (
            <ConditionRow key={one.id} where={where} one={one} remove={remove} />
          ))}
        </tbody>
      </Table>
      {total > told.length && <p className="mt-3 text-12 text-ink-3">{t("total", { shown: told.length, total })}</p>}
    </>
  );
}

function ConditionRow({ where, one, remove }: Pick<Props, "where" | "remove"> & { readonly one: ToldCondition }) {
  const t = useTranslations("quotes.conditions");
  const router = useRouter();
  const isOfItem = one.kind === "agreed_price" || one.kind === "quantity_break" || one.kind === "reference";
  return (
    <Tr>
      <Td className="max-w-[240px] py-2 align-top [overflow-wrap:anywhere]">
        {one.contactId === null ? t("everybody") : (one.contactName ?? <span className="text-needs">{t("gone")}</span>)}
      </Td>
      <Td className="py-2 align-top">{t(`kind.${one.kind}`)}</Td>
      <Td className="max-w-[320px] py-2 align-top [overflow-wrap:anywhere]">
        {one.subject} {isOfItem && (one.itemName ?? <span className="text-needs">{t("gone")}</span>)}{" "}
        {one.sku !== null && <span className="font-mono text-12 text-ink-3">{one.sku}</span>}{" "}
        {one.fromQuantity !== null && <span className="text-ink-2">{t("from", { quantity: shownFigure(one.fromQuantity) })}</span>}
      </Td>
      <Td numeric className="py-2 align-top">
        {shownCondition(one.kind, one.value)}
      </Td>
      <Td className="py-2 align-top text-12 text-ink-2">
        <MomentText value={one.savedAt} />
        {one.savedBy !== null && <span className="block">{one.savedBy}</span>}
      </Td>
      <Td className="py-2 text-right align-top">
        {remove !== null && (
          <ConfirmButton
            tone="quiet"
            title={t("removeTitle")}
            body={t("removeBody")}
            confirm={t("remove")}
            done={t("removed")}
            command={async () => {
              const answer = await remove({ ...where, id: one.id });
              router.refresh();
              return answer;
            }}
          >
            {t("remove")}
          </ConfirmButton>
        )}
      </Td>
    </Tr>
  );
}
