"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Menu, MenuLink } from "@/components/ui/menu";

/** The trail as a file, with the filter of the page. */
export function ExportMenu({ href }: { readonly href: string }) {
  const t = useTranslations("activity");
  const search = useSearchParams();
  const address = (format: "csv" | "json") => {
    const query = new URLSearchParams([...search].filter(([name]) => !["tab", "before", "after"].includes(name)));
    query.set("format", format);
    return `${href}?${query}`;
  };
  return (
    <Menu align="end" trigger={<Button icon={<Download size={15} aria-hidden />}>{t("export")}</Button>}>
      <MenuLink>
        <a href={address("csv")} download>
          {t("exportCsv")}
        </a>
      </MenuLink>
      <MenuLink>
        <a href={address("json")} download>
          {t("exportJson")}
        </a>
      </MenuLink>
    </Menu>
  );
}
