import { useTranslations } from "next-intl";
import { capabilityKey } from "@/components/settings/capability-key";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";

export type Capability = { readonly name: string; readonly state: "granted" | "missing" | "untested"; readonly isEssential: boolean };

/** What the token may do, and what goes without where it may not. */
export function CapabilityTable({ capabilities }: { readonly capabilities: readonly Capability[] }) {
  const t = useTranslations("settings");
  return (
    <Table label={t("capabilities")}>
      <THead>
        <tr>
          <Th>{t("capability")}</Th>
          <Th className="w-40">{t("state")}</Th>
          <Th className="hidden sm:table-cell">{t("switchesOff")}</Th>
        </tr>
      </THead>
      <tbody>
        {capabilities.map((capability) => (
          <CapabilityRow key={capability.name} capability={capability} />
        ))}
      </tbody>
    </Table>
  );
}

function CapabilityRow({ capability: { name, state, isEssential } }: { readonly capability: Capability }) {
  const t = useTranslations("settings");
  const key = capabilityKey(name);
  const without = key === null ? "—" : t(`capabilityWithout.${key}`);
  return (
    <Tr>
      <Td className="py-2 align-top">
        {key === null ? name : t(`capabilityName.${key}`)}
        <span className="block font-mono text-12 text-ink-3">{name}</span>
        {state === "missing" && <span className="block text-12 text-ink-2 sm:hidden">{without}</span>}
      </Td>
      <Td className="py-2 align-top">
        <StatusMark status={statusOf(state, isEssential)}>{t(state)}</StatusMark>
      </Td>
      <Td className="hidden py-2 align-top text-ink-2 sm:table-cell">{without}</Td>
    </Tr>
  );
}

function statusOf(state: Capability["state"], isEssential: boolean): Status {
  if (state === "granted") return "clear";
  if (state === "untested") return "waiting";
  return isEssential ? "refused" : "needs";
}
