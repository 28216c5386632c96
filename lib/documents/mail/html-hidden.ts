import type { HtmlElement } from "@/lib/documents/mail/html-tree";

/** Whether a mail program would show nothing of an element: then nobody can have meant it for a reader. */
export function isHidden({ attributes }: HtmlElement, onColour: boolean): boolean {
  if (attributes.has("hidden")) return true;
  const style = styleOf(attributes.get("style"));
  if (
    /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)|max-height:0|line-height:0(?:;|px;|px$|$))/u.test(
      style,
    )
  )
    return true;
  if (/(?:^|;)font-size:(?:0|0?\.\d+|1)(?:px|pt|em)?(?:;|$)/u.test(style) && !/font-size:1em/u.test(style)) return true;
  const colour = /(?:^|;)color:([^;]+)/u.exec(style)?.[1] ?? attributes.get("color")?.toLowerCase() ?? "";
  return isWhite(colour) && !onColour && !hasColour(attributes);
}

/** Whether what stands in it stands on something else than white paper. */
export function hasColour(attributes: ReadonlyMap<string, string>): boolean {
  const style = styleOf(attributes.get("style"));
  const ground = /(?:^|;)background(?:-color|-image)?:([^;]+)/u.exec(style)?.[1] ?? attributes.get("bgcolor")?.toLowerCase() ?? "";
  return (ground !== "" && !isWhite(ground) && !/^(?:none|transparent|inherit)/u.test(ground)) || attributes.has("background");
}

const styleOf = (style = "") =>
  style
    .toLowerCase()
    .replace(/\/\*.*?\*\//gu, "")
    .replace(/!important/gu, "")
    .replace(/\s+/gu, "");

const isWhite = (colour: string) =>
  /^(?:white|#fff(?:fff)?|#f[c-f]f[c-f]f[c-f]|rgba?\(255,255,255(?:,[\d.]+)?\)|transparent|rgba\(\d+,\d+,\d+,0\))(?:$|\W)/u.test(colour);
