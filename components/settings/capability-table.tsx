import { useTranslations } from "next-intl";
import { Fold } from "@/components/ui/fold";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";

/** One permission of a token in words: its name, its state, what goes without it, where it is ticked. */
export type ShownPermission = {
  /** "accounting:purchases.write" */
  readonly name: string;
  readonly title: string;
  readonly state: "granted" | "missing" | "untested";
  /** Some agent does not work at all without it. */
  readonly isEssential: boolean;
  readonly without: readonly { readonly agent: string; readonly text: string }[];
};

/** What the token may do, and what goes without where it may not. What is missing stands open, the rest is folded. */
export function CapabilityTable({ permissions }: { readonly permissions: readonly ShownPermission[] }) {
  const t = useTranslations("settings");
  const missing = permissions.filter(({ state }) => state === "missing");
  const others = permissions.filter(({ state }) => state !== "missing");
  return (
    <div className="flex flex-col gap-3">
      {missing.length > 0 && <PermissionRows label={t("capabilitiesMissing")} permissions={missing} />}
      {others.length > 0 && (
        <Fold title={t("capabilitiesOthers", { n: others.length })}>
          <PermissionRows label={t("capabilities")} permissions={others} />
        </Fold>
      )}
    </div>
  );
}

function PermissionRows({ label, permissions }: { readonly label: string; readonly permissions: readonly ShownPermission[] }) {
  const t = useTranslations("settings");
  return (
    <Table label={label}>
      <THead>
        <tr>
          <Th>{t("capability")}</Th>
          <Th className="w-40">{t("state")}</Th>
          <Th className="hidden sm:table-cell">{t("switchesOff")}</Th>
        </tr>
      </THead>
      <tbody>
        {permissions.map((permission) => (
          <PermissionRow key={permission.name} permission={permission} />
        ))}
      </tbody>
    </Table>
  );
}

function PermissionRow({ permission: { name, title, state, isEssential, without } }: { readonly permission: ShownPermission }) {
  const t = useTranslations("settings");
  const [area = "", what = ""] = name.split(":");
  return (
    <Tr>
      <Td className="py-2 align-top">
        {title}
        <span className="block text-12 text-ink-3">
          {areaNames.has(area) ? t(`areas.${area as Area}`) : area} › <span className="font-mono">{what}</span>
        </span>
        {state === "missing" && (
          <span className="mt-1 block sm:hidden">
            <Without without={without} />
          </span>
        )}
      </Td>
      <Td className="py-2 align-top">
        <StatusMark status={statusOf(state, isEssential)}>{t(state)}</StatusMark>
      </Td>
      <Td className="hidden py-2 align-top sm:table-cell">
        <Without without={without} />
      </Td>
    </Tr>
  );
}

function Without({ without }: Pick<ShownPermission, "without">) {
  return without.map(({ agent, text }) => (
    <span key={`${agent} ${text}`} className="block text-12 text-ink-2">
      <span className="text-ink-3">{agent}:</span> {text}
    </span>
  ));
}

const areas = ["contacts", "accounting", "inbox", "sales", "inventory", "projects", "team", "crm", "developers"] as const;
type Area = (typeof areas)[number];
const areaNames: ReadonlySet<string> = new Set(areas);

function statusOf(state: ShownPermission["state"], isEssential: boolean): Status {
  if (state === "granted") return "clear";
  if (state === "untested") return "waiting";
  return isEssential ? "refused" : "needs";
}
