"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { AutomationCommands } from "@/components/reconciliation/automation/automation-commands";
import type { Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { useCommand } from "@/components/settings/use-command";
import { Amount } from "@/components/ui/amount";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { chosenClasses } from "@/lib/agents/reconciliation/model";

export type ShownLesson = {
  readonly proposalId: string;
  readonly decidedOn: string;
  readonly text: string;
  readonly amount: string;
  readonly currency: string;
  readonly party: string | null;
  readonly numbers: readonly string[];
  readonly movementClass: MovementClass | null;
  readonly rule: { readonly words: string; readonly isOut: boolean; readonly movementClass: MovementClass } | null;
};

type Props = {
  readonly where: Where;
  readonly lessons: readonly ShownLesson[];
  /** Null where the reader may only look. */
  readonly commands: Pick<AutomationCommands, "forget" | "changeRule"> | null;
};

/** What people's decisions taught: rules for movements without a document, and who pays what under which words. */
export function LearnedList({ where, lessons, commands }: Props) {
  const t = useTranslations("automation.learned");
  const rules = lessons.filter(({ rule }) => rule !== null);
  if (lessons.length === 0) return <p className="text-13 text-ink-2">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-6">
      {rules.length > 0 && (
        <ul aria-label={t("rules")} className="hairline-t">
          {rules.map((lesson) => (
            <RuleLine key={lesson.proposalId} where={where} lesson={lesson} commands={commands} />
          ))}
        </ul>
      )}
      <Table label={t("decisions")}>
        <THead>
          <tr>
            <Th>{t("decided")}</Th>
            <Th>{t("text")}</Th>
            <Th numeric>{t("amount")}</Th>
            <Th>{t("is")}</Th>
            <Th>
              <span className="sr-only">{t("forget")}</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {lessons.map((lesson) => (
            <LessonRow key={lesson.proposalId} where={where} lesson={lesson} commands={commands} />
          ))}
        </tbody>
      </Table>
      {commands !== null && (
        <div>
          <ConfirmButton
            tone="danger"
            title={t("forgetAllTitle")}
            body={t("forgetAllBody")}
            confirm={t("forgetAll")}
            done={t("forgottenAll")}
            command={() => commands.forget({ ...where, proposalId: null })}
          >
            {t("forgetAll")}
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}

type LineProps = Omit<Props, "lessons"> & { readonly lesson: ShownLesson };

function RuleLine({ where, lesson: { proposalId, rule }, commands }: LineProps) {
  const t = useTranslations("automation.learned");
  const classes = useTranslations("reconciliation.class");
  const router = useRouter();
  const { busy, run } = useCommand();
  if (rule === null) return null;
  const change = (movementClass: MovementClass | null) =>
    commands && void run(() => commands.changeRule({ ...where, proposalId, movementClass }), t("changed")).then(() => router.refresh());
  return (
    <li className="hairline-b flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3 text-13">
      <span className="min-w-0">
        {t(rule.isOut ? "ruleOut" : "ruleIn")} <span className="font-mono text-12 break-words">{rule.words}</span>
      </span>
      {commands === null ? (
        <span>{classes(rule.movementClass)}</span>
      ) : (
        <Select
          label={t("classOf", { words: rule.words })}
          hideLabel
          className="w-64"
          disabled={busy}
          value={rule.movementClass}
          onChange={(value) => change(value === "drop" ? null : value)}
          options={[...chosenClasses.map((value) => ({ value, label: classes(value) })), { value: "drop" as const, label: t("dropRule") }]}
        />
      )}
    </li>
  );
}

function LessonRow({ where, lesson, commands }: LineProps) {
  const t = useTranslations("automation.learned");
  const classes = useTranslations("reconciliation.class");
  const { movementClass, numbers, party } = lesson;
  const what = movementClass === null ? [party, numbers.join(", ")].filter(Boolean).join(" · ") : classes(movementClass);
  return (
    <Tr>
      <Td className="py-2 align-top">
        <PlainDateText value={lesson.decidedOn} />
      </Td>
      <Td className="max-w-[420px] py-2 align-top text-12 break-words text-ink-2">{lesson.text}</Td>
      <Td numeric className="py-2 align-top">
        <Amount value={lesson.amount} currency={lesson.currency} />
      </Td>
      <Td className="py-2 align-top">{what}</Td>
      <Td className="py-2 text-right align-top">
        {commands !== null && (
          <ConfirmButton
            tone="quiet"
            title={t("forgetTitle")}
            body={t("forgetBody")}
            confirm={t("forget")}
            done={t("forgotten")}
            command={() => commands.forget({ ...where, proposalId: lesson.proposalId })}
          >
            {t("forget")}
          </ConfirmButton>
        )}
      </Td>
    </Tr>
  );
}
