"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyId } from "@/components/ui/copy-id";
import { showMoment } from "@/components/ui/moment-text";
import { StatusShape } from "@/components/ui/status-mark";
import type { DoubtView } from "@/lib/holded/outbox/doubt";

/** Nobody knows whether this was written: what it was, and where a person finds out. The answer is given in the bar below. */
export function DoubtPanel({ doubt: { wanted, since } }: { readonly doubt: DoubtView }) {
  const t = useTranslations("review.doubt");
  return (
    <section aria-labelledby="doubt-title" className="flex flex-col gap-4 rounded-md bg-needs-soft p-4 text-13">
      <div className="flex items-start gap-2">
        <span className="pt-[3px]">
          <StatusShape status="needs" />
        </span>
        <div>
          <h2 id="doubt-title" className="text-14 font-semibold">
            {t(`title.${wanted.kind}`)}
          </h2>
          <p className="text-ink-2">
            {since === "" ? "" : `${t("since", { moment: showMoment(since, "precise") })} `}
            {t("lead")}
          </p>
        </div>
      </div>
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[96px_minmax(0,1fr)]">
        <Wanted wanted={wanted} />
      </dl>
      <div>
        <h3 className="font-medium">{t("where")}</h3>
        <p className="mt-0.5 text-ink-2">{whereToLook(t, wanted)}</p>
        <Place wanted={wanted} />
      </div>
    </section>
  );
}

type Of = { readonly wanted: DoubtView["wanted"] };

/** What was to be written, word for word. It came from outside or from a person: text, never markup. */
function Wanted({ wanted }: Of) {
  const t = useTranslations("review.doubt.field");
  switch (wanted.kind) {
    case "mail":
      return (
        <>
          <Line name={t("to")}>{wanted.to.join(", ")}</Line>
          {wanted.cc.length > 0 && <Line name={t("cc")}>{wanted.cc.join(", ")}</Line>}
          {wanted.subject !== null && <Line name={t("subject")}>{wanted.subject}</Line>}
          {wanted.message !== null && <Line name={t("message")}>{wanted.message}</Line>}
        </>
      );
    case "note":
      return (
        <>
          <Line name={t("lead")}>{wanted.name === "" ? "—" : wanted.name}</Line>
          <Line name={t("title")}>{wanted.title}</Line>
          {wanted.text !== null && <Line name={t("text")}>{wanted.text}</Line>}
        </>
      );
    case "other":
      return null;
  }
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-2">{name}</dt>
      <dd className="max-h-40 min-w-0 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function whereToLook(t: ReturnType<typeof useTranslations<"review.doubt">>, wanted: DoubtView["wanted"]): string {
  switch (wanted.kind) {
    case "mail":
      return wanted.number === null ? t("look.mail") : t("look.mailOf", { number: wanted.number });
    case "note":
      return wanted.name === "" ? t("look.note") : t("look.noteOf", { name: wanted.name });
    case "other":
      return t("look.other");
  }
}

function Place({ wanted }: Of) {
  const t = useTranslations("review.doubt");
  const common = useTranslations("common");
  const id = wanted.kind === "mail" ? wanted.estimate : wanted.kind === "note" ? wanted.lead : wanted.reference;
  return id === null ? null : <CopyId value={id} label={t("reference")} copiedLabel={common("copied")} />;
}
