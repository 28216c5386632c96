"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ShownFailure } from "@/components/review/answers";
import { apiPath } from "@/components/review/place";
import type { PanelProps } from "@/components/review/kind-view";
import { useSentences } from "@/components/review/use-sentences";
import { TableColumns } from "@/components/statements/table-columns";
import { StatementLines } from "@/components/statements/statement-lines";
import { useStatementFacts } from "@/components/statements/statement-facts";
import { AmountField } from "@/components/ui/amount-field";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { StatementPayload } from "@/lib/agents/statements/model";
import type { Reason } from "@/lib/kernel/evidence";
import { formatIban } from "@/lib/kernel/iban";

/** Whose account it is, how a table is read, and what becomes of each movement. */
export function StatementPanel({ item, payload, readOnly, onEdit }: PanelProps<StatementPayload>) {
  const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
  if (payload.table !== null && payload.table.mapping === null)
    return <TableColumns seen={seen} table={payload.table} readOnly={readOnly} />;
  return (
    <>
      <ReasonsOfFields reasons={item.reasons} />
      <AccountOf seen={seen} payload={payload} readOnly={readOnly} />
      {payload.movements.length > 0 && <StatementLines payload={payload} readOnly={readOnly} onEdit={onEdit} />}
      {item.document !== null && <Original id={item.document.id} fileName={item.document.fileName} />}
    </>
  );
}

/** What must be answered, and what deserves a look, of a part of the statement. */
function ReasonsOfFields({ reasons }: { readonly reasons: readonly Reason[] }) {
  const sentences = useSentences();
  const shown = reasons.filter(({ level, path }) => path !== undefined && (level === "block" || level === "doubt"));
  if (shown.length === 0) return null;
  return (
    <ul className="flex list-none flex-col gap-1 text-13">
      {shown.map((reason) => (
        <li key={reason.code} className={reason.level === "block" ? "text-refused" : "text-needs"}>
          {sentences.reason(reason)}
        </li>
      ))}
    </ul>
  );
}

/** The file as it came. */
function Original({ id, fileName }: { readonly id: string; readonly fileName: string }) {
  const t = useTranslations("statements");
  const { place } = useStatementFacts();
  return (
    <p className="text-12 text-ink-3">
      <a href={`${apiPath(place, "documents", id)}?download=1`} download={fileName} className="underline underline-offset-2 hover:text-ink">
        {t("download", { file: fileName })}
      </a>
    </p>
  );
}

type Seen = { readonly id: string; readonly seenVersion: number; readonly seenHash: string | null };

function AccountOf({ seen, payload, readOnly }: { readonly seen: Seen; readonly payload: StatementPayload; readonly readOnly: boolean }) {
  const t = useTranslations("statements.account");
  const { accounts, account } = useStatementFacts();
  const sentences = useSentences();
  const { currency, id } = payload.account;
  const [opening, setOpening] = useState<string | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const fitting = accounts.filter((one) => one.currency === currency);
  const choose = (accountId: string) => {
    setBusy(true);
    void account({ ...seen, accountId, opening }).then((refused) => {
      setFailure(refused);
      setBusy(false);
    });
  };
  if (readOnly) return <p className="text-13 text-ink-2">{payload.account.name}</p>;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div data-field="account" className="min-w-0 flex-1 basis-64">
          <Select
            label={t("label")}
            options={fitting.map((one) => ({
              value: one.id,
              label: one.iban === null ? one.name : `${one.name} · ${formatIban(one.iban)}`,
              text: one.name,
            }))}
            value={id}
            onChange={choose}
            placeholder={fitting.length === 0 ? t("none", { currency }) : t("choose")}
            disabled={busy || fitting.length === 0}
          />
        </div>
        {payload.opening === null && (
          <div data-field="opening" className="w-44">
            <AmountField label={t("opening")} value={opening} onChange={setOpening} currency={currency} unreadable={t("unreadable")} />
          </div>
        )}
        {id !== null && (
          <Button onClick={() => choose(id)} busy={busy} busyLabel={t("comparing")}>
            {t("compare")}
          </Button>
        )}
      </div>
      {failure !== null && (
        <p role="alert" className="text-13 text-refused">
          {sentences.failure(failure)}
        </p>
      )}
    </div>
  );
}
