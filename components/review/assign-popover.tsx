"use client";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { ChoiceList, type Choice } from "@/components/review/choice-list";
import { Popover } from "@/components/review/popover";
import type { PersonRef } from "@/lib/review/view";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly anchor: ReactElement;
  readonly people: readonly PersonRef[];
  readonly viewerId: string;
  readonly assignedTo: PersonRef | null;
  readonly onAssign: (person: PersonRef | null) => void;
};

/** Who looks at it: oneself first, then the colleagues, then nobody. */
export function AssignPopover({ open, onOpenChange, anchor, people, viewerId, assignedTo, onAssign }: Props) {
  const t = useTranslations("review.assign");
  const ordered = [...people].sort((a, b) => Number(b.id === viewerId) - Number(a.id === viewerId) || a.name.localeCompare(b.name, "es"));
  const choices: Choice<PersonRef | null>[] = ordered.map((person) => ({
    value: person,
    label: person.id === viewerId ? t("me", { name: person.name }) : person.name,
    current: person.id === assignedTo?.id,
  }));
  if (assignedTo !== null) choices.push({ value: null, label: t("nobody") });
  return (
    <Popover open={open} onOpenChange={onOpenChange} anchor={anchor} label={t("title")}>
      <ChoiceList label={t("title")} choices={choices} onChoose={onAssign} />
    </Popover>
  );
}
