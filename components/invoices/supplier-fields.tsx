"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ContactLine } from "@/components/invoices/contact-line";
import { FieldBox } from "@/components/invoices/field-box";
import { NewContact } from "@/components/invoices/new-contact";
import { textOrNull } from "@/components/invoices/head-fields";
import { useField } from "@/components/review/fields";
import { TextField } from "@/components/ui/text-field";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string | null) => void;
};

/** Who sends the invoice, and which contact of Holded that is. */
export function SupplierFields({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice");
  const { supplier } = payload;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-1 gap-x-3 gap-y-4 @min-[340px]:grid-cols-[1fr_140px] @min-[500px]:grid-cols-[1fr_160px]">
        <FieldBox path="supplier.name">
          {(given) => (
            <TextField
              {...given}
              label={t("field.supplier.name")}
              value={supplier.name ?? ""}
              maxLength={300}
              readOnly={readOnly}
              onChange={(event) => onEdit({ supplier: { ...supplier, name: textOrNull(event.target.value) } }, "supplier.name")}
            />
          )}
        </FieldBox>
        <FieldBox path="supplier.taxId">
          {(given) => (
            <TextField
              {...given}
              label={t("field.supplier.taxId")}
              value={supplier.taxId ?? ""}
              maxLength={30}
              readOnly={readOnly}
              spellCheck={false}
              onChange={(event) => onEdit({ supplier: { ...supplier, taxId: taxIdOrNull(event.target.value) } }, "supplier.taxId")}
            />
          )}
        </FieldBox>
      </div>
      <ContactLine
        supplier={supplier}
        readOnly={readOnly}
        onChoose={(contactId) => onEdit({ supplier: { ...supplier, contactId } }, null)}
      />
      {supplier.contactId === null && <NewContact payload={payload} readOnly={readOnly} onEdit={onEdit} />}
    </div>
  );
}

/** To whom it is made out: one line while it is right, fields when it is doubtful or somebody wants to change it. */
export function CustomerFields({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice");
  const { customer } = payload;
  const doubtful = [useField("customer.name").mark, useField("customer.taxId").mark, useField("customer").mark].some(
    (mark) => mark !== null,
  );
  const [open, setOpen] = useState(doubtful);
  if (!open && !doubtful) {
    const who = [customer.name, customer.taxId].filter((part) => part !== null).join(" · ");
    return (
      <p className="flex min-h-6 items-baseline gap-2 text-13 text-ink-2">
        <span className="text-ink-3">{t("field.customer.short")}</span>
        <span className="min-w-0 truncate">{who === "" ? t("noCustomer") : who}</span>
        {!readOnly && (
          <button
            type="button"
            data-field="customer.taxId"
            onClick={() => setOpen(true)}
            className="shrink-0 rounded-sm px-1 text-12 text-ink-3 hover:text-ink hover:underline"
          >
            {t("change")}
          </button>
        )}
      </p>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-4 @min-[340px]:grid-cols-[1fr_140px] @min-[500px]:grid-cols-[1fr_160px]">
      <FieldBox path="customer.name">
        {(given) => (
          <TextField
            {...given}
            label={t("field.customer.name")}
            value={customer.name ?? ""}
            maxLength={300}
            readOnly={readOnly}
            onChange={(event) => onEdit({ customer: { ...customer, name: textOrNull(event.target.value) } }, "customer.name")}
          />
        )}
      </FieldBox>
      <FieldBox path="customer.taxId">
        {(given) => (
          <TextField
            {...given}
            label={t("field.customer.taxId")}
            value={customer.taxId ?? ""}
            maxLength={30}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => onEdit({ customer: { ...customer, taxId: taxIdOrNull(event.target.value) } }, "customer.taxId")}
          />
        )}
      </FieldBox>
    </div>
  );
}

/** As the payload keeps it: upper case, without separators. */
function taxIdOrNull(text: string): string | null {
  return textOrNull(text.toUpperCase().replace(/[\s.\-/]/g, ""));
}
