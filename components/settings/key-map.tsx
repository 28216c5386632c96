"use client";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";
import { canMeet, commandGroups, commands, keysOf, strokeOf, type CommandId, type KeyPreferences } from "@/components/shell/keys";
import { useAnnouncer } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";

type Stored = { readonly on: boolean; readonly map: Readonly<Record<string, string>> };
type Props = { readonly keys: Stored; readonly onChange: (keys: { on: boolean; map: Record<string, string> }) => void };

/** Every command with its key; pressing the button and then a key moves it there. */
export function KeyMap({ keys, onChange }: Props) {
  const t = useTranslations();
  const { announce } = useAnnouncer();
  const [listening, setListening] = useState<CommandId | null>(null);
  const [taken, setTaken] = useState<{ readonly by: CommandId; readonly wanted: CommandId } | null>(null);
  const all: KeyPreferences = { on: true, map: keys.map };

  function listen(event: KeyboardEvent, id: CommandId): void {
    if (listening !== id) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setListening(null);
    const stroke = strokeOf(event.nativeEvent);
    if (stroke === null) return;
    if (event.key === "Tab") return setListening(null);
    const holder = commands.find((command) => command.id !== id && canMeet(command.id, id) && keysOf(command.id, all).includes(stroke));
    if (holder) {
      setTaken({ by: holder.id, wanted: id });
      announce(t("settings.keyTaken", { command: t(`shell.command.${holder.id}`) }));
      return;
    }
    setTaken(null);
    setListening(null);
    onChange({ on: keys.on, map: { ...keys.map, [id]: stroke } });
  }

  return (
    <div>
      {commandGroups.map((group) => (
        <section key={group} aria-labelledby={`keys-${group}`} className="pt-4 first:pt-0">
          <h3 id={`keys-${group}`} className="hairline-b pb-1 text-12 text-ink-3">
            {t(`shell.group.${group}`)}
          </h3>
          <ul>
            {commands
              .filter((command) => command.group === group)
              .map(({ id }) => (
                <li key={id} className="hairline-b flex min-h-row items-center justify-between gap-3 text-13 last:border-b-0">
                  <span className={cx("min-w-0", !keys.on && "text-ink-3")}>
                    {t(`shell.command.${id}`)}
                    {taken?.wanted === id && (
                      <span className="block text-12 text-refused">
                        {t("settings.keyTaken", { command: t(`shell.command.${taken.by}`) })}
                      </span>
                    )}
                  </span>
                  <Button
                    tone="quiet"
                    className="shrink-0"
                    aria-label={`${t("settings.keyChange", { command: t(`shell.command.${id}`) })}: ${keysOf(id, all).join(", ") || t("settings.keyNone")}`}
                    onClick={() => {
                      setTaken(null);
                      setListening(listening === id ? null : id);
                    }}
                    onBlur={() => setListening(null)}
                    onKeyDown={(event) => listen(event, id)}
                  >
                    {listening === id ? (
                      <span className="text-accent">{t("settings.keyListening")}</span>
                    ) : (
                      <Shown keys={keysOf(id, all)} none={t("settings.keyNone")} />
                    )}
                  </Button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {Object.keys(keys.map).length > 0 && (
        <Button className="mt-4" onClick={() => onChange({ on: keys.on, map: {} })}>
          {t("settings.keyResetAll")}
        </Button>
      )}
    </div>
  );
}

function Shown({ keys, none }: { readonly keys: readonly string[]; readonly none: string }) {
  if (keys.length === 0) return <span className="text-ink-3">{none}</span>;
  return (
    <span className="flex gap-1.5">
      {keys.map((key) => (
        <Kbd key={key} keys={key} always />
      ))}
    </span>
  );
}
