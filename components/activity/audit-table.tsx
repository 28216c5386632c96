"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Fragment, useId, useState } from "react";
import { CopyId } from "@/components/ui/copy-id";
import { cx } from "@/components/ui/cx";
import { MomentText } from "@/components/ui/moment-text";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { auditKey } from "@/components/activity/audit-key";

export type AuditRow = {
  readonly seq: string;
  readonly at: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly subjectTitle: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
};

type Props = { readonly rows: readonly AuditRow[]; readonly invoicesHref: string };

export function AuditTable({ rows, invoicesHref }: Props) {
  const t = useTranslations("activity");
  return (
    <Table label={t("auditTab")}>
      <THead>
        <tr>
          <Th numeric className="hidden w-14 md:table-cell">
            {t("seq")}
          </Th>
          <Th className="hidden w-32 md:table-cell">{t("when")}</Th>
          <Th className="hidden w-36 md:table-cell xl:w-44">{t("who")}</Th>
          <Th>{t("what")}</Th>
          <Th className="hidden md:table-cell">{t("subject")}</Th>
          <Th className="w-10">
            <span className="sr-only">{t("data")}</span>
          </Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <AuditEntry key={row.seq} row={row} invoicesHref={invoicesHref} />
        ))}
      </tbody>
    </Table>
  );
}

function AuditEntry({ row, invoicesHref }: { readonly row: AuditRow; readonly invoicesHref: string }) {
  const t = useTranslations();
  const id = useId();
  const [open, setOpen] = useState(false);
  const key = auditKey(row.action);
  const what = key === null ? row.action : t(`audit.${key}`);
  return (
    <Fragment>
      <Tr className={open ? "border-b-0" : undefined}>
        <Td numeric className="hidden text-ink-3 md:table-cell">
          {row.seq}
        </Td>
        <Td className="hidden text-ink-2 md:table-cell">
          <MomentText value={row.at} />
        </Td>
        <Td className="hidden md:table-cell">
          <Who row={row} />
        </Td>
        <Td className="py-2 max-md:w-full max-md:max-w-0 md:min-w-52 md:py-0">
          <span className={key === null ? "font-mono text-12" : undefined}>{what}</span>
          <span className="block md:hidden">
            <Subject row={row} invoicesHref={invoicesHref} />
            <span className="text-12 text-ink-3">
              <Who row={row} /> · <MomentText value={row.at} />
            </span>
          </span>
        </Td>
        <Td className="hidden max-w-[200px] md:table-cell xl:max-w-[360px]">
          <Subject row={row} invoicesHref={invoicesHref} />
        </Td>
        <Td className="px-0 text-right">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${open ? t("activity.hide") : t("activity.detail")}: ${what}, ${row.seq}`}
            onClick={() => setOpen(!open)}
            className="control-height inline-flex aspect-square items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronRight size={15} aria-hidden className={cx("transition-transform", open && "rotate-90")} />
          </button>
        </Td>
      </Tr>
      {open && (
        <Tr id={id}>
          <td colSpan={6} className="px-2 pt-1 pb-4 md:pl-18">
            <Detail row={row} />
          </td>
        </Tr>
      )}
    </Fragment>
  );
}

function Who({ row }: { readonly row: AuditRow }) {
  const t = useTranslations("activity");
  if (row.actorName !== null) return row.actorName;
  if (row.actor === "system") return <span className="text-ink-2">{t("system")}</span>;
  if (row.actor === "agent:invoices") return <span className="text-ink-2">{t("agentNames.invoices")}</span>;
  if (row.actor.startsWith("agent:")) return <span className="text-ink-2">{t("agent", { name: row.actor.slice(6) })}</span>;
  return <span className="text-ink-2">{t("formerPerson", { id: row.actor.slice(7, 11) })}</span>;
}

const kinds = ["proposal", "connection", "company", "person", "document", "audit", "calls", "webhook", "agent"] as const;

function Subject({ row, invoicesHref }: { readonly row: AuditRow; readonly invoicesHref: string }) {
  const t = useTranslations("activity");
  const [prefix = "", ...rest] = row.subject.split(":");
  const kind = kinds.find((candidate) => candidate === prefix);
  if (kind === "proposal") {
    return (
      <Link
        href={`${invoicesHref}?open=${encodeURIComponent(rest.join(":"))}`}
        className="block truncate underline decoration-line-strong underline-offset-3 hover:decoration-accent"
      >
        {row.subjectTitle ?? t("subjects.proposal")}
      </Link>
    );
  }
  return <span className="block truncate text-ink-2">{kind === undefined ? row.subject : t(`subjects.${kind}`)}</span>;
}

function Detail({ row }: { readonly row: AuditRow }) {
  const t = useTranslations();
  const entries = Object.entries(row.data);
  return (
    <dl className="grid max-w-[720px] grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-12">
      {entries.map(([name, value]) => (
        <Fragment key={name}>
          <dt className="font-mono text-ink-3">{name}</dt>
          <dd className="font-mono break-all">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </Fragment>
      ))}
      <dt className="text-ink-3">{t("activity.subject")}</dt>
      <dd className="font-mono break-all">{row.subject}</dd>
      <dt className="text-ink-3">{t("activity.hash")}</dt>
      <dd className="-ml-1 min-w-0">
        <CopyId value={row.hash} label={t("activity.chain")} copiedLabel={t("common.copied")} />
      </dd>
    </dl>
  );
}
