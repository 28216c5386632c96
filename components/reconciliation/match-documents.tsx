"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { balanceOf, nameResidual, remainderCents, removeDocument, setAmount } from "@/components/reconciliation/choose";
import { amountText } from "@/components/review/amount-list";
import { Amount } from "@/components/ui/amount";
import { AmountField } from "@/components/ui/amount-field";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Select } from "@/components/ui/select";
import { StatusShape } from "@/components/ui/status-mark";
import { residualKinds } from "@/lib/agents/reconciliation/engine/model";
import type { ReconciliationPayload, SettledDocument } from "@/lib/agents/reconciliation/model";
import { fromCents } from "@/lib/kernel/money";

type Props = {
  readonly payload: ReconciliationPayload;
  readonly readOnly: boolean;
  readonly onEdit: (next: ReconciliationPayload, field: string | null) => void;
};

/** The documents that explain the movement, how much of each, and what is left over. */
export function MatchDocuments({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("reconciliation.match");
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={t("documents")} className="flex flex-col">
        {payload.documents.map((document) => (
          <Line key={`${document.type} ${document.id}`} document={document} payload={payload} readOnly={readOnly} onEdit={onEdit} />
        ))}
      </ul>
      <Remainder payload={payload} readOnly={readOnly} onEdit={onEdit} />
    </div>
  );
}

function Line({ document, payload, readOnly, onEdit }: Props & { readonly document: SettledDocument }) {
  const t = useTranslations("reconciliation.match");
  const common = useTranslations("common");
  const { id, number, partyName, date, dueDate, pending, currency, amount } = document;
  const name = number ?? t("numberless");
  const isPart = amount.replace("-", "") !== pending.replace("-", "");
  return (
    <li className="hairline-b flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1 text-13 last:border-b-0">
      <span className="min-w-0 flex-1 basis-44">
        <span className="block truncate">
          <span className="font-medium">{partyName ?? t("nobody")}</span> <span className="text-ink-2">{name}</span>
        </span>
        <span className="block truncate text-12 text-ink-3">
          {t(`type.${document.type}`)}
          {date !== null && (
            <>
              {" · "}
              <PlainDateText value={date} />
            </>
          )}
          {dueDate !== null && dueDate !== date && (
            <>
              {" · "}
              {t("due")} <PlainDateText value={dueDate} />
            </>
          )}
          {isPart && ` · ${t("open", { amount: amountText(pending.replace("-", ""), currency) })}`}
        </span>
      </span>
      {readOnly ? (
        <Amount value={amount} currency={payload.movement.currency} />
      ) : (
        <>
          <AmountField
            className="w-28"
            label={t("amountOf", { number: name })}
            hideLabel
            currency={payload.movement.currency}
            value={amount.replace("-", "")}
            unreadable={common("notAnAmount")}
            data-field={`amount-${id}`}
            onChange={(next) => onEdit(next === null ? removeDocument(payload, id) : setAmount(payload, id, next.replace("-", "")), null)}
          />
          <IconButton label={t("remove", { number: name })} onClick={() => onEdit(removeDocument(payload, id), null)}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}

/** Ticks itself off when it is even; a difference says what it is taken for. */
function Remainder({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("reconciliation");
  const balance = balanceOf(payload);
  const { currency } = payload.movement;
  const rest = remainderCents(payload);
  const size = amountText(fromCents(rest < 0n ? -rest : rest), currency);
  const { residual } = payload;
  const isNamed = residual !== null && residual.kind !== "unapplied";
  const status = balance === "even" || isNamed ? "clear" : balance === "exceeded" ? "refused" : "needs";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-13" role="status">
      <span className="flex min-w-0 flex-1 items-start gap-1.5">
        <span className="pt-[3px]">
          <StatusShape status={status} />
        </span>
        <span className={cx(status === "refused" && "text-refused")}>
          {balance === "even" ? t("match.even") : t(`match.${balance}`, { amount: size })}
        </span>
      </span>
      {residual !== null && !readOnly && (
        <Select
          className="w-60 max-w-full"
          label={t("match.residual")}
          hideLabel
          value={residual.kind}
          options={residualKinds.map((kind) => ({ value: kind, label: t(`residual.${kind}`) }))}
          onChange={(kind) => onEdit(nameResidual(payload, kind), null)}
        />
      )}
      {residual !== null && readOnly && <span className="text-ink-2">{t(`residual.${residual.kind}`)}</span>}
    </div>
  );
}
