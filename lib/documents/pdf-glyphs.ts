import type { Glyph, HiddenBy, Rgb } from "@/lib/documents/glyph";
import { after, identity, mapPoint, toMatrix, type Matrix } from "@/lib/documents/matrix";

/** What pdf.js knows of a font; all of it comes from the file and may be missing or absurd. */
export type PdfFont = {
  readonly name?: string | undefined;
  readonly bold?: boolean | undefined;
  readonly black?: boolean | undefined;
  readonly vertical?: boolean | undefined;
  readonly ascent?: number | undefined;
  readonly descent?: number | undefined;
  readonly fontMatrix?: ArrayLike<number> | undefined;
};

export type OperatorList = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

export type GlyphSource = {
  readonly operators: OperatorList;
  /** Operator numbers by name, as the parser exports them. */
  readonly ops: Readonly<Record<string, number>>;
  readonly fonts: ReadonlyMap<string, PdfFont>;
  /** From the space of the page to upright points from the top left. */
  readonly viewport: Matrix;
  readonly width: number;
  readonly height: number;
  /** Whether an optional layer is shown. */
  readonly isLayerVisible: (group: unknown) => boolean;
};

type State = {
  matrix: Matrix;
  font: PdfFont;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  fill: Rgb | null;
  alpha: number;
};

type Step = { readonly text: string; readonly width: number; readonly isSpace: boolean };

const black: Rgb = [0, 0, 0];
const startState = (matrix: Matrix): State => ({
  matrix,
  font: {},
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  fill: black,
  alpha: 1,
});

/**
 * Runs the drawing operators of a page for their text only: every glyph with its place, size, weight and colour.
 * Pictures and lines are ignored. Glyphs that cannot be seen are marked, not dropped, so that they can be counted.
 */
export function pdfGlyphs(source: GlyphSource): Glyph[] {
  const machine = new TextMachine(source);
  const { fnArray, argsArray } = source.operators;
  for (const [at, fn] of fnArray.entries()) machine.run(fn, argsArray[at]);
  return machine.glyphs;
}

class TextMachine {
  readonly glyphs: Glyph[] = [];
  private readonly source: GlyphSource;
  private readonly names: ReadonlyMap<number, string>;
  private state: State;
  private readonly saved: State[] = [];
  private readonly layers: boolean[] = [];
  private textMatrix: Matrix = identity;
  private x = 0;
  private y = 0;
  private lineX = 0;
  private lineY = 0;

  constructor(source: GlyphSource) {
    this.source = source;
    this.names = new Map(Object.entries(source.ops).map(([name, number]) => [number, name]));
    this.state = startState(source.viewport);
  }

  run(fn: number, raw: unknown): void {
    const args: ArrayLike<unknown> = Array.isArray(raw) || ArrayBuffer.isView(raw) ? (raw as unknown as ArrayLike<unknown>) : [];
    const n = (at: number) => finite(args[at]);
    const s = this.state;
    switch (this.names.get(fn)) {
      case "save":
        this.saved.push({ ...s });
        break;
      case "restore":
        this.restore();
        break;
      case "transform":
        this.transform(args);
        break;
      case "paintFormXObjectBegin":
        this.saved.push({ ...s });
        this.transform(args[0]);
        break;
      case "paintFormXObjectEnd":
        this.restore();
        break;
      case "beginAnnotation":
        this.state = startState(this.source.viewport);
        this.transform(args[2]);
        this.transform(args[3]);
        break;
      case "endAnnotation":
        this.state = startState(this.source.viewport);
        break;
      case "setGState":
        this.setGraphics(args[0]);
        break;
      case "setFillRGBColor":
        s.fill = parseColor(args.length >= 3 ? args : args[0]);
        break;
      case "setFillColorN":
        s.fill = null;
        break;
      case "setFillTransparent":
        s.alpha = 0;
        break;
      case "beginMarkedContentProps":
        this.layers.push(args[0] !== "OC" || this.source.isLayerVisible(args[1]));
        break;
      case "beginMarkedContent":
        this.layers.push(true);
        break;
      case "endMarkedContent":
        this.layers.pop();
        break;
      case "beginText":
        this.setTextMatrix(identity);
        break;
      case "setTextMatrix":
        this.setTextMatrix(toMatrix(args.length >= 6 ? args : args[0]) ?? identity);
        break;
      case "moveText":
        this.moveText(n(0), n(1));
        break;
      case "setLeadingMoveText":
        s.leading = -n(1);
        this.moveText(n(0), n(1));
        break;
      case "nextLine":
        this.moveText(0, -s.leading);
        break;
      case "setLeading":
        s.leading = n(0);
        break;
      case "setFont":
        this.setFont(args[0], args[1]);
        break;
      case "setCharSpacing":
        s.charSpacing = n(0);
        break;
      case "setWordSpacing":
        s.wordSpacing = n(0);
        break;
      case "setHScale":
        s.scale = n(0) / 100;
        break;
      case "setTextRise":
        s.rise = n(0);
        break;
      case "setTextRenderingMode":
        s.mode = n(0);
        break;
      case "showText":
        this.showText(args[0]);
        break;
    }
  }

