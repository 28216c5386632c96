"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import {
  mostCalls,
  mostSeconds,
  readWindow,
  shownTime,
  windowUnits,
  type CallWindow,
  type WindowField,
  type WindowUnit,
} from "@/components/settings/window-text";
import { Button } from "@/components/ui/button";
import { showCount } from "@/components/ui/count-text";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";

type Save = (input: Where & { readonly window: CallWindow | null }) => Promise<Answer>;
type Props = {
  /** With what is used of it now; null: there is none. */
  readonly window: (CallWindow & { readonly used: number }) | null;
  readonly where: Where;
  /** Null where the reader may only look. */
  readonly save: Save | null;
};

/** The limit that this account has beside those of its plan: what it is, and where it is set or taken away. */
export function OwnLimit({ window, where, save }: Props) {
  const t = useTranslations("settings.ownLimit");
  const [open, setOpen] = useState(false);
  // The cursor comes back to the button that opened the form.
  const [wasOpen, setWasOpen] = useState(false);
  const toggle = (next: boolean) => {
    setOpen(next);
    setWasOpen(!next);
  };
  const removing = useCommand();
  if (open && save !== null) return <LimitForm window={window} where={where} save={save} close={() => toggle(false)} />;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span>{window === null ? t("none") : <Words window={window} />}</span>
      {save !== null && (
        <span className="flex flex-wrap gap-2">
          <Button autoFocus={wasOpen} onClick={() => toggle(true)}>
            {window === null ? t("add") : t("change")}
          </Button>
          {window !== null && (
            <Button
              tone="quiet"
              busy={removing.busy}
              onClick={() => void removing.run(() => save({ ...where, window: null }), t("removed"))}
            >
              {t("remove")}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

function Words({ window }: { readonly window: NonNullable<Props["window"]> }) {
  const t = useTranslations("settings.ownLimit");
  const { every, unit } = shownTime(window.seconds);
  return (
    <>
      {t(`is.${unit}`, { limit: showCount(window.limit), n: every })}
      <span className="block text-12 text-ink-3">{t("used", { used: showCount(window.used) })}</span>
    </>
  );
}

function LimitForm({ window, where, save, close }: Omit<Props, "save"> & { readonly save: Save; readonly close: () => void }) {
  const t = useTranslations("settings.ownLimit");
  const common = useTranslations("common");
  const first = shownTime(window?.seconds ?? 1);
  const [limit, setLimit] = useState(window === null ? "" : showCount(window.limit));
  const [every, setEvery] = useState(showCount(first.every));
  const [unit, setUnit] = useState<WindowUnit>(first.unit);
  const [wrong, setWrong] = useState<readonly WindowField[]>([]);
  const { busy, run } = useCommand();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = readWindow({ limit, every, unit });
    setWrong("wrong" in read ? read.wrong : []);
    if ("wrong" in read) return;
    const saved = await run(() => save({ ...where, window: read }), t("saved"));
    if (saved !== null) close();
  }

  const figures = "[&_input]:text-right [&_input]:tabular-nums";
  return (
    <form
      noValidate
      aria-label={t("title")}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
      className="flex flex-col gap-3"
    >
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label={t("calls")}
          autoFocus
          inputMode="numeric"
          className={`w-24 ${figures}`}
          error={wrong.includes("limit") ? t("wrong", { most: showCount(mostCalls) }) : undefined}
          value={limit}
          onChange={(event) => setLimit(event.target.value)}
        />
        <TextField
          label={t("every")}
          inputMode="numeric"
          className={`w-24 ${figures}`}
          error={wrong.includes("every") ? t("wrong", { most: showCount(unit === "minutes" ? mostSeconds / 60 : mostSeconds) }) : undefined}
          value={every}
          onChange={(event) => setEvery(event.target.value)}
        />
        <Select
          className="w-32"
          label={t("unit")}
          value={unit}
          options={windowUnits.map((value) => ({ value, label: t(`unitName.${value}`) }))}
          onChange={setUnit}
        />
      </div>
      <p className="max-w-[440px] text-12 text-ink-3">{t("hint")}</p>
      <div className="flex gap-2">
        <Button type="submit" busy={busy} disabled={limit.trim() === "" || every.trim() === ""}>
          {t("save")}
        </Button>
        <Button tone="quiet" onClick={close}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}
