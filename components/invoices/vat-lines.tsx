"use client";
import { useTranslations } from "next-intl";
import type { Check } from "@/components/invoices/arithmetic";
import { columns, FieldNote, Figure, Label, OffNote, Remove } from "@/components/invoices/sum-parts";
import { SumTick } from "@/components/invoices/sum-tick";
import type { VatRow } from "@/lib/agents/invoices/model";

type VatLinesProps = {
  readonly row: VatRow;
  readonly index: number;
  readonly check: Check;
  readonly readOnly: boolean;
  readonly currency: string;
  readonly onSet: (index: number, patch: Partial<VatRow>, field: string) => void;
  readonly onRemove: () => void;
};

/** The rate, base and amount of one tax, with its surcharge below. */
export function VatLines({ row, index, check, readOnly, currency, onSet, onRemove }: VatLinesProps) {
  const t = useTranslations("invoice.sums");
  const path = (name: string) => `vat.${index}.${name}`;
  return (
    <>
      <div className={columns}>
        <Label sign="+">{t("vat")}</Label>
        <Figure
          path={path("rate")}
          value={row.rate}
          suffix="%"
          readOnly={readOnly}
          label={t("vatRate")}
          onChange={(rate) => rate !== null && onSet(index, { rate }, path("rate"))}
        />
        <Figure
          path={path("base")}
          value={row.base}
          money
          readOnly={readOnly}
          label={t("vatBase")}
          onChange={(base) => base !== null && onSet(index, { base }, path("base"))}
        />
        <Figure
          path={path("amount")}
          value={row.amount}
          money
          readOnly={readOnly}
          label={t("vat")}
          onChange={(amount) => amount !== null && onSet(index, { amount }, path("amount"))}
        />
        <SumTick check={check} />
        {!readOnly && <Remove label={t("removeVat", { rate: row.rate })} onClick={onRemove} />}
      </div>
      {row.surchargeRate !== null && (
        <div className={columns}>
          <Label sign="+">{t("surcharge")}</Label>
          <Figure
            path={path("surchargeRate")}
            value={row.surchargeRate}
            suffix="%"
            readOnly={readOnly}
            label={t("surchargeRate")}
            onChange={(surchargeRate) => onSet(index, { surchargeRate }, path("surchargeRate"))}
          />
          <span />
          <Figure
            path={path("surchargeAmount")}
            value={row.surchargeAmount}
            money
            readOnly={readOnly}
            label={t("surcharge")}
            onChange={(surchargeAmount) => onSet(index, { surchargeAmount }, path("surchargeAmount"))}
          />
        </div>
      )}
      <OffNote
        check={check}
        currency={currency}
        onUse={readOnly || row.surchargeRate !== null ? null : (amount) => onSet(index, { amount }, path("amount"))}
      />
      {["rate", "base", "amount"].map((name) => (
        <FieldNote key={name} path={path(name)} />
      ))}
    </>
  );
}
