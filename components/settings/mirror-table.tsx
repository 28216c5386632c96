"use client";
import { useTranslations } from "next-intl";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { showCount } from "@/components/ui/count-text";
import { Fold } from "@/components/ui/fold";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { failureCodes } from "@/lib/kernel/result";
import type catalogue from "@/lib/platform/i18n/messages/es.json";

export type ResourceKey = keyof typeof catalogue.settings.mirror.resource;

/** One list of the local copy. Instants are ISO text. */
export type ShownResource = {
  readonly resource: ResourceKey;
  readonly lookedAt: string | null;
  readonly everyMinutes: number;
  /** Until the schedule reads it, when the page was drawn; 0: with its next round. Null: not until the key works again. */
  readonly nextInMinutes: number | null;
  readonly isStale: boolean;
  readonly isRunning: boolean;
  readonly objects: number;
  readonly unreadable: number;
  readonly failure: string | null;
};

type Props = {
  readonly resources: readonly ShownResource[];
  readonly where: Where;
  /** Null where the reader may only look. */
  readonly refresh: ((input: Where & { readonly resource: ResourceKey | null }) => Promise<Answer>) | null;
};

/** How old each part of the local copy is and what kept it from being newer: what is behind stands open, the rest is folded. */
export function MirrorTable({ resources, where, refresh }: Props) {
  const t = useTranslations("settings.mirror");
  const { busy, run } = useCommand();
  const behind = resources.filter(isBehind);
  const fresh = resources.filter((row) => !isBehind(row));
  return (
    <div className="flex flex-col gap-4">
      {refresh !== null && (
        <Button className="self-start" busy={busy} onClick={() => void run(() => refresh({ ...where, resource: null }), t("asked"))}>
          {t("refreshAll")}
        </Button>
      )}
      {behind.length > 0 && <Rows label={t("behindTitle")} rows={behind} where={where} refresh={refresh} />}
      {fresh.length > 0 && (
        <Fold title={t("freshTitle", { n: fresh.length })}>
          <Rows label={t("title")} rows={fresh} where={where} refresh={refresh} />
        </Fold>
      )}
    </div>
  );
}

const isBehind = (row: ShownResource) => row.failure !== null || row.isStale || row.unreadable > 0;

type RowsProps = Pick<Props, "where" | "refresh"> & { readonly label: string; readonly rows: readonly ShownResource[] };

function Rows({ label, rows, where, refresh }: RowsProps) {
  const t = useTranslations("settings.mirror");
  return (
    <Table label={label}>
      <THead>
        <tr>
          <Th>{t("list")}</Th>
          <Th numeric>{t("objects")}</Th>
          <Th className="hidden sm:table-cell">{t("lookedAt")}</Th>
          <Th className="hidden sm:table-cell">{t("nextReading")}</Th>
          <Th className="hidden sm:table-cell">{t("state")}</Th>
          {refresh !== null && (
            <Th className="w-10">
              <span className="sr-only">{t("refresh")}</span>
            </Th>
          )}
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <ResourceRow key={row.resource} row={row} where={where} refresh={refresh} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { readonly row: ShownResource; readonly where: Where; readonly refresh: Props["refresh"] };

function ResourceRow({ row, where, refresh }: RowProps) {
  const t = useTranslations("settings.mirror");
  const { busy, run } = useCommand();
  const name = t(`resource.${row.resource}`);
  return (
    <Tr>
      <Td className="py-1.5">
        {name}
        <span className="block sm:hidden">
          <State row={row} />
        </span>
        <span className="block text-12 text-ink-3 sm:hidden">
          {t("lookedAt")}: <LookedAt row={row} />
        </span>
        <span className="block text-12 text-ink-3 sm:hidden">
          {t("nextReading")}: <Next minutes={row.nextInMinutes} />
        </span>
        <Trouble row={row} />
      </Td>
      <Td numeric>{showCount(row.objects)}</Td>
      <Td className="hidden text-ink-2 sm:table-cell">
        <LookedAt row={row} />
      </Td>
      <Td className="hidden py-1.5 text-ink-2 sm:table-cell">
        <Next minutes={row.nextInMinutes} />
        <span className="block text-12 text-ink-3">
          <Every minutes={row.everyMinutes} />
        </span>
      </Td>
      <Td className="hidden sm:table-cell">
        <State row={row} />
      </Td>
      {refresh !== null && (
        <Td className="px-0 text-right">
          <Button
            tone="quiet"
            busy={busy}
            aria-label={t("refreshOne", { name })}
            onClick={() => void run(() => refresh({ ...where, resource: row.resource }), t("askedOne", { name }))}
          >
            {t("refresh")}
          </Button>
        </Td>
      )}
    </Tr>
  );
}

function State({ row }: { readonly row: ShownResource }) {
  const t = useTranslations("settings.mirror");
  const [status, word]: [Status, string] =
    row.failure !== null
      ? ["refused", t("failed")]
      : row.isRunning
        ? ["waiting", t("running")]
        : row.isStale
          ? ["needs", t("stale")]
          : ["clear", t("fresh")];
  return <StatusMark status={status}>{word}</StatusMark>;
}

/** Why it is not newer, in words; and what Holded has that cannot be understood. */
function Trouble({ row }: { readonly row: ShownResource }) {
  const t = useTranslations();
  const failure = failureCodes.find((code) => code === row.failure);
  return (
    <>
      {row.failure !== null && (
        <span className="block max-w-[420px] text-12 text-ink-2">{failure === undefined ? row.failure : t(`failure.${failure}`)}</span>
      )}
      {row.unreadable > 0 && <span className="block text-12 text-ink-2">{t("settings.mirror.unreadable", { n: row.unreadable })}</span>}
    </>
  );
}

function LookedAt({ row: { lookedAt } }: { readonly row: ShownResource }) {
  const t = useTranslations("settings.mirror");
  return lookedAt === null ? t("neverRead") : <MomentText value={lookedAt} />;
}

function Every({ minutes }: { readonly minutes: number }) {
  const t = useTranslations("settings.mirror");
  const { unit, n } = inLargest(minutes);
  return t("each", { time: t(unit, { n }) });
}

function Next({ minutes }: { readonly minutes: number | null }) {
  const t = useTranslations("settings.mirror");
  if (minutes === null) return t("next.none");
  if (minutes === 0) return t("next.now");
  const { unit, n } = inLargest(minutes);
  return t(`next.${unit}`, { n });
}

/** A time in the unit in which one would say it. */
function inLargest(minutes: number): { readonly unit: "minutes" | "hours" | "days"; readonly n: number } {
  if (minutes < 90) return { unit: "minutes", n: minutes };
  return minutes < 2_160 ? { unit: "hours", n: Math.round(minutes / 60) } : { unit: "days", n: Math.round(minutes / 1_440) };
}
