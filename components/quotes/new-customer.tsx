"use client";
import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import type { QuoteCustomer } from "@/lib/agents/quotes/model";

type New = Extract<QuoteCustomer, { mode: "new" }>;
type Props = { readonly customer: New; readonly readOnly: boolean; readonly onChange: (next: New, field: string) => void };

const fields = [
  { name: "name", max: 200 },
  { name: "taxId", max: 40 },
  { name: "email", max: 120 },
  { name: "phone", max: 40 },
  { name: "address", max: 200 },
  { name: "postalCode", max: 12 },
  { name: "city", max: 80 },
] as const;

/** The contact that the approval will create. */
export function NewCustomer({ customer, readOnly, onChange }: Props) {
  const t = useTranslations("quotes.customer.field");
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-3 @min-[440px]:grid-cols-2">
      {fields.map(({ name, max }) => (
        <TextField
          key={name}
          label={t(name)}
          value={customer[name] ?? ""}
          maxLength={max}
          readOnly={readOnly}
          spellCheck={false}
          data-field={`customer.${name}`}
          onChange={(event) => {
            const typed = event.target.value;
            onChange({ ...customer, [name]: name === "name" ? typed : typed.trim() === "" ? null : typed }, name);
          }}
        />
      ))}
    </div>
  );
}
