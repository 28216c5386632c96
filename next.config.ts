import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** The content policy carries a nonce of the request and is set in proxy.ts; these hold for every answer. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks the types; a newcomer's first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Their workers and binaries are found by path at run time; a bundler would break that.
  serverExternalPackages: ["pg", "pino", "tesseract.js", "@hyzyla/pdfium", "unpdf", "sharp", "hash-wasm", "@prisma/adapter-pg"],
  headers: () => Promise.resolve([{ source: "/:path*", headers: securityHeaders }]),
};

export default createNextIntlPlugin("./lib/platform/i18n/request.ts")(config);
