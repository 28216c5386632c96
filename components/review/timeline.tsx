"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Describe } from "@/components/review/kind-view";
import { MailStory } from "@/components/review/mail-story";
import { useSentences, type Sentences } from "@/components/review/use-sentences";
import { useStepName } from "@/components/review/use-step-name";
import { stepOf } from "@/components/review/way-into";
import { CopyId } from "@/components/ui/copy-id";
import { MomentText, showMoment } from "@/components/ui/moment-text";
import { Stamp } from "@/components/ui/stamp";
import { StatusShape, type Status } from "@/components/ui/status-mark";
import { showDate } from "@/components/ui/date-text";
import { failureCodes } from "@/lib/kernel/result";
import type { Kind } from "@/lib/review/model";
import type { ItemView, TimelineEvent } from "@/lib/review/view";

/** Events with a sentence of their own in the catalogue, and the mark beside them. */
const known = {
  received: "waiting",
  read: "waiting",
  unpacked: "waiting",
  reread: "waiting",
  split: "waiting",
  split_off: "waiting",
  merged: "waiting",
  joined: "waiting",
  proposed: "clear",
  refused: "refused",
  edited: "waiting",
  signed: "clear",
  approved: "clear",
  rejected: "refused",
  undone: "waiting",
  snoozed: "waiting",
  reopened: "waiting",
  assigned: "waiting",
  commented: "waiting",
  sending: "waiting",
  step: "waiting",
  settled: "clear",
  waiting: "needs",
  failed: "refused",
  retried: "waiting",
  sent_back: "needs",
  approved_by_rule: "clear",
  taken_back: "needs",
  mistake_reported: "refused",
  difference_accepted: "clear",
  seen_in_holded: "clear",
  not_in_holded: "needs",
  duplicated: "waiting",
  revised: "waiting",
  send_asked: "waiting",
  quote_accepted: "clear",
  quote_rejected: "refused",
  quote_converted: "clear",
  quote_gone: "needs",
} as const satisfies Record<string, Status>;
type KnownEvent = keyof typeof known;
const isKnown = (kind: string): kind is KnownEvent => kind in known;

/** The whole life of an item, from the file that arrived to the document that stands in Holded. */
export function Timeline<P>({ item, describe }: { readonly item: ItemView<P>; readonly describe: Describe<P> }) {
  const t = useTranslations("review.history");
  return (
    <ol
      aria-label={t("label")}
      className="relative flex flex-col py-1 before:absolute before:inset-y-4 before:left-[6.5px] before:w-px before:bg-line"
    >
      {item.events.map((event, index) => (
        <Line key={event.id} kind={item.kind} event={event} describe={describe} stands={standsAfter(item.events.slice(index + 1))} />
      ))}
    </ol>
  );
}

/** Whether an approval was neither taken back nor sent back later: only then its stamp stays. */
function standsAfter(later: readonly TimelineEvent[]): boolean {
  return !later.some(({ kind }) => kind === "undone" || kind === "sent_back" || kind === "taken_back");
}

type LineProps<P> = { readonly kind: Kind; readonly event: TimelineEvent; readonly describe: Describe<P>; readonly stands: boolean };

function Line<P>({ kind, event, describe, stands }: LineProps<P>) {
  const t = useTranslations("review.history");
  const names = useTranslations("event");
  const sentences = useSentences();
  const stepName = useStepName(kind);
  const status = isKnown(event.kind) ? known[event.kind] : "waiting";
  const done = stepOf(event);
  return (
    <li className="relative flex gap-3 py-2 text-13">
      <span className="relative z-10 mt-[3px] h-3.5 rounded-full bg-paper">
        <StatusShape status={status} />
      </span>
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{done !== null ? stepName(done) : isKnown(event.kind) ? names(event.kind) : event.kind}</span>
          {event.person !== null && <span className="text-ink-2"> · {event.person.name === "" ? t("someone") : event.person.name}</span>}
        </p>
        <EventDetail kind={kind} event={event} describe={describe} sentences={sentences} stands={stands} />
      </div>
      <MomentText value={event.at} className="shrink-0 text-12 text-ink-3" />
    </li>
  );
}

type DetailProps<P> = LineProps<P> & { readonly sentences: Sentences };

/** What the event says beyond its name. Text that came from outside is text, never markup. */
function EventDetail<P>({ event, describe, sentences, stands }: DetailProps<P>): ReactNode {
  const t = useTranslations("review.history");
  const common = useTranslations("common");
  const { detail } = event;
  const text = (name: string) => (typeof detail[name] === "string" && detail[name] !== "" ? detail[name] : null);
  const note = "mt-0.5 text-ink-2 [overflow-wrap:anywhere]";
  switch (event.kind) {
    case "received":
      return <p className={note}>{text("file")}</p>;
    case "unpacked":
      return <MailStory detail={detail} className={note} />;
    case "edited":
      return <p className={note}>{fieldsOf(detail["fields"]).map(describe.name).join(" · ")}</p>;
    case "rejected":
    case "difference_accepted":
      return <p className={note}>{text("reason")}</p>;
    case "commented":
      return <p className={`${note} whitespace-pre-wrap`}>{text("text")}</p>;
    case "snoozed":
      return text("until") === null ? null : <p className={note}>{t("until", { until: showMoment(text("until") ?? "") })}</p>;
    case "assigned":
      return <p className={note}>{text("name") === null ? t("assignedNobody") : t("assignedTo", { name: text("name") ?? "" })}</p>;
    case "approved":
      return event.person === null || !stands ? null : (
        <div className="mt-2">
          <Stamp
            initials={event.person.initials}
            time={showMoment(event.at, "time")}
            date={showDate(event.at.slice(0, 10)) ?? ""}
            label={t("stamp", { name: event.person.name, moment: showMoment(event.at) })}
          />
        </div>
      );
    case "refused":
    case "waiting":
    case "failed": {
      const code = failureCodes.find((candidate) => candidate === detail["code"]);
      return code === undefined ? null : <p className={note}>{sentences.failure({ code, detail: factsOf(detail["detail"]) })}</p>;
    }
    case "settled": {
      const id = text("holdedId") ?? text("id");
      return id === null ? null : <CopyId value={id} label={t("holdedId")} copiedLabel={common("copied")} />;
    }
    default:
      return null;
  }
}

function fieldsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((field) => typeof field === "string").slice(0, 12) : [];
}

/** What a failure says beside its code, as far as sentences use it. */
function factsOf(value: unknown): Readonly<Record<string, string | number>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string | number] => ["string", "number"].includes(typeof entry[1])));
}
