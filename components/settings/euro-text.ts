import { parseSpanishNumber } from "@/lib/kernel/money";

/** "1234.5" → "1.234,5": as amounts are written here, with as many places as there are. */
export function euroText(euros: string): string {
  const [whole = "", fraction] = euros.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** "2,70" or "2.70" → "2.7"; null when it is no amount of euros from zero on with six places at most. */
export function readEuros(text: string): string | null {
  const tidy = text.replace(/[€\s]/g, "");
  const value = /^\d{1,7}\.\d{1,2}$/.test(tidy) ? tidy : parseSpanishNumber(tidy);
  return value !== null && /^\d{1,7}(?:\.\d{1,6})?$/.test(value) ? value : null;
}
