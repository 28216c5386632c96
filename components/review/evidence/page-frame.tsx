"use client";
import type { ReactNode } from "react";
import { boxInPercent, type Rect, type Size } from "@/components/review/evidence/geometry";
import { cx } from "@/components/ui/cx";
import type { Box } from "@/lib/kernel/evidence";

/** Where a value stands. `label` is read aloud: "Número: F-204". */
export type EvidenceBox = {
  readonly path: string;
  readonly page: number;
  readonly box: Box;
  readonly label: string;
  readonly doubtful: boolean;
};

type Props = {
  readonly frame: Rect;
  readonly size: Size;
  readonly number: number;
  readonly boxes: readonly EvidenceBox[];
  readonly activePath: string | null;
  readonly onPick: (path: string) => void;
  readonly children: ReactNode;
};

/** One page with its boxes on top: the focused one lit, the others faint while the pointer is over the pane. */
export function PageFrame({ frame, size, number, boxes, activePath, onPick, children }: Props) {
  return (
    <div className="absolute overflow-hidden rounded-[2px] border border-line" style={frame} data-page={number}>
      {children}
      {boxes
        .filter((box) => box.page === number)
        .map((box) => (
          <BoxMark key={box.path} box={box} size={size} active={box.path === activePath} onPick={onPick} />
        ))}
    </div>
  );
}

function BoxMark({
  box,
  size,
  active,
  onPick,
}: {
  readonly box: EvidenceBox;
  readonly size: Size;
  readonly active: boolean;
  readonly onPick: (path: string) => void;
}) {
  const { left, top, width, height } = boxInPercent(box.box, size);
  return (
    <button
      type="button"
      // The field itself is the stop of the Tab key; the box is for the pointer.
      tabIndex={-1}
      aria-label={box.label}
      aria-current={active || undefined}
      title={box.label}
      data-evidence={box.path}
      onClick={() => onPick(box.path)}
      style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
      className={cx(
        "absolute rounded-[2px] border-2 transition-[opacity,border-color,background-color]",
        // The paper stays white in both modes, so the marks keep the colours of the light one.
        active
          ? "z-10 border-[#14573f] bg-[#14573f]/8 opacity-100"
          : cx(
              "opacity-0 hover:opacity-100! focus-visible:opacity-100 group-hover/source:opacity-35",
              box.doubtful ? "border-[#b26a00] bg-[#b26a00]/8" : "border-[#14573f]/60 bg-[#14573f]/5",
            ),
      )}
    />
  );
}
