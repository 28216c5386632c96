import { describe, expect, it } from "vitest";
import { roles } from "@/lib/platform/actor";
import { can, permissions, type Permission } from "@/lib/platform/permissions";

const whoMay = (permission: Permission) => roles.filter((role) => can(role, permission));

describe("who may what", () => {
  it.each([
    ["invoices.approve", ["admin", "accountant"]],
    ["invoices.write", ["admin", "accountant"]],
    ["reconciliation.approve", ["admin", "accountant"]],
    ["reconciliation.write", ["admin", "accountant"]],
    ["settings.write", ["admin"]],
    ["people.write", ["admin"]],
    ["integration.read", ["admin", "accountant"]],
    ["company.read", [...roles]],
  ] as const)("%s is for %j", (permission, expected) => {
    expect(whoMay(permission)).toEqual(expected);
  });

  it("whoever approves also sees what she approves", () => {
    for (const role of whoMay("invoices.approve")) expect(can(role, "invoices.read")).toBe(true);
    for (const role of whoMay("reconciliation.approve")) expect(can(role, "reconciliation.read")).toBe(true);
  });

  it("an admin may everything", () => {
    expect(permissions.filter((permission) => !can("admin", permission))).toEqual([]);
  });
});
