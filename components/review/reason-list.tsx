"use client";
import { useTranslations } from "next-intl";
import { useSentences } from "@/components/review/use-sentences";
import { cx } from "@/components/ui/cx";
import { StatusShape } from "@/components/ui/status-mark";
import type { Reason } from "@/lib/kernel/evidence";

type Props = { readonly reasons: readonly Reason[]; readonly onGo: (path: string) => void };

/** What concerns the document as a whole. Doubts about one field stand beside that field. */
export function WholeReasons({ reasons, onGo }: Props) {
  const sentences = useSentences();
  const shown = reasons.filter(({ level, path }) => (level === "block" || level === "doubt") && path === undefined);
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 rounded-md bg-needs-soft px-3 py-2.5 text-13">
      {shown.map((reason, index) => (
        <li key={index} className="flex items-start gap-2">
          <span className="pt-[3px]">
            <StatusShape status={reason.level === "block" ? "refused" : "needs"} />
          </span>
          <span>{sentences.reason(reason)}</span>
          <Other reason={reason} onGo={onGo} />
        </li>
      ))}
    </ul>
  );
}

/** A reason that names another item leads there. */
function Other({ reason, onGo }: { readonly reason: Reason; readonly onGo: (path: string) => void }) {
  const t = useTranslations("review.reasons");
  const id = reason.detail?.["id"];
  if (typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id)) return null;
  return (
    <button type="button" onClick={() => onGo(id)} className="shrink-0 text-accent underline-offset-4 hover:underline">
      {t("openOther")}
    </button>
  );
}

/** What was checked and holds: why the agent may call it clear. */
export function GoodReasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useTranslations("review.reasons");
  const sentences = useSentences();
  const shown = reasons.filter(({ level }) => level === "good" || level === "info");
  if (shown.length === 0) return null;
  return (
    <section aria-label={t("checked")} className="flex flex-col gap-1.5">
      <h2 className="text-12 text-ink-3">{t("checked")}</h2>
      <ul className="grid gap-x-6 gap-y-1 text-12 text-ink-2 sm:grid-cols-2">
        {shown.map((reason, index) => (
          <li key={index} className="flex items-start gap-1.5">
            <span className={cx("pt-px", reason.level === "info" && "opacity-60")}>
              <StatusShape status={reason.level === "good" ? "clear" : "waiting"} />
            </span>
            {sentences.reason(reason)}
          </li>
        ))}
      </ul>
    </section>
  );
}
