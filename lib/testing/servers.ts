import type { LoginRoles } from "@/lib/platform/db/roles";

/** Login roles of test databases: other names than the product's, so that a shared server can hold both. */
export const testRoles: LoginRoles = {
  owner: { name: "visto_test_owner", password: "only-on-the-loopback" },
  web: { name: "visto_test_web", password: "only-on-the-loopback" },
};

/** Tests create, change and drop databases: never on a server that is not this machine. */
export function assertLocal(url: string): void {
  const { hostname } = new URL(url);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname))
    throw new Error(`Tests refuse the database server ${hostname}: it is not local.`);
}
