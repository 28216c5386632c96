"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { CallsByUse } from "@/components/settings/calls-by-use";
import type { ShownForecast, ShownVolumes } from "@/components/settings/forecast-view";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { showCount } from "@/components/ui/count-text";
import { StatusShape, type Status } from "@/components/ui/status-mark";
import { TextField } from "@/components/ui/text-field";

type Props = {
  readonly where: Where;
  readonly volumes: ShownVolumes;
  /** What was counted in a month; null: nothing yet. */
  readonly measured: ShownVolumes | null;
  readonly forecast: ShownForecast;
  /** Reckons without keeping anything. */
  readonly reckon: (input: Where & ShownVolumes) => Promise<Answer<ShownForecast>>;
  /** Null where the reader may only look. */
  readonly save: ((input: Where & ShownVolumes) => Promise<Answer>) | null;
};

const fields = ["purchases", "movements", "quotes", "hours", "leads", "employees", "projects"] as const;
const pauseMs = 350;

/** The work of a month as somebody who knows the company says it, and at once what it means for the plan. */
export function ForecastPanel({ where, volumes: initial, measured, forecast: first, reckon, save }: Props) {
  const t = useTranslations("settings.forecast");
  const [volumes, setVolumes] = useState(initial);
  const [forecast, setForecast] = useState(first);
  const latest = useRef(0);
  const saving = useCommand();
  const isChanged = fields.some((field) => volumes[field] !== initial[field]);

  useEffect(() => {
    if (!isChanged) return;
    const turn = ++latest.current;
    const timer = setTimeout(() => {
      void reckon({ ...where, ...volumes }).then((answer) => {
        // An answer that was overtaken by newer figures is not shown.
        if (answer.ok && turn === latest.current) setForecast(answer.value);
      });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [volumes, isChanged, where, reckon]);

  return (
    <div className="flex flex-col gap-5">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (save !== null) void saving.run(() => save({ ...where, ...volumes }), t("saved"));
        }}
        className="flex flex-col gap-3"
      >
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {fields.map((field) => (
            <TextField
              key={field}
              label={t(`volume.${field}`)}
              hint={measured === null ? undefined : t("counted", { n: showCount(measured[field]) })}
              inputMode="numeric"
              className="[&_input]:text-right [&_input]:tabular-nums"
              value={showCount(volumes[field])}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setVolumes((now) => ({ ...now, [field]: countIn(event.target.value) }))}
            />
          ))}
        </div>
        {save !== null && (
          <Button type="submit" className="self-start" disabled={!isChanged} busy={saving.busy}>
            {t("save")}
          </Button>
        )}
      </form>
      <Verdict forecast={forecast} />
      <CallsByUse forecast={forecast} />
    </div>
  );
}

/** What was typed as a whole number: dots and spaces only group it. */
function countIn(text: string): number {
  return Math.min(1_000_000, Number(text.replace(/\D/g, "").slice(0, 8)));
}

const verdictStatus: Readonly<Record<ShownForecast["verdict"]["kind"], Status>> = { fits: "clear", tight: "needs", needs_plan: "refused" };

function Verdict({ forecast }: { readonly forecast: ShownForecast }) {
  const t = useTranslations("settings");
  const { verdict, total, perMonth, mostly } = forecast;
  const plan = t(`plans.${forecast.plan}`);
  const figures = { total: showCount(total), limit: showCount(perMonth), share: showCount(Math.round(forecast.share * 100)) };
  const sentence = {
    fits: () => t("forecast.fits", { ...figures, plan }),
    tight: () => t(`forecast.tight.${verdict.kind === "tight" ? verdict.because : "month"}`, { ...figures, plan }),
    needs_plan: () =>
      t("forecast.needsPlan", { ...figures, plan, wanted: t(`plans.${verdict.kind === "needs_plan" ? verdict.plan : forecast.plan}`) }),
  }[verdict.kind]();
  return (
    <div role="status" className="flex items-start gap-2 text-14">
      <span className="pt-[3px]">
        <StatusShape status={verdictStatus[verdict.kind]} />
      </span>
      <p>
        <strong className="font-semibold">{t(`forecast.word.${verdict.kind}`)}.</strong> {sentence}{" "}
        {mostly !== null && <span className="text-ink-2">{t("forecast.mostly", { use: t(`forecast.use.${mostly}`) })}</span>}
      </p>
    </div>
  );
}
