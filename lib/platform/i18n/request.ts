import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { asLocale, defaultLocale, localeCookie, preferredLocale, type Locale } from "@/lib/platform/i18n/locales";
import { loadMessages } from "@/lib/platform/i18n/messages";

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: await loadMessages(locale), timeZone: "Europe/Madrid" };
});

/** The language that was chosen last on this browser (signing in writes the person's own), else the browser's, else Spanish. */
async function requestLocale(): Promise<Locale> {
  const chosen = asLocale((await cookies()).get(localeCookie)?.value);
  return chosen ?? preferredLocale((await headers()).get("accept-language")) ?? defaultLocale;
}
