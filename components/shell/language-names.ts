import type { Locale } from "@/lib/platform/i18n/locales";

/** Each language in its own words, whatever language the page is in. */
export const languageNames: readonly { readonly value: Locale; readonly label: string }[] = [
  { value: "es", label: "Español" },
  { value: "ca", label: "Català" },
  { value: "en", label: "English" },
];
