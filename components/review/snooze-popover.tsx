"use client";
import { useTranslations } from "next-intl";
import { useState, type ReactElement } from "react";
import { ChoiceList } from "@/components/review/choice-list";
import { Popover } from "@/components/review/popover";
import { snoozeChoices, snoozeUntilDay } from "@/components/review/snooze-choices";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { showMoment } from "@/components/ui/moment-text";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly anchor: ReactElement;
  readonly onSnooze: (until: string) => void;
};

export function SnoozePopover({ open, onOpenChange, anchor, onSnooze }: Props) {
  const t = useTranslations("review.snooze");
  return (
    <Popover open={open} onOpenChange={onOpenChange} anchor={anchor} label={t("title")}>
      <SnoozeForm onSnooze={onSnooze} />
    </Popover>
  );
}

function SnoozeForm({ onSnooze }: Pick<Props, "onSnooze">) {
  const t = useTranslations("review.snooze");
  const common = useTranslations("common");
  const [choices] = useState(() => snoozeChoices(new Date()));
  const [day, setDay] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-2">
      <ChoiceList
        label={t("title")}
        choices={choices.map(({ name, until }) => ({ value: until, label: t(`choice.${name}`), note: showMoment(until) }))}
        onChoose={onSnooze}
      />
      <form
        className="hairline-t flex items-end gap-2 pt-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== null) onSnooze(snoozeUntilDay(day));
        }}
      >
        <DateField label={t("day")} value={day} onChange={setDay} unreadable={common("notADate")} className="flex-1" />
        <Button type="submit" disabled={day === null}>
          {t("action")}
        </Button>
      </form>
    </div>
  );
}
