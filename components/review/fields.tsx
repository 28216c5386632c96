"use client";
import { createContext, useContext, useId, type ReactNode } from "react";
import type { Reason } from "@/lib/kernel/evidence";
import { StatusShape } from "@/components/ui/status-mark";
import { cx } from "@/components/ui/cx";

/** Why a field deserves a look: `block` must be mended before approval, `doubt` asks for a look. */
export type Mark = { readonly level: "block" | "doubt"; readonly sentences: readonly string[] };

type Fields = {
  readonly marks: ReadonlyMap<string, Mark>;
  /** Doubtful when the item was opened: the Tab order must not change under the fingers. */
  readonly tabFirst: ReadonlySet<string>;
  readonly activePath: string | null;
  readonly onActivate: (path: string) => void;
  readonly onLeave: () => void;
};

const Context = createContext<Fields | null>(null);

export function FieldsProvider({ value, children }: { readonly value: Fields; readonly children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** What a control needs to light its box, to be found by it, and to say why it is doubtful. */
export function useField(path: string) {
  const fields = useContext(Context);
  if (fields === null) throw new Error("useField outside FieldsProvider");
  const noteId = useId();
  const mark = fields.marks.get(path) ?? null;
  return {
    mark,
    noteId,
    isActive: fields.activePath === path,
    props: {
      "data-field": path,
      "data-tab-first": fields.tabFirst.has(path) ? "" : undefined,
      onFocus: () => fields.onActivate(path),
      onBlur: fields.onLeave,
    },
    describedBy: mark === null ? undefined : noteId,
  };
}

/** Path of the field that is or was last in focus. */
export function useActivePath(): string | null {
  return useContext(Context)?.activePath ?? null;
}

export function marksOf(reasons: readonly Reason[], sentence: (reason: Reason) => string): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const reason of reasons) {
    if (reason.path === undefined || (reason.level !== "doubt" && reason.level !== "block")) continue;
    const known = marks.get(reason.path);
    const level = known?.level === "block" ? "block" : reason.level;
    marks.set(reason.path, { level, sentences: [...(known?.sentences ?? []), sentence(reason)] });
  }
  return marks;
}

/** The sign in the margin, in line with the control. */
export function MarginSign({ mark, className }: { readonly mark: Mark | null; readonly className?: string }) {
  if (mark === null) return null;
  return (
    <span aria-hidden className={cx("absolute -left-5", className)}>
      <StatusShape status={mark.level === "block" ? "refused" : "needs"} />
    </span>
  );
}

export function MarkNote({ mark, id, className }: { readonly mark: Mark | null; readonly id: string; readonly className?: string }) {
  if (mark === null) return null;
  return (
    <p id={id} className={cx("text-12", mark.level === "block" ? "text-refused" : "text-needs", className)}>
      {mark.sentences.join(" ")}
    </p>
  );
}

/** Where a whole group (all lines, the whole VAT table) is doubtful. */
export function GroupMark({ path }: { readonly path: string }) {
  const { mark, noteId } = useField(path);
  if (mark === null) return null;
  return (
    <div className="relative">
      <MarginSign mark={mark} className="top-px" />
      <MarkNote mark={mark} id={noteId} />
    </div>
  );
}
