import "server-only";
import { getTranslations } from "next-intl/server";
import type { ShownPermission } from "@/components/settings/capability-table";
import type { ConnectionView } from "@/lib/holded/connection-view";
import type catalogue from "@/lib/platform/i18n/messages/es.json";

type NameKey = keyof typeof catalogue.permission.name;
type WithoutKey = keyof typeof catalogue.permission.without;

/** The permissions of a token in words. */
export async function shownPermissions(permissions: ConnectionView["permissions"]): Promise<readonly ShownPermission[]> {
  const t = await getTranslations("permission");
  return permissions.map(({ name, state, isEssential, uses }) => ({
    name,
    state,
    isEssential,
    title: t(`name.${name.replace(/[:.]/g, "_") as NameKey}`),
    without: uses.map(({ agent, use }) => ({ agent: t(`agent.${agent}`), text: t(`without.${`${agent}_${use}` as WithoutKey}`) })),
  }));
}
