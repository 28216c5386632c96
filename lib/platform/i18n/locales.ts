export const locales = ["es", "en", "ca"] as const;
export type Locale = (typeof locales)[number];

/** Spanish is the source; the others are translations of it. */
export const defaultLocale: Locale = "es";
export const localeCookie = "visto-locale";

export function asLocale(value: string | null | undefined): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}

/** The first of our languages that the browser asks for. */
export function preferredLocale(acceptLanguage: string | null): Locale | null {
  for (const part of (acceptLanguage ?? "").split(",")) {
    const found = asLocale(part.trim().slice(0, 2).toLowerCase());
    if (found !== null) return found;
  }
  return null;
}
