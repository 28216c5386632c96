const grouped = new Intl.NumberFormat("es-ES", { useGrouping: "always", maximumFractionDigits: 0 });

/** "12.480": how many of something, as figures are written here. */
export function showCount(n: number): string {
  return grouped.format(n);
}
