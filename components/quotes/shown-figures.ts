/** "12.50" → "12,5"; "3.0000" → "3": a figure without the zeros that say nothing, as it is written here. */
export function shownFigure(decimal: string): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const sign = whole.startsWith("-") ? "−" : "";
  const grouped = whole.replace("-", "").replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const kept = fraction.replace(/0+$/, "");
  return `${sign}${grouped}${kept === "" ? "" : `,${kept}`}`;
}

/** "5.2" → "5,2 %", with the space that does not break. */
export const shownPercent = (decimal: string): string => `${shownFigure(decimal)}\u00a0%`;
