"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FieldBox } from "@/components/invoices/field-box";
import { inGroups } from "@/components/invoices/booking-fields";
import { TextField } from "@/components/ui/text-field";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string | null) => void;
};

const details = ["address", "postalCode", "city", "email", "phone"] as const;
const longest = { address: 200, postalCode: 12, city: 80, email: 120, phone: 40 } as const;

/** The contact that will be made in Holded, with what the paper says of it: each field lights where it was read. */
export function NewContact({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice");
  const { supplier, iban } = payload;
  const [open, setOpen] = useState(false);
  const edit = (name: (typeof details)[number], text: string) => {
    const { [name]: _, ...others } = supplier;
    onEdit({ supplier: text === "" ? others : { ...others, [name]: text } }, `supplier.${name}`);
  };
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="rounded-md bg-sunken px-3 py-2 text-13">
      <summary className="cursor-pointer text-ink-2 hover:text-ink">{t("newContact.title")}</summary>
      <div className="flex flex-col gap-4 pt-3 pb-1">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-ink-3">{t("field.supplier.name")}</dt>
          <dd className="break-words">{supplier.name ?? "—"}</dd>
          <dt className="text-ink-3">{t("field.supplier.taxId")}</dt>
          <dd>{supplier.taxId ?? "—"}</dd>
          <dt className="text-ink-3">{t("field.iban")}</dt>
          <dd>
            {iban === null ? "—" : inGroups(iban)}
            {iban !== null && <span className="block text-12 text-ink-3">{t("newContact.iban")}</span>}
          </dd>
        </dl>
        <div className="grid grid-cols-1 gap-x-3 gap-y-4 @min-[420px]:grid-cols-2">
          {details.map((name) => (
            <FieldBox key={name} path={`supplier.${name}`}>
              {(given) => (
                <TextField
                  {...given}
                  label={t(`field.supplier.${name}`)}
                  value={supplier[name] ?? ""}
                  maxLength={longest[name]}
                  readOnly={readOnly}
                  spellCheck={false}
                  onChange={(event) => edit(name, event.target.value)}
                />
              )}
            </FieldBox>
          ))}
        </div>
      </div>
    </details>
  );
}
