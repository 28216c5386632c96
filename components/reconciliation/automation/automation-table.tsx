"use client";
import { useTranslations } from "next-intl";
import type { AutomationCommands } from "@/components/reconciliation/automation/automation-commands";
import { intervalText, shareText } from "@/components/reconciliation/automation/share-text";
import type { Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { useAnnouncer } from "@/components/ui/announcer";
import { showCount } from "@/components/ui/count-text";
import { showMoment } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { Share } from "@/lib/agents/reconciliation/automation/interval";
import type { RuleKind } from "@/lib/agents/reconciliation/automation/rules";

export type ShownRule = {
  readonly kind: RuleKind;
  readonly state: "on" | "off" | "ended";
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly samplePercent: number;
  readonly trial: Share | null;
  readonly own: Share | null;
  /** Of its last ones since it was switched on. */
  readonly approved: number;
  readonly wrong: number;
  /** The trial over the company's past lets it be switched on. */
  readonly isProven: boolean;
};

type Props = { readonly where: Where; readonly rules: readonly ShownRule[]; readonly switchRule: AutomationCommands["switchRule"] };

/** Kind by kind: what the past says, what people found since, and whether it goes without them. */
export function AutomationTable({ where, rules, switchRule }: Props) {
  const t = useTranslations("automation");
  return (
    <Table label={t("rules.title")}>
      <THead>
        <tr>
          <Th>{t("rules.kind")}</Th>
          <Th numeric>{t("rules.trial")}</Th>
          <Th numeric>{t("rules.own")}</Th>
          <Th>{t("rules.state")}</Th>
          <Th>
            <span className="sr-only">{t("rules.change")}</span>
          </Th>
        </tr>
      </THead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.kind} where={where} rule={rule} switchRule={switchRule} />
        ))}
      </tbody>
    </Table>
  );
}

function RuleRow({ where, rule, switchRule }: Omit<Props, "rules"> & { readonly rule: ShownRule }) {
  const t = useTranslations("automation");
  const { toast } = useAnnouncer();
  const { kind, state, changedAt, changedBy, samplePercent } = rule;
  const name = t(`kind.${kind}`);
  const isOn = state === "on";
  return (
    <Tr>
      <Td className="min-w-[220px] py-2 align-top">
        <span className="font-medium">{name}</span>
        <span className="block text-12 text-ink-3">{t(`kindHint.${kind}`)}</span>
      </Td>
      <Td numeric className="py-2 align-top">
        <Found share={rule.trial} none={t("rules.noTrial")} />
      </Td>
      <Td numeric className="py-2 align-top">
        <Found share={rule.own} none={t("rules.noneDecided")} />
      </Td>
      <Td className="min-w-[180px] py-2 align-top">
        <StatusMark status={isOn ? "clear" : state === "ended" ? "refused" : "waiting"}>{t(`rules.${state}`)}</StatusMark>
        {changedAt !== null && (
          <span className="block text-12 text-ink-3">
            {[state === "ended" ? null : changedBy, showMoment(changedAt)].filter((part) => part !== null).join(", ")}
          </span>
        )}
        {(isOn || rule.approved + rule.wrong > 0) && (
          <span className="block text-12 text-ink-2">
            {t("rules.since", { approved: rule.approved, wrong: rule.wrong, percent: samplePercent })}
          </span>
        )}
      </Td>
      <Td className="py-2 text-right align-top">
        {switchRule !== null && (isOn || rule.isProven) && (
          <ConfirmButton
            tone={isOn ? "danger" : "secondary"}
            title={t(isOn ? "rules.stopTitle" : "rules.startTitle", { name })}
            body={t(isOn ? "rules.stopBody" : "rules.startBody", { percent: samplePercent })}
            confirm={t(isOn ? "rules.stop" : "rules.start")}
            done={t(isOn ? "rules.stopped" : "rules.started", { name })}
            command={async () => {
              const answer = await switchRule({ ...where, kind, isOn: !isOn, samplePercent });
              const count = answer.ok ? answer.value.takenBack : 0;
              if (count > 0) toast({ status: "needs", text: t("rules.takenBack", { count }) });
              return answer;
            }}
          >
            {t(isOn ? "rules.stop" : "rules.start")}
          </ConfirmButton>
        )}
        {switchRule !== null && !isOn && !rule.isProven && (rule.trial?.of ?? 0) > 0 && (
          <span className="text-12 text-ink-3">{t("rules.notProven")}</span>
        )}
      </Td>
    </Tr>
  );
}

function Found({ share, none }: { readonly share: Share | null; readonly none: string }) {
  const t = useTranslations("automation.rules");
  if (share === null || share.of === 0) return <span className="text-12 text-ink-3">{none}</span>;
  return (
    <>
      <span className="font-medium">{shareText(share)}</span>
      <span className="block text-12 whitespace-nowrap text-ink-3">
        {t("of", { right: showCount(share.right), of: showCount(share.of) })}
      </span>
      <span className="block text-12 whitespace-nowrap text-ink-3">{intervalText(share)}</span>
    </>
  );
}
