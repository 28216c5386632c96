"use client";
import { useTranslations } from "next-intl";
import { FieldBox } from "@/components/invoices/field-box";
import { textOrNull } from "@/components/invoices/head-fields";
import { useInvoiceFacts } from "@/components/invoices/invoice-facts";
import { commonAccount, editLines } from "@/components/invoices/line-table";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

type Props = {
  readonly payload: InvoicePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<InvoicePayload>, field: string | null) => void;
};

const byDefault = "default";

/** Where the expense goes in the books, and the account it is paid to. */
export function BookingFields({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice");
  const { accounts, defaultAccountId } = useInvoiceFacts();
  const common = commonAccount(payload);
  const usual = accounts.find(({ id }) => id === defaultAccountId);
  const options = [
    { value: byDefault, label: usual ? t("accountUsual", { account: nameOf(usual) }) : t("accountDefault"), text: t("accountDefault") },
    ...accounts.map((account) => ({ value: account.id, label: nameOf(account), text: nameOf(account) })),
  ];
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-4 @min-[420px]:grid-cols-2">
      <FieldBox path="accountId">
        {(given) => (
          <Select
            {...given}
            label={t("field.accountId")}
            options={options}
            value={common === "mixed" ? null : (common ?? byDefault)}
            placeholder={t("accountMixed")}
            disabled={readOnly}
            onChange={(value) =>
              onEdit({ lines: [...editLines(payload.lines, { kind: "account", accountId: value === byDefault ? null : value })] }, null)
            }
          />
        )}
      </FieldBox>
      <FieldBox path="iban">
        {(given) => (
          <TextField
            {...given}
            label={t("field.iban")}
            value={inGroups(payload.iban ?? "")}
            maxLength={42}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) =>
              onEdit(
                {
                  iban: textOrNull(
                    event.target.value
                      .toUpperCase()
                      .replace(/[^A-Z0-9]/g, "")
                      .slice(0, 34),
                  ),
                },
                "iban",
              )
            }
          />
        )}
      </FieldBox>
    </div>
  );
}

function nameOf({ number, name }: { readonly number: string | null; readonly name: string }): string {
  return number === null ? name : `${number} · ${name}`;
}

/** In groups of four, as it stands on paper. */
export function inGroups(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}
