"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Fragment, useId, useState } from "react";
import { purposeNames } from "@/components/activity/purpose-names";
import { cx } from "@/components/ui/cx";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { failureCodes } from "@/lib/kernel/result";

export type CallRow = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  readonly attempt: number;
  readonly purpose: string;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
  readonly proposalId: string | null;
  readonly requestBody: string | null;
  readonly answerBody: string | null;
};

type Props = { readonly rows: readonly CallRow[]; readonly invoicesHref: string };

export function CallTable({ rows, invoicesHref }: Props) {
  const t = useTranslations("activity");
  return (
    <Table label={t("callsTab")}>
      <THead>
        <tr>
          <Th className="hidden w-40 md:table-cell">{t("when")}</Th>
          <Th className="w-16">{t("method")}</Th>
          <Th>{t("path")}</Th>
          <Th className="w-28">{t("status")}</Th>
          <Th numeric className="hidden w-16 sm:table-cell">
            {t("ms")}
          </Th>
          <Th numeric className="hidden w-16 lg:table-cell" title={t("quotaHint")}>
            {t("quota")}
          </Th>
          <Th numeric className="hidden w-16 lg:table-cell">
            {t("attempt")}
          </Th>
          <Th className="hidden w-28 lg:table-cell">{t("purpose")}</Th>
          <Th className="w-10">
            <span className="sr-only">{t("data")}</span>
          </Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <CallEntry key={row.id} row={row} invoicesHref={invoicesHref} />
        ))}
      </tbody>
    </Table>
  );
}

function CallEntry({ row, invoicesHref }: { readonly row: CallRow; readonly invoicesHref: string }) {
  const t = useTranslations("activity");
  const id = useId();
  const [open, setOpen] = useState(false);
  const purpose = purposeNames.find((name) => name === row.purpose);
  return (
    <Fragment>
      <Tr className={open ? "border-b-0" : undefined}>
        <Td className="hidden text-ink-2 md:table-cell">
          <MomentText value={row.at} shape="precise" />
        </Td>
        <Td className="font-mono text-12 text-ink-2">{row.method}</Td>
        <Td className="w-full max-w-0 py-2 font-mono text-12 md:py-0">
          <span className="block truncate" title={row.path}>
            {row.path}
          </span>
          <MomentText value={row.at} shape="precise" className="block font-sans text-ink-3 md:hidden" />
        </Td>
        <Td>
          <StatusMark status={row.failure === null ? "clear" : "refused"} className="text-13">
            {row.status ?? t("noAnswer")}
          </StatusMark>
        </Td>
        <Td numeric className="hidden sm:table-cell">
          {row.ms}
        </Td>
        <Td numeric className="hidden text-ink-2 lg:table-cell">
          {row.quotaLeft ?? "—"}
        </Td>
        <Td numeric className={cx("hidden lg:table-cell", row.attempt > 1 ? "font-medium text-needs" : "text-ink-2")}>
          {row.attempt}
        </Td>
        <Td className="hidden text-ink-2 lg:table-cell">{purpose === undefined ? row.purpose : t(`purposes.${purpose}`)}</Td>
        <Td className="px-0 text-right">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${open ? t("hide") : t("detail")}: ${row.method} ${row.path}`}
            onClick={() => setOpen(!open)}
            className="control-height inline-flex aspect-square items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronRight size={15} aria-hidden className={cx("transition-transform", open && "rotate-90")} />
          </button>
        </Td>
      </Tr>
      {open && (
        <Tr id={id}>
          <td colSpan={9} className="px-2 pb-4">
            <Detail row={row} invoicesHref={invoicesHref} />
          </td>
        </Tr>
      )}
    </Fragment>
  );
}

function Detail({ row, invoicesHref }: { readonly row: CallRow; readonly invoicesHref: string }) {
  const t = useTranslations();
  const failure = failureCodes.find((code) => code === row.failure);
  const purpose = purposeNames.find((name) => name === row.purpose);
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap gap-x-6 text-12 text-ink-2 lg:hidden">
        <span>
          {t("activity.quota")} {row.quotaLeft ?? "—"}
        </span>
        <span>
          {t("activity.attempt")} {row.attempt}
        </span>
        <span>{purpose === undefined ? row.purpose : t(`activity.purposes.${purpose}`)}</span>
      </p>
      {row.failure !== null && <p className="max-w-[720px] text-13">{failure === undefined ? row.failure : t(`failure.${failure}`)}</p>}
      <div className="grid gap-3 md:grid-cols-2">
        <Body title={t("activity.request")} text={row.requestBody} />
        <Body title={t("activity.answer")} text={row.answerBody} />
      </div>
      {row.proposalId !== null && (
        <p className="text-13">
          <Link
            href={`${invoicesHref}?open=${row.proposalId}`}
            className="underline decoration-line-strong underline-offset-3 hover:decoration-accent"
          >
            {t("activity.openProposal")}
          </Link>
        </p>
      )}
    </div>
  );
}

function Body({ title, text }: { readonly title: string; readonly text: string | null }) {
  const t = useTranslations("activity");
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="pb-1 text-12 text-ink-3">{title}</h3>
      {text === null ? (
        <p className="text-12 text-ink-3">{t("emptyBody")}</p>
      ) : (
        <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-12">
          {text}
        </pre>
      )}
    </section>
  );
}
