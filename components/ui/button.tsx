import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

const tones: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover font-medium",
  secondary: "border border-line-strong bg-raised text-ink hover:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border border-refused bg-raised text-refused hover:bg-refused-soft",
};

type Props = Omit<ComponentProps<"button">, "children"> & {
  readonly tone?: ButtonTone | undefined;
  /** The key that does the same, shown on the button: "1", "Shift+j", "mod+enter". */
  readonly shortcut?: string | undefined;
  readonly icon?: ReactNode;
  /** Says what is going on instead of the label, and keeps the button from being pressed twice. */
  readonly busyLabel?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly size?: "md" | "lg" | undefined;
  readonly children: ReactNode;
};

/** The verb on it says what will happen. */
export function Button({
  tone = "secondary",
  shortcut,
  icon,
  busy = false,
  busyLabel,
  size = "md",
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(tone, size), className)}
    >
      {icon}
      <span className="truncate">{busy && busyLabel !== undefined ? busyLabel : children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} tone={tone === "primary" ? "on-accent" : "plain"} />}
    </button>
  );
}

/** The same look for a link that goes somewhere. */
export function buttonClass(tone: ButtonTone = "secondary", size: "md" | "lg" = "md"): string {
  return cx(
    "inline-flex min-w-0 shrink-0 select-none items-center justify-center gap-2 rounded-md px-3 text-13 whitespace-nowrap transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55",
    size === "lg" ? "h-10" : "control-height",
    tones[tone],
  );
}
