"use client";
import { useId, type ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export type FieldProps = {
  readonly label: ReactNode;
  /** Stays for screen readers where the surroundings already say it to the eye. */
  readonly hideLabel?: boolean | undefined;
  readonly hint?: ReactNode;
  /** What is wrong with the value and what to do. */
  readonly error?: string | undefined;
  /** Worth a look, but not wrong. */
  readonly doubtful?: boolean | undefined;
};

export type ControlIds = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
};

/** Label above, control, then the error or the hint. */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  children,
  className,
}: FieldProps & { readonly className?: string | undefined; readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined || note === null ? undefined : `${id}-note`;
  return (
    <div className={cx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-13 text-ink-2"}>
        {label}
      </label>
      {children({ id, "aria-describedby": noteId, "aria-invalid": error === undefined ? undefined : true })}
      {noteId !== undefined && (
        <p id={noteId} className={cx("text-12", error === undefined ? "text-ink-3" : "text-refused")}>
          {note}
        </p>
      )}
    </div>
  );
}

/** The look of everything one types into. */
export function inputClass(props: { readonly error?: string | undefined; readonly doubtful?: boolean | undefined } = {}): string {
  return cx(
    "control-height w-full min-w-0 rounded-md border bg-raised px-2 text-14 text-ink transition-colors pointer-coarse:text-16",
    "[&:is(input,textarea):read-only]:border-line [&:is(input,textarea):read-only]:bg-transparent disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-2",
    "focus-visible:outline-offset-0",
    props.error !== undefined ? "border-refused" : props.doubtful === true ? "border-needs" : "border-line-strong hover:border-ink-2",
  );
}
