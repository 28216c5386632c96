import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/app/providers";
import { preferencesCookie, readPreferencesCookie } from "@/components/shell/preferences";
import "@/app/globals.css";

export const metadata: Metadata = {
  title: { default: "Visto Bueno", template: "%s · Visto Bueno" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#17191a" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { theme, density } = readPreferencesCookie((await cookies()).get(preferencesCookie)?.value);
  return (
    <html
      lang={await getLocale()}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-density={density}
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body>
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
