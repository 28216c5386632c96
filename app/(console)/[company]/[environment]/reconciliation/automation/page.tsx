import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as commands from "@/app/(console)/[company]/[environment]/reconciliation/automation/actions";
import { AutomationTable } from "@/components/reconciliation/automation/automation-table";
import { LearnedList } from "@/components/reconciliation/automation/learned-list";
import { TrialPanel } from "@/components/reconciliation/automation/trial-panel";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import { Section } from "@/components/settings/facts";
import { PageBody } from "@/components/shell/page-header";
import { automationView, type AutomationLine } from "@/lib/agents/reconciliation/automation/manage-run";
import { mayBeSwitchedOn } from "@/lib/agents/reconciliation/automation/rules";
import { listLessons } from "@/lib/agents/reconciliation/memory/manage-run";
import type { KnownLesson } from "@/lib/agents/reconciliation/memory/store";
import { openCompany } from "@/lib/platform/http/open-company";
import { listMembers } from "@/lib/platform/people";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("automation"))("title") };
}

/** What goes without a person and how well it does, and what people's decisions taught. */
export default async function AutomationPage({ params }: Props) {
  const { scope, company, environment, can } = await openCompany(params, "reconciliation.read");
  const t = await getTranslations("automation");
  const [view, lessons, people] = await Promise.all([automationView(scope), listLessons(scope), listMembers(scope)]);
  const where = { company: company.slug, environment };
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const { trial } = view;
  // Named one by one: a module as such cannot be handed to the browser.
  const learned = { forget: commands.forget, changeRule: commands.changeRule };
  return (
    <PageBody>
      <ReconciliationHead place={where} current="automation" />
      <div className="mt-6 flex max-w-[1100px] flex-col gap-10">
        <Section title={t("trial.title")} lead={t("trial.lead")}>
          <TrialPanel
            where={where}
            trial={
              trial && {
                askedAt: trial.askedAt.toISOString(),
                ranAt: trial.ranAt?.toISOString() ?? null,
                found: trial.result && { from: trial.result.from, until: trial.result.until, movements: trial.result.movements },
              }
            }
            start={can("reconciliation.write") ? commands.startTrial : null}
          />
        </Section>
        <Section title={t("rules.title")} lead={t("rules.lead")}>
          <AutomationTable
            where={where}
            rules={view.lines.map((line) => ruleOf(line, names))}
            switchRule={can("settings.write") ? commands.switchRule : null}
          />
        </Section>
        <Section title={t("learned.title")} lead={t("learned.lead")}>
          <LearnedList where={where} lessons={lessons.map(lessonOf)} commands={can("reconciliation.write") ? learned : null} />
        </Section>
      </div>
    </PageBody>
  );
}

function ruleOf({ kind, rule, trial, own, outcomes }: AutomationLine, names: ReadonlyMap<string, string>) {
  return {
    kind,
    state:
      rule === null
        ? ("off" as const)
        : rule.isOn
          ? ("on" as const)
          : rule.changedBecause === "errors"
            ? ("ended" as const)
            : ("off" as const),
    changedAt: rule?.changedAt.toISOString() ?? null,
    changedBy: rule?.changedBy == null ? null : (names.get(rule.changedBy) ?? null),
    samplePercent: rule?.samplePercent ?? defaultSamplePercent,
    trial: trial && { right: trial.right, of: trial.cleared },
    own,
    approved: outcomes.right + outcomes.open,
    wrong: outcomes.wrong,
    isProven: mayBeSwitchedOn(trial).ok,
  };
}

/** One in twenty goes to a person. */
const defaultSamplePercent = 5;

function lessonOf({ proposalId, decidedOn, lesson }: KnownLesson) {
  const { text, amount, currency, partyName, parts, movementClass, rule } = lesson;
  return {
    proposalId,
    decidedOn,
    text,
    amount,
    currency,
    party: partyName,
    numbers: parts.flatMap(({ number }) => number ?? []),
    movementClass,
    rule: rule && { words: rule.key, isOut: rule.sign < 0, movementClass: rule.movementClass },
  };
}
