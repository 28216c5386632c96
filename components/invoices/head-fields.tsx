"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FieldBox } from "@/components/invoices/field-box";
import { DateField } from "@/components/ui/date-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { invoiceDocType, type InvoicePayload } from "@/lib/agents/invoices/model";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string) => void;
};

/** What stands at the head of an invoice: which paper, number, dates, currency. */
export function HeadFields({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice");
  const common = useTranslations("common");
  const types = invoiceDocType.options.map((value) => ({ value, label: t(`docType.${value}`) }));
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4 @min-[420px]:grid-cols-3 @min-[540px]:grid-cols-[1.1fr_1.3fr_1fr_1fr_72px]">
      <FieldBox path="docType">
        {(given) => (
          <Select
            {...given}
            label={t("field.docType")}
            options={types}
            value={payload.docType}
            onChange={(docType) => onEdit({ docType }, "docType")}
            disabled={readOnly}
          />
        )}
      </FieldBox>
      <FieldBox path="number">
        {(given) => (
          <TextField
            {...given}
            label={t("field.number")}
            value={payload.number ?? ""}
            maxLength={60}
            readOnly={readOnly}
            onChange={(event) => onEdit({ number: textOrNull(event.target.value) }, "number")}
          />
        )}
      </FieldBox>
      <FieldBox path="issueDate">
        {(given) => (
          <DateField
            {...given}
            placeholder="dd/mm/aa"
            label={t("field.issueDate")}
            value={payload.issueDate}
            readOnly={readOnly}
            unreadable={common("notADate")}
            onChange={(issueDate) => onEdit({ issueDate }, "issueDate")}
          />
        )}
      </FieldBox>
      <FieldBox path="dueDate">
        {(given) => (
          <DateField
            {...given}
            placeholder="dd/mm/aa"
            label={t("field.dueDate")}
            value={payload.dueDate}
            readOnly={readOnly}
            unreadable={common("notADate")}
            onChange={(dueDate) => onEdit({ dueDate }, "dueDate")}
          />
        )}
      </FieldBox>
      <FieldBox path="currency">
        {(given) => (
          <CurrencyField
            {...given}
            label={t("field.currency")}
            value={payload.currency}
            readOnly={readOnly}
            onChange={(currency) => onEdit({ currency }, "currency")}
          />
        )}
      </FieldBox>
    </div>
  );
}

type CurrencyProps = {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly doubtful: boolean;
  readonly hint: ReactNode;
  readonly error: string | undefined;
  readonly onChange: (currency: string) => void;
};

/** Three letters; anything shorter is still being typed and not yet a currency. */
function CurrencyField({ value, onChange, ...field }: CurrencyProps) {
  return (
    <TextField
      {...field}
      key={value}
      defaultValue={value}
      maxLength={3}
      onChange={(event) => {
        const typed = event.target.value.toUpperCase();
        if (/^[A-Z]{3}$/.test(typed) && typed !== value) onChange(typed);
      }}
      onBlur={(event) => {
        event.target.value = value;
      }}
    />
  );
}

export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text;
}
