"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ShownFailure } from "@/components/review/answers";
import { useSentences } from "@/components/review/use-sentences";
import { columnNames, mappingWith, previewOf, roleOf, rolesOfColumns, type ColumnRole } from "@/components/statements/columns";
import { useStatementFacts } from "@/components/statements/statement-facts";
import { TablePreview } from "@/components/statements/table-preview";
import { AmountField } from "@/components/ui/amount-field";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { StatementPayload } from "@/lib/agents/statements/model";
import { splitCsv } from "@/lib/documents/statements/csv/split-csv";

type Props = {
  readonly seen: { readonly id: string; readonly seenVersion: number; readonly seenHash: string | null };
  readonly table: NonNullable<StatementPayload["table"]>;
  readonly readOnly: boolean;
};

/** What each column of a table is, said once and remembered by its heading; beside it, what would be read of the first rows. */
export function TableColumns({ seen, table, readOnly }: Props) {
  const t = useTranslations("statements.columns");
  const { accounts, columns } = useStatementFacts();
  const sentences = useSentences();
  const [mapping, setMapping] = useState(table.guess);
  const [accountId, setAccountId] = useState<string | null>(accounts.length === 1 ? (accounts[0]?.id ?? null) : null);
  const [opening, setOpening] = useState<string | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [busy, setBusy] = useState(false);
  if (mapping === null) return <p className="text-13 text-refused">{t("unreadable")}</p>;
  const rows = splitCsv(table.head, mapping.delimiter, 40);
  const names = columnNames(rows, mapping);
  const preview = previewOf(rows, mapping);
  const currency = accounts.find(({ id }) => id === accountId)?.currency ?? "EUR";
  const hasBalance = mapping.balance !== null;
  const isReady = accountId !== null && (hasBalance || opening !== null) && preview.length > 0;
  const send = () => {
    if (accountId === null) return;
    setBusy(true);
    void columns({ ...seen, accountId, mapping, opening: hasBalance ? null : opening }).then((refused) => {
      setFailure(refused);
      setBusy(false);
    });
  };
  const order = { dmy: t("dmy"), mdy: t("mdy") } as const;
  const marks = { ",": t("comma"), ".": t("dot") } as const;
  return (
    <div className="flex min-w-0 flex-col gap-5" data-field="table">
      <p className="text-13 text-ink-2">{t("text")}</p>
      <div className="grid gap-3 @md:grid-cols-2">
        <div data-field="account">
          <Select
            label={t("account")}
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            value={accountId}
            onChange={setAccountId}
            placeholder={t("choose")}
            disabled={readOnly}
          />
        </div>
        {!hasBalance && (
          <AmountField
            label={t("opening")}
            hint={t("openingHint")}
            value={opening}
            onChange={setOpening}
            currency={currency}
            unreadable={t("amountUnreadable")}
          />
        )}
        <Select
          label={t("dateOrder")}
          options={(["dmy", "mdy"] as const).map((value) => ({ value, label: order[value] }))}
          value={mapping.dateOrder}
          onChange={(dateOrder) => setMapping({ ...mapping, dateOrder })}
          disabled={readOnly}
        />
        <Select
          label={t("decimal")}
          options={([",", "."] as const).map((value) => ({ value, label: marks[value] }))}
          value={mapping.decimal}
          onChange={(decimal) => setMapping({ ...mapping, decimal })}
          disabled={readOnly}
        />
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 text-13 font-medium">{t("columns")}</legend>
        <div className="grid gap-3 @md:grid-cols-2">
          {names.map((name, at) => (
            <Select<ColumnRole>
              key={at}
              label={name}
              options={rolesOfColumns.map((role) => ({ value: role, label: t(`role.${role}`) }))}
              value={roleOf(mapping, at)}
              onChange={(role) => setMapping(mappingWith(mapping, at, role))}
              disabled={readOnly}
            />
          ))}
        </div>
      </fieldset>
      <TablePreview lines={preview} currency={currency} />
      {failure !== null && (
        <p role="alert" className="text-13 text-refused">
          {sentences.failure(failure)}
        </p>
      )}
      {!readOnly && (
        <Button tone="primary" size="lg" className="self-start" disabled={!isReady} busy={busy} busyLabel={t("reading")} onClick={send}>
          {t("read")}
        </Button>
      )}
    </div>
  );
}
