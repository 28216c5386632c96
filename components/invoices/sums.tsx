"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { arithmeticOf, totalsFromLines, type Check } from "@/components/invoices/arithmetic";
import { NumberInput } from "@/components/invoices/number-input";
import { SumTick } from "@/components/invoices/sum-tick";
import { amountText } from "@/components/review/amount-list";
import { GroupMark, MarginSign, MarkNote, useField } from "@/components/review/fields";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import { fromCents, percentOf, toCents } from "@/lib/kernel/money";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string | null) => void;
};

const columns =
  "grid grid-cols-[minmax(0,1fr)_48px_80px_88px_18px_24px] items-center gap-x-0.5 @min-[480px]:grid-cols-[minmax(0,1fr)_56px_88px_104px_20px_24px] @min-[480px]:gap-x-1";

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
      <Row
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
        <Row
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
      <Row
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
          <Row
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
        <Row
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

type VatLinesProps = {
  readonly row: VatRow;
  readonly index: number;
  readonly check: Check;
  readonly readOnly: boolean;
  readonly currency: string;
  readonly onSet: (index: number, patch: Partial<VatRow>, field: string) => void;
  readonly onRemove: () => void;
};

function VatLines({ row, index, check, readOnly, currency, onSet, onRemove }: VatLinesProps) {
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

type RowProps = {
  readonly label: string;
  readonly sign?: string;
  readonly path: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly check: Check;
  readonly currency: string;
  readonly onChange: (value: string | null) => void;
  readonly strong?: boolean;
  readonly quiet?: boolean;
};

function Row({ label, sign = "", path, value, readOnly, check, currency, onChange, strong = false, quiet = false }: RowProps) {
  const { mark } = useField(path);
  return (
    <>
      <div className={cx(columns, "relative", strong && "hairline-t mt-0.5 pt-0.5")}>
        <MarginSign mark={mark} className="top-2.5" />
        <Label sign={sign} strong={strong} quiet={quiet}>
          {label}
        </Label>
        <span className="col-span-2" />
        <Figure path={path} value={value} money readOnly={readOnly} label={label} onChange={onChange} strong={strong} />
        <SumTick check={check} />
      </div>
      <OffNote check={check} currency={currency} onUse={readOnly ? null : onChange} />
      <FieldNote path={path} />
    </>
  );
}

function Label({
  sign,
  strong = false,
  quiet = false,
  children,
}: {
  readonly sign: string;
  readonly strong?: boolean;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={cx("flex min-w-0 items-baseline gap-2", strong ? "font-semibold" : quiet ? "text-ink-3" : "text-ink-2")}>
      <span aria-hidden className="w-2.5 shrink-0 text-center font-normal text-ink-3">
        {sign}
      </span>
      <span className="truncate">{children}</span>
    </span>
  );
}

type FigureProps = {
  readonly path: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly label: string;
  readonly onChange: (value: string | null) => void;
  readonly money?: boolean;
  readonly suffix?: string;
  readonly strong?: boolean;
};

function Figure({ path, value, readOnly, label, onChange, money = false, suffix, strong = false }: FigureProps) {
  const { mark, props, isActive } = useField(path);
  return (
    <span className="relative block">
      <NumberInput
        {...props}
        value={value}
        onChange={onChange}
        readOnly={readOnly}
        aria-label={label}
        {...(money ? { decimals: 2 } : {})}
        className={cx(
          "control-height w-full rounded-sm border bg-transparent px-1.5 outline-none focus-visible:border-accent focus-visible:bg-raised focus-visible:outline-1 focus-visible:-outline-offset-1 focus-visible:outline-accent pointer-coarse:text-16",
          mark !== null ? (mark.level === "block" ? "border-refused bg-refused-soft" : "border-needs bg-needs-soft") : "border-transparent",
          !readOnly && "hover:border-line",
          isActive && "border-accent",
          suffix !== undefined && "pr-5",
          strong && "font-semibold",
        )}
      />
      {suffix !== undefined && (
        <span aria-hidden className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center text-12 text-ink-3">
          {suffix}
        </span>
      )}
    </span>
  );
}

function FieldNote({ path }: { readonly path: string }) {
  const { mark, noteId } = useField(path);
  return <MarkNote mark={mark} id={noteId} className="pl-5" />;
}

/** By how much a sum is off, and one press to take the computed figure. */
function OffNote({
  check,
  currency,
  onUse,
}: {
  readonly check: Check;
  readonly currency: string;
  readonly onUse: ((value: string) => void) | null;
}) {
  const t = useTranslations("invoice.sums");
  if (check.status !== "off") return null;
  const isOver = !check.off.startsWith("-");
  return (
    <p className="flex flex-wrap items-center justify-end gap-x-2 pr-12 text-12 text-needs">
      {t(isOver ? "over" : "under", {
        off: amountText(check.off.replace("-", ""), currency),
        computed: amountText(check.computed, currency),
      })}
      {onUse !== null && (
        <button
          type="button"
          onClick={() => onUse(check.computed)}
          className="min-h-6 rounded-sm px-1 font-medium text-accent underline-offset-4 hover:underline"
        >
          {t("use", { computed: amountText(check.computed, currency) })}
        </button>
      )}
    </p>
  );
}

function Remove({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
    >
      <X size={14} aria-hidden />
    </button>
  );
}

function SumButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Button tone="quiet" icon={<Plus size={14} aria-hidden className="shrink-0" />} onClick={onClick} className="text-12!">
      {children}
    </Button>
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
