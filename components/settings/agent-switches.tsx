"use client";
import { useTranslations } from "next-intl";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import type { AgentName } from "@/lib/platform/agent-names";

export type ShownAgent = {
  readonly agent: AgentName;
  /** What it can do with the key of this environment; null: nothing is connected. */
  readonly ability: "works" | "limited" | "off" | null;
  readonly isLive: boolean;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
};

type Props = {
  readonly agents: readonly ShownAgent[];
  readonly where: Where;
  /** Null where the reader may only look. */
  readonly set: ((input: Where & { readonly agent: AgentName; readonly on: boolean }) => Promise<Answer>) | null;
};

const abilityStatus: Readonly<Record<"works" | "limited" | "off", Status>> = { works: "clear", limited: "needs", off: "refused" };

/** The agents, what each can do with this key, and whether it works in live: an explicit act, with who did it and when. */
export function AgentSwitches({ agents, where, set }: Props) {
  const t = useTranslations();
  return (
    <ul className="hairline-t">
      {agents.map(({ agent, ability, isLive, changedAt, changedBy }) => {
        const name = t(`permission.agent.${agent}`);
        return (
          <li key={agent} className="hairline-b flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3 text-13">
            <div className="min-w-0">
              <span className="font-medium">{name}</span>
              {ability !== null && (
                <span className="ml-3">
                  <StatusMark status={abilityStatus[ability]}>{t(`permission.ability.${ability}`)}</StatusMark>
                </span>
              )}
              <span className="block text-12 text-ink-3">
                {isLive ? t("settings.agents.isLive") : t("settings.agents.isSandbox")}
                {changedAt !== null && (
                  <>
                    {" · "}
                    {changedBy ?? t("settings.agents.formerPerson")}, <MomentText value={changedAt} />
                  </>
                )}
              </span>
            </div>
            {set !== null && (
              <ConfirmButton
                tone={isLive ? "danger" : "secondary"}
                title={isLive ? t("settings.agents.stopTitle", { name }) : t("settings.agents.startTitle", { name })}
                body={isLive ? t("settings.agents.stopBody") : t("settings.agents.startBody")}
                confirm={isLive ? t("settings.agents.stop") : t("settings.agents.start")}
                done={isLive ? t("settings.agents.stopDone", { name }) : t("settings.agents.startDone", { name })}
                command={() => set({ ...where, agent, on: !isLive })}
              >
                {isLive ? t("settings.agents.stop") : t("settings.agents.start")}
              </ConfirmButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
