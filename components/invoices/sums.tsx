"use client";
import { useTranslations } from "next-intl";
import { arithmeticOf, totalsFromLines, type Check } from "@/components/invoices/arithmetic";
import { columns, FieldNote, Figure, Label, OffNote, Remove, SumButton, SumRow } from "@/components/invoices/sum-parts";
import { SumTick } from "@/components/invoices/sum-tick";
import { VatLines } from "@/components/invoices/vat-lines";
import { GroupMark } from "@/components/review/fields";
import { Button } from "@/components/ui/button";
import type { InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import { fromCents, percentOf, toCents } from "@/lib/kernel/money";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string | null) => void;
};

/** base + IVA + recargo = total; − retención = a pagar. Each sum is done again while one types. */
export function Sums({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice.sums");
  const sums = arithmeticOf(payload);
  const { vat, withholding } = payload;
  const setVat = (index: number, patch: Partial<VatRow>, field: string) =>
    onEdit({ vat: vat.map((row, at) => (at === index ? carried(row, patch) : row)) }, field);
  const showVatTotal = vat.length !== 1 || sums.vatTotal.status === "off";
  return (
    <section aria-label={t("label")} className="flex flex-col gap-0.5 text-13">
      <GroupMark path="vat" />
      <SumRow
        label={t("net")}
        path="netTotal"
        value={payload.netTotal}
        readOnly={readOnly}
        check={worst(sums.lines, sums.bases)}
        currency={payload.currency}
        onChange={(netTotal) => onEdit({ netTotal }, "netTotal")}
      />
      {vat.map((row, index) => (
        <VatLines
          key={index}
          row={row}
          index={index}
          check={sums.vatRows[index] ?? { status: "unknown" }}
          readOnly={readOnly}
          currency={payload.currency}
          onSet={setVat}
          onRemove={() => onEdit({ vat: vat.filter((_, at) => at !== index) }, null)}
        />
      ))}
      {showVatTotal && (
        <SumRow
          label={t("vatTotal")}
          path="vatTotal"
          value={payload.vatTotal}
          readOnly={readOnly}
          check={sums.vatTotal}
          currency={payload.currency}
          onChange={(vatTotal) => onEdit({ vatTotal }, "vatTotal")}
          quiet
        />
      )}
      <SumRow
        label={t("total")}
        sign="="
        path="total"
        value={payload.total}
        readOnly={readOnly}
        check={sums.total}
        currency={payload.currency}
        onChange={(total) => onEdit({ total }, "total")}
        strong={withholding === null}
      />
      {withholding !== null && (
        <>
          <div className={columns}>
            <Label sign="−">{t("withholding")}</Label>
            <Figure
              path="withholding.rate"
              value={withholding.rate}
              suffix="%"
              readOnly={readOnly}
              label={t("withholdingRate")}
              onChange={(rate) =>
                rate !== null &&
                onEdit({ withholding: { ...withholding, rate, amount: percentOf(withholding.base, rate) } }, "withholding.rate")
              }
            />
            <Figure
              path="withholding.base"
              value={withholding.base}
              money
              readOnly={readOnly}
              label={t("withholdingBase")}
              onChange={(base) =>
                base !== null &&
                onEdit({ withholding: { ...withholding, base, amount: percentOf(base, withholding.rate) } }, "withholding.base")
              }
            />
            <Figure
              path="withholding.amount"
              value={withholding.amount}
              money
              readOnly={readOnly}
              label={t("withholding")}
              onChange={(amount) => amount !== null && onEdit({ withholding: { ...withholding, amount } }, "withholding.amount")}
            />
            <SumTick check={sums.withholding} />
            {!readOnly && (
              <Remove label={t("removeWithholding")} onClick={() => onEdit({ withholding: null, payable: payload.total }, null)} />
            )}
          </div>
          <OffNote
            check={sums.withholding}
            currency={payload.currency}
            onUse={readOnly ? null : (amount) => onEdit({ withholding: { ...withholding, amount } }, null)}
          />
          <FieldNote path="withholding.amount" />
          <SumRow
            label={t("payable")}
            sign="="
            path="payable"
            value={payload.payable}
            readOnly={readOnly}
            check={sums.payable}
            currency={payload.currency}
            onChange={(payable) => onEdit({ payable }, "payable")}
            strong
          />
        </>
      )}
      {withholding === null && sums.payable.status === "off" && (
        <SumRow
          label={t("payable")}
          sign="="
          path="payable"
          value={payload.payable}
          readOnly={readOnly}
          check={sums.payable}
          currency={payload.currency}
          onChange={(payable) => onEdit({ payable }, "payable")}
        />
      )}
      {!readOnly && (
        <div className="-ml-1.5 flex flex-wrap">
          <SumButton onClick={() => onEdit({ vat: [...vat, emptyVat] }, null)}>{t("addVat")}</SumButton>
          {withholding === null && <SumButton onClick={() => onEdit(withWithholding(payload), null)}>{t("addWithholding")}</SumButton>}
          {payload.lines.some((line) => line.net !== null) && (
            <Button tone="quiet" className="text-12!" onClick={() => onEdit(totalsFromLines(payload), null)}>
              {t("fromLines")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

const emptyVat: VatRow = { rate: "21", base: "0.00", amount: "0.00", surchargeRate: null, surchargeAmount: null };

/** Rate or base carry the tax with them; a typed tax stays as typed. */
function carried(row: VatRow, patch: Partial<VatRow>): VatRow {
  const next = { ...row, ...patch };
  if ("amount" in patch || "surchargeAmount" in patch) return next;
  const surchargeAmount = next.surchargeRate === null ? null : percentOf(next.base, next.surchargeRate);
  return "surchargeRate" in patch ? { ...next, surchargeAmount } : { ...next, amount: percentOf(next.base, next.rate), surchargeAmount };
}

/** Fifteen per cent, as most professionals withhold; the rate can be typed over. */
function withWithholding(payload: InvoicePayload): Partial<InvoicePayload> {
  const base = payload.netTotal ?? "0.00";
  const amount = percentOf(base, "15");
  const payable = payload.total === null ? null : fromCents(toCents(payload.total) - toCents(amount));
  return { withholding: { rate: "15", base, amount }, payable };
}

/** The base is compared with lines and bases: what is off is said first. */
function worst(...checks: readonly Check[]): Check {
  return checks.find(({ status }) => status === "off") ?? checks.find(({ status }) => status === "ok") ?? { status: "unknown" };
}
