"use client";
import { useTranslations } from "next-intl";
import type { Describe } from "@/components/review/kind-view";
import { Button } from "@/components/ui/button";
import { showMoment } from "@/components/ui/moment-text";
import { StatusShape } from "@/components/ui/status-mark";
import { changedPaths } from "@/lib/review/changes";
import type { ItemView } from "@/lib/review/view";

type Props<P> = {
  readonly shown: P;
  readonly item: ItemView<P>;
  readonly describe: Describe<P>;
  /** Something typed here is not stored. */
  readonly hasOwn: boolean;
  readonly onAdopt: () => void;
  readonly onKeepMine: () => void;
};

const maxShown = 4;

/** Somebody else changed the item while it was on screen: says who, what and when, before anything is decided. */
export function StaleNotice<P>({ shown, item, describe, hasOwn, onAdopt, onKeepMine }: Props<P>) {
  const t = useTranslations("review.stale");
  const last = item.versions.at(-1);
  const payload = item.payload;
  const paths = payload === null ? [] : changedPaths(shown, payload);
  return (
    <div role="alert" className="hairline-b flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 bg-needs-soft px-4 py-2.5 text-13">
      <StatusShape status="needs" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {t("title", { person: last?.person?.name ?? t("someone"), time: last ? showMoment(last.at, "time") : "" })}
        </p>
        <ul className="flex flex-wrap gap-x-4 text-ink-2">
          {paths.slice(0, maxShown).map((path) => (
            <li key={path}>
              {describe.name(path)}: <span className="line-through">{describe.value(shown, path) || "—"}</span> →{" "}
              {(payload !== null && describe.value(payload, path)) || "—"}
            </li>
          ))}
          {paths.length > maxShown && <li>{t("more", { count: paths.length - maxShown })}</li>}
        </ul>
      </div>
      {hasOwn && <Button onClick={onKeepMine}>{t("keepMine")}</Button>}
      <Button tone="primary" onClick={onAdopt}>
        {t("adopt")}
      </Button>
    </div>
  );
}
