import { useTranslations } from "next-intl";
import type { Environment } from "@/lib/review/model";

/** Says which environment this is, everywhere the same way. */
export function EnvironmentWord({ environment }: { readonly environment: Environment }) {
  const t = useTranslations("shell");
  return environment === "sandbox" ? (
    <span title={t("sandboxNote")} className="text-12 font-semibold tracking-[0.06em] text-needs">
      {t("sandbox")}
    </span>
  ) : (
    <span title={t("liveNote")} className="text-12 text-ink-3">
      {t("live")}
    </span>
  );
}

/** The dashed frame that a test environment wears around the whole window. */
export function SandboxFrame() {
  return <div aria-hidden className="pointer-events-none fixed inset-0 z-60 border-3 border-dashed border-sandbox print:hidden" />;
}