  private restore(): void {
    this.state = this.saved.pop() ?? this.state;
  }

  private transform(value: unknown): void {
    const matrix = toMatrix(value);
    if (matrix) this.state.matrix = after(matrix, this.state.matrix);
  }

  private setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries as unknown[]) {
      if (!Array.isArray(entry)) continue;
      if (entry[0] === "ca") this.state.alpha = finite(entry[1]);
      if (entry[0] === "Font" && Array.isArray(entry[1])) this.setFont(entry[1][0], entry[1][1]);
    }
  }

  private setFont(name: unknown, size: unknown): void {
    this.state.font = this.source.fonts.get(String(name)) ?? {};
    this.state.size = finite(size);
  }

  private setTextMatrix(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.x = this.y = this.lineX = this.lineY = 0;
  }

  private moveText(x: number, y: number): void {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }

  private showText(list: unknown): void {
    if (!Array.isArray(list)) return;
    const { size, scale, font, charSpacing, wordSpacing } = this.state;
    const unit = finite(font.fontMatrix?.[0]) || 0.001;
    const place = this.placing();
    for (const item of list as unknown[]) {
      if (typeof item === "number") {
        this.advance((-item / 1000) * size * (font.vertical ? 1 : scale));
        continue;
      }
      const step = toStep(item);
      if (!step) continue;
      const width = step.width * unit * size * scale;
      const spacing = (charSpacing + (step.isSpace ? wordSpacing : 0)) * scale;
      this.glyphs.push(place(step.text, width, spacing));
      this.advance(font.vertical ? -size : width + spacing);
    }
  }

  private advance(by: number): void {
    if (this.state.font.vertical) this.y += by;
    else this.x += by;
  }

  /** What all glyphs of one operator share is worked out once. */
  private placing(): (text: string, width: number, spacing: number) => Glyph {
    const { size, scale, rise, font, fill, mode } = this.state;
    const map = after(this.textMatrix, this.state.matrix);
    const alongX = map[0] * Math.sign(size * scale || 1);
    const alongY = map[1] * Math.sign(size * scale || 1);
    const stretch = Math.hypot(alongX, alongY) || 1;
    const height = Math.abs(size) * Math.hypot(map[2], map[3]);
    const shape = {
      ux: alongX / stretch,
      uy: alongY / stretch,
      size: height,
      bold: isBold(font) || mode === 2,
      ascent: height * within(font.ascent, 0.6, 1, 0.75),
      descent: height * within(font.descent === undefined ? undefined : -font.descent, 0.1, 0.35, 0.21),
      color: mode === 1 || mode === 5 ? null : fill,
    };
    const hiddenHow = this.hiddenHow(height);
    return (text, width, spacing) => {
      const [x, y] = mapPoint(map, this.x, this.y + rise);
      const hidden = hiddenHow ?? (this.isOutside(x, y, height) ? "outside" : null);
      return { text, x, y, advance: Math.abs(width) * stretch, spacing: spacing * stretch, ...shape, hidden };
    };
  }

  private hiddenHow(height: number): HiddenBy | null {
    if (this.layers.includes(false)) return "layer";
    if (this.state.mode === 3 || this.state.mode === 7) return "invisible";
    if (this.state.alpha < 0.1) return "transparent";
    const { width, height: pageHeight } = this.source;
    return height < smallestType * Math.min(1, Math.max(width, pageHeight) / a4Height) ? "tiny" : null;
  }

  private isOutside(x: number, y: number, height: number): boolean {
    return x < -height / 2 || y < 0 || x > this.source.width || y > this.source.height + height / 2;
  }
}

/** Points; print that small is never meant to be read. Pages smaller than A4 in points may hold smaller type. */
const smallestType = 1.8;
const a4Height = 842;

const finite = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

function within(value: number | undefined, low: number, high: number, otherwise: number): number {
  return value !== undefined && value >= low && value <= high ? value : otherwise;
}

function isBold(font: PdfFont): boolean {
  return Boolean(font.bold || font.black) || /bold|black|heavy|demi/iu.test(font.name ?? "");
}

function toStep(item: unknown): Step | null {
  if (typeof item !== "object" || item === null) return null;
  const { unicode, width, isSpace } = item as Record<string, unknown>;
  return { text: typeof unicode === "string" ? unicode : "", width: finite(width), isSpace: isSpace === true };
}

function parseColor(value: unknown): Rgb | null {
  if (typeof value === "string") {
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(value);
    return hex ? [Number.parseInt(hex[1] ?? "", 16), Number.parseInt(hex[2] ?? "", 16), Number.parseInt(hex[3] ?? "", 16)] : null;
  }
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return null;
  const [r, g, b] = Array.from(value as unknown as ArrayLike<unknown>, finite);
  return [r ?? 0, g ?? 0, b ?? 0];
}
