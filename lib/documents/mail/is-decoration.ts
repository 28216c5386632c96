/** A picture in a mail as far as it tells whether it is a document or an ornament. */
type MailPicture = {
  readonly width: number;
  readonly height: number;
  /** Stands inside the text of the mail: named by its content id, or sent to be shown in place. */
  readonly isInline: boolean;
};

/** Sides and area in pixels: a receipt photographed badly has more. */
const least = { side: 240, area: 160_000, inlineArea: 1_000_000 };
/** A banner is wide; a till receipt is long, but no ribbon. */
const extreme = { wide: 3, long: 12 };

/** Logos, signatures, icons and banners: too small to read an invoice on, or of a shape that no paper has. */
export function isDecoration({ width, height, isInline }: MailPicture): boolean {
  if (Math.min(width, height) < least.side || width * height < least.area) return true;
  if (width > extreme.wide * height || height > extreme.long * width) return true;
  return isInline && width * height < least.inlineArea;
}
