import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import { roles } from "@/lib/platform/actor";
import { can, permissions, type Permission } from "@/lib/platform/permissions";
import type catalogue from "@/lib/platform/i18n/messages/es.json";

type Key = keyof typeof catalogue.permissions;

/** The one table of permissions, as the program itself reads it. */
export function PermissionTable() {
  const t = useTranslations();
  return (
    <Table label={t("settings.permissionsTitle")}>
      <THead>
        <tr>
          <Th>
            <span className="sr-only">{t("settings.capability")}</span>
          </Th>
          {roles.map((role) => (
            <Th key={role} className="h-auto max-w-24 py-2 text-center align-bottom leading-4 whitespace-normal!">
              {t(`roles.${role}`)}
            </Th>
          ))}
        </tr>
      </THead>
      <tbody>
        {permissions.map((permission) => (
          <Tr key={permission}>
            <Td className="min-w-44">{t(`permissions.${keyOf(permission)}`)}</Td>
            {roles.map((role) => (
              <Td key={role} className="text-center">
                {can(role, permission) ? (
                  <>
                    <Check size={15} aria-hidden className="inline text-clear" />
                    <span className="sr-only">{t("settings.allowed")}</span>
                  </>
                ) : (
                  <>
                    <span aria-hidden className="text-ink-3">
                      ·
                    </span>
                    <span className="sr-only">{t("settings.notAllowed")}</span>
                  </>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function keyOf(permission: Permission): Key {
  return permission.replace(".", "__") as Key;
}
