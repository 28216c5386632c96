"use client";
import { useSyncExternalStore } from "react";
import { cx } from "@/components/ui/cx";

const glyphs: Record<string, string> = {
  enter: "↵",
  shift: "⇧",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  escape: "Esc",
  space: "␣",
  alt: "Alt",
};

const noChange = () => () => undefined;

type Props = {
  readonly keys: string;
  readonly tone?: "plain" | "on-accent" | undefined;
  /** Also under a finger, where hints of keys are otherwise left out. */
  readonly always?: boolean | undefined;
};

/** Shows "Shift+j", "mod+enter" or "g i" as they stand on this person's keyboard. */
export function Kbd({ keys, tone = "plain", always = false }: Props) {
  const mac = useSyncExternalStore(noChange, isMac, () => false);
  const strokes = keys.split(" ").filter((stroke) => stroke !== "");
  return (
    <kbd className={cx("inline-flex items-center gap-0.5 font-sans", !always && "pointer-coarse:hidden")} aria-hidden="true">
      {strokes.map((stroke, index) => (
        <span
          key={index}
          className={cx(
            "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border px-1 text-12 leading-none",
            tone === "on-accent" ? "border-on-accent/40 text-on-accent" : "border-line bg-sunken text-ink-2",
          )}
        >
          {stroke === "+"
            ? "+"
            : stroke
                .split("+")
                .map((key) => glyph(key, mac))
                .join("")}
        </span>
      ))}
    </kbd>
  );
}

function glyph(key: string, mac: boolean): string {
  if (key.toLowerCase() === "mod") return mac ? "⌘" : "Ctrl ";
  const known = glyphs[key.toLowerCase()];
  if (known !== undefined) return known;
  return key.length === 1 ? key.toUpperCase() : key;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
