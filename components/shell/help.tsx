"use client";
import { useTranslations } from "next-intl";
import { commandGroups, commands, keysOf, useActiveCommands, type KeyPreferences } from "@/components/shell/keys";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type Props = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void; readonly keys: KeyPreferences };

/** Every key there is; those that do nothing on this page are lighter. */
export function Help({ open, onOpenChange, keys }: Props) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const active = useActiveCommands();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={t("helpTitle")}
      description={keys.on ? t("helpLead") : t("helpOff")}
      closeLabel={common("close")}
    >
      <div className="grid gap-x-10 gap-y-5 pt-2 sm:grid-cols-2">
        {commandGroups.map((group) => (
          <section key={group} aria-labelledby={`help-${group}`}>
            <h3 id={`help-${group}`} className="hairline-b pb-1 text-12 text-ink-3">
              {t(`group.${group}`)}
            </h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className="flex min-h-8 items-center justify-between gap-4 text-13">
                    <dt className={cx(!active.includes(command.id) && "text-ink-3")}>
                      {t(`command.${command.id}`)}
                      {!active.includes(command.id) && <span className="sr-only"> ({t("helpNotHere")})</span>}
                    </dt>
                    <dd className="flex shrink-0 gap-1.5">
                      {keysOf(command.id, keys).map((key) => (
                        <span key={key}>
                          <Kbd keys={key} />
                          <span className="sr-only">{key}</span>
                        </span>
                      ))}
                      {keysOf(command.id, keys).length === 0 && <span className="text-12 text-ink-3">{t("noKey")}</span>}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
