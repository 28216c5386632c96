"use client";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { chooseNoDocument } from "@/components/reconciliation/choose";
import { ChoiceList } from "@/components/review/choice-list";
import { Checkbox } from "@/components/ui/checkbox";
import type { MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { chosenClasses, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";

type Props = {
  readonly payload: ReconciliationPayload;
  readonly suggested: MovementClass | null;
  readonly onEdit: (next: ReconciliationPayload, field: string | null) => void;
  readonly onClose: () => void;
};

/** What a movement without a document is, and whether those like it are to be taken for the same. */
export function NoDocument({ payload, suggested, onEdit, onClose }: Props) {
  const t = useTranslations("reconciliation");
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const list = box.current;
    (list?.querySelector<HTMLElement>("[aria-current=true]") ?? list?.querySelector("button"))?.focus();
  }, []);
  const now = payload.movementClass ?? suggested;
  // The likeliest first, where the finger is.
  const classes = [...chosenClasses].sort((a, b) => Number(b === now) - Number(a === now));
  return (
    <div
      ref={box}
      className="flex flex-col gap-2 rounded-md border border-line bg-raised p-2"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="px-1.5 text-13 font-medium">{t("none.title")}</p>
      <div className="[&>div]:sm:grid [&>div]:sm:grid-cols-2 [&>div]:max-h-52!">
        <ChoiceList
          label={t("none.title")}
          choices={classes.map((value) => ({ value, label: t(`class.${value}`), current: value === now }))}
          onChoose={(value) => {
            onEdit(chooseNoDocument(payload, value, payload.rememberRule), null);
            onClose();
          }}
        />
      </div>
      <p className="px-1.5 text-12 text-ink-3" id={id}>
        {t("none.hint")}
      </p>
    </div>
  );
}

/** What was chosen, and the rule that it may become. */
export function NoDocumentChosen({ payload, readOnly, onEdit }: Pick<Props, "payload" | "onEdit"> & { readonly readOnly: boolean }) {
  const t = useTranslations("reconciliation");
  const id = useId();
  const { movementClass, rememberRule } = payload;
  if (movementClass === null) return null;
  return (
    <div className="flex flex-col gap-2 text-13">
      <p>
        <span className="font-medium">{t("none.chosen", { class: t(`class.${movementClass}`) })}</span>{" "}
        <span className="text-ink-2">{t("none.effect")}</span>
      </p>
      <div className="flex items-start gap-2">
        <span className="pt-0.5">
          <Checkbox
            checked={rememberRule}
            disabled={readOnly}
            label={t("none.remember", { class: t(`class.${movementClass}`) })}
            onChange={(next) => onEdit({ ...payload, rememberRule: next }, null)}
          />
        </span>
        <span
          id={id}
          aria-hidden
          className="text-ink-2"
          onClick={() => !readOnly && onEdit({ ...payload, rememberRule: !rememberRule }, null)}
        >
          {t("none.remember", { class: t(`class.${movementClass}`) })}
        </span>
      </div>
    </div>
  );
}
