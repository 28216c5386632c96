"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Fragment, useId, useRef, useState } from "react";
import { CallDetail, type CallLinks } from "@/components/activity/call-detail";
import { proposalName, type ShownCall, type ShownReplay } from "@/components/activity/call-view";
import { LiveTail } from "@/components/activity/live-tail";
import { purposeNames } from "@/components/activity/purpose-names";
import type { Answer, Where } from "@/components/settings/answer";
import { useKeys } from "@/components/shell/keys";
import { cx } from "@/components/ui/cx";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";

type Props = {
  readonly calls: readonly ShownCall[];
  readonly replays: readonly ShownReplay[];
  readonly links: CallLinks;
  readonly where: Where;
  /** Null for somebody who does not approve. */
  readonly retry: ((input: Where & { readonly id: string }) => Promise<Answer>) | null;
  /** Null on an older page, which does not grow. */
  readonly newerHref: string | null;
};

const toggles = "button[data-call]";

/** The log, a line for each call. j and k walk it, Enter unfolds, Escape folds everything. */
export function CallTable({ calls, replays, links, where, retry, newerHref }: Props) {
  const t = useTranslations("activity");
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const step = (by: 1 | -1) => {
    const all = [...(list.current?.querySelectorAll<HTMLButtonElement>(toggles) ?? [])];
    const at = all.findIndex((button) => button === document.activeElement);
    all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ moveNext: () => step(1), movePrevious: () => step(-1), back: () => setOpen(new Set()) });
  const toggle = (operation: string) =>
    setOpen((now) => {
      const next = new Set(now);
      if (!next.delete(operation)) next.add(operation);
      return next;
    });
  return (
    <div ref={list}>
      {newerHref !== null && <LiveTail href={newerHref} isReading={open.size > 0} />}
      <Table label={t("callsTab")}>
        <THead>
          <tr>
            <Th className="hidden w-40 md:table-cell">{t("when")}</Th>
            <Th className="w-28">{t("outcome")}</Th>
            <Th>{t("call")}</Th>
            <Th className="hidden xl:table-cell">{t("proposal")}</Th>
            <Th className="hidden w-28 lg:table-cell">{t("purpose")}</Th>
            <Th numeric className="hidden w-16 sm:table-cell">
              {t("attempts")}
            </Th>
            <Th numeric className="hidden w-16 sm:table-cell">
              {t("ms")}
            </Th>
            <Th numeric className="hidden w-16 lg:table-cell" title={t("quotaHint")}>
              {t("quota")}
            </Th>
            <Th className="w-10">
              <span className="sr-only">{t("data")}</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {calls.map((call) => (
            <CallLine
              key={call.operation}
              call={call}
              links={links}
              isOpen={open.has(call.operation)}
              toggle={() => toggle(call.operation)}
              replay={replays.find(({ proposalId }) => proposalId === call.proposal?.id) ?? null}
              retry={retry && ((id) => retry({ ...where, id }))}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

type LineProps = {
  readonly call: ShownCall;
  readonly links: CallLinks;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly replay: ShownReplay | null;
  readonly retry: ((id: string) => Promise<Answer>) | null;
};

function CallLine({ call, links, isOpen, toggle, replay, retry }: LineProps) {
  const t = useTranslations("activity");
  const id = useId();
  const purpose = purposeNames.find((name) => name === call.purpose);
  const name = `${call.method} ${call.path}`;
  return (
    <Fragment>
      <Tr className={cx("hover:bg-hover/60", isOpen && "border-b-0")}>
        <Td className="hidden text-ink-2 md:table-cell">
          <MomentText value={call.at} shape="precise" />
        </Td>
        <Td>
          <StatusMark status={call.failure === null ? "clear" : "refused"}>{call.status ?? t("noAnswer")}</StatusMark>
        </Td>
        <Td className="w-full max-w-0 py-2 font-mono text-12 md:py-0">
          <span className="block truncate" title={name}>
            <span className="text-ink-3">{call.method}</span> {call.path}
          </span>
          <MomentText value={call.at} shape="precise" className="block font-sans text-ink-3 md:hidden" />
        </Td>
        <Td className="hidden max-w-[220px] xl:table-cell">
          {call.proposal !== null && (
            <Link
              href={`${links.invoices}?open=${call.proposal.id}`}
              className="block truncate underline decoration-line-strong underline-offset-3 hover:decoration-accent"
            >
              {proposalName(call.proposal)}
            </Link>
          )}
        </Td>
        <Td className="hidden whitespace-nowrap text-ink-2 lg:table-cell">
          {purpose === undefined ? call.purpose : t(`purposes.${purpose}`)}
        </Td>
        <Td numeric className={cx("hidden sm:table-cell", call.attempt > 1 ? "font-medium text-needs" : "text-ink-3")}>
          {call.attempt}
        </Td>
        <Td numeric className="hidden sm:table-cell">
          {call.ms}
        </Td>
        <Td numeric className="hidden text-ink-2 lg:table-cell">
          {call.quotaLeft ?? "—"}
        </Td>
        <Td className="px-0 text-right">
          <button
            type="button"
            data-call={call.operation}
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={isOpen ? t("closeCall", { call: name }) : t("openCall", { call: name })}
            onClick={toggle}
            className="control-height inline-flex aspect-square items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <ChevronRight size={15} aria-hidden className={cx("transition-transform", isOpen && "rotate-90")} />
          </button>
        </Td>
      </Tr>
      {isOpen && (
        <Tr id={id}>
          <td colSpan={9} className="px-2 pt-1 pb-6">
            <CallDetail call={call} links={links} replay={replay} retry={retry} />
          </td>
        </Tr>
      )}
    </Fragment>
  );
}
