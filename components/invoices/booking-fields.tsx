"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
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
  const { accounts, projects, defaultAccountId } = useInvoiceFacts();
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
      <FieldBox path="tags">
        {(given) => (
          <TagsField {...given} tags={payload.tags ?? []} readOnly={readOnly} onChange={(tags) => onEdit({ tags: [...tags] }, "tags")} />
        )}
      </FieldBox>
      {(projects.length > 0 || payload.projectId !== undefined) && (
        <FieldBox path="projectId">
          {(given) => (
            <Select
              {...given}
              label={t("field.projectId")}
              options={[{ value: byDefault, label: t("noProject") }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
              value={payload.projectId ?? byDefault}
              placeholder={payload.projectId ?? ""}
              disabled={readOnly}
              onChange={(value) => onEdit({ projectId: value === byDefault ? undefined : value }, null)}
            />
          )}
        </FieldBox>
      )}
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

type TagsProps = Omit<Parameters<typeof TextField>[0], "label" | "value" | "onChange"> & {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
};

/** Tags separated by commas. What is typed stays as it is typed until the field is left. */
function TagsField({ tags, onChange, onBlur, ...given }: TagsProps) {
  const t = useTranslations("invoice");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      {...given}
      label={t("field.tags")}
      value={typed ?? tags.join(", ")}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(tagsIn(event.target.value));
      }}
      onBlur={(event) => {
        setTyped(null);
        onBlur?.(event);
      }}
    />
  );
}

const tagsIn = (text: string): readonly string[] =>
  text
    .split(",")
    .map((tag) => tag.trim().slice(0, 50))
    .filter((tag) => tag !== "")
    .slice(0, 10);

function nameOf({ number, name }: { readonly number: string | null; readonly name: string }): string {
  return number === null ? name : `${number} · ${name}`;
}

/** In groups of four, as it stands on paper. */
export function inGroups(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}
