"use client";
import { useTranslations } from "next-intl";
import { FieldBox } from "@/components/invoices/field-box";
import { textOrNull } from "@/components/invoices/head-fields";
import { DateField } from "@/components/ui/date-field";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { QuotePayload } from "@/lib/agents/quotes/model";

type Props = {
  readonly payload: QuotePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<QuotePayload>, field: string | null) => void;
};

/** What the quote says beside its lines: until when it holds, when and where it is delivered, how it is paid. */
export function Conditions({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("quotes.field");
  const common = useTranslations("common");
  return (
    <section aria-label={t("conditions")} className="grid grid-cols-1 gap-x-3 gap-y-4 @min-[440px]:grid-cols-2">
      {(["validUntil", "deliveryDate"] as const).map((name) => (
        <FieldBox key={name} path={name}>
          {(given) => (
            <DateField
              {...given}
              label={t(name)}
              value={payload[name]}
              readOnly={readOnly}
              unreadable={common("notADate")}
              onChange={(value) => onEdit({ [name]: value }, name)}
            />
          )}
        </FieldBox>
      ))}
      {(["deliveryPlace", "paymentTerms"] as const).map((name) => (
        <FieldBox key={name} path={name}>
          {(given) => (
            <TextField
              {...given}
              label={t(name)}
              value={payload[name] ?? ""}
              maxLength={500}
              readOnly={readOnly}
              onChange={(event) => onEdit({ [name]: textOrNull(event.target.value) }, name)}
            />
          )}
        </FieldBox>
      ))}
      <FieldBox path="notes" className="col-span-full">
        {(given) => (
          <TextArea
            {...given}
            label={t("notes")}
            rows={2}
            value={payload.notes ?? ""}
            maxLength={4000}
            readOnly={readOnly}
            onChange={(event) => onEdit({ notes: textOrNull(event.target.value) }, "notes")}
          />
        )}
      </FieldBox>
    </section>
  );
}
