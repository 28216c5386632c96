import { describe, expect, it } from "vitest";
import { abilityOf, neededPermissions, type PermissionName, type PermissionState } from "@/lib/holded/needed-permissions";
import contract from "@/lib/holded/openapi-v2.json";
import es from "@/lib/platform/i18n/messages/es.json";

const without =
  (...missing: readonly PermissionName[]) =>
  (name: PermissionName): PermissionState =>
    missing.includes(name) ? "missing" : name.endsWith(".write") ? "untested" : "granted";

describe("what the agents need of a token", () => {
  it("has words for every permission and for what goes without it", () => {
    const names = neededPermissions.map(({ name }) => name.replace(/[:.]/g, "_"));
    expect(Object.keys(es.permission.name).sort()).toEqual([...names].sort());
    const uses = neededPermissions.flatMap((needed) => needed.uses.map(({ agent, use }) => `${agent}_${use}`));
    expect(Object.keys(es.permission.without).sort()).toEqual([...uses].sort());
  });

  it("are permissions that Holded has", () => {
    const known = new Set(JSON.stringify(contract).match(/[a-z]+:[a-z-]+\.(?:read|write)/g));
    expect(neededPermissions.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("an agent", () => {
  it("works with everything granted or not tried out yet", () => {
    expect(abilityOf("reconciliation", without())).toBe("works");
  });

  it("works in part without a function of its own, and as before without one of another's", () => {
    expect(abilityOf("quotes", without("inventory:rates.read"))).toBe("limited");
    expect(abilityOf("quotes", without("accounting:banks.read", "developers:usage.read"))).toBe("works");
  });

  it("is off without what it cannot work without", () => {
    expect(abilityOf("reconciliation", without("accounting:banks.read"))).toBe("off");
    expect(abilityOf("hours", without("projects:projects.write", "crm:events.read"))).toBe("off");
  });
});
