import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

/** The same for what does not exist and for what this person may not know of. */
export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <div className="mx-auto flex max-w-[560px] flex-col gap-3 px-6 py-20">
      <h1 className="text-20 font-semibold">{t("notFoundTitle")}</h1>
      <p className="text-14 text-ink-2">{t("notFound")}</p>
      <p className="pt-1">
        <Link href="/" className={buttonClass("primary")}>
          {t("notFoundAction")}
        </Link>
      </p>
    </div>
  );
}
