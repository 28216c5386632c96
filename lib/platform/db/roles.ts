import "server-only";
import type { Client } from "pg";
import { withClient } from "@/lib/platform/db/with-client";

export type LoginRoles = {
  /** Owns the tables and migrates; row-level security binds it too. */
  readonly owner: { readonly name: string; readonly password: string };
  /** Web and worker: member of visto_app, owns nothing. */
  readonly web: { readonly name: string; readonly password: string };
};

/** The role names of the embedded server. */
export const embeddedRoles = { owner: "visto_owner", web: "visto_web" } as const;

/**
 * Creates the two login roles and the database if they are missing, and sets the passwords again, so that a changed
 * secrets file takes effect. `superuserUrl` is any database of the server, reached as a superuser.
 * Returns the addresses of `database` for both roles.
 */
export async function prepareServer(
  superuserUrl: string,
  database: string,
  roles: LoginRoles,
): Promise<{ readonly ownerUrl: string; readonly webUrl: string }> {
  await withClient(superuserUrl, async (client) => {
    // Two starts at once would both find a role missing.
    await client.query("SELECT pg_advisory_lock(hashtext('visto roles'))");
    await createRoles(client, roles);
    await createDatabase(client, database, roles.owner.name);
  });
  return { ownerUrl: roleUrl(superuserUrl, database, roles.owner), webUrl: roleUrl(superuserUrl, database, roles.web) };
}

/** The same server and another database and role. */
export function roleUrl(url: string, database: string, role: { readonly name: string; readonly password: string }): string {
  const address = new URL(url);
  address.username = encodeURIComponent(role.name);
  address.password = encodeURIComponent(role.password);
  address.pathname = `/${database}`;
  return address.href;
}

async function createRoles(client: Client, { owner, web }: LoginRoles): Promise<void> {
  await ensureRole(client, "visto_app", "NOLOGIN");
  for (const role of [owner, web]) await ensureRole(client, role.name, `LOGIN PASSWORD ${client.escapeLiteral(role.password)}`);
  await client.query(`GRANT visto_app TO ${client.escapeIdentifier(web.name)}`);
}

/** Never superuser and never above row-level security, also when the role was there before. */
async function ensureRole(client: Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  const verb = rowCount === 0 ? "CREATE" : "ALTER";
  await client.query(`${verb} ROLE ${client.escapeIdentifier(name)} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE ${attributes}`);
}

async function createDatabase(client: Client, database: string, owner: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
  if (rowCount !== 0) return;
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${client.escapeIdentifier(owner)}`);
  await client.query(`REVOKE CONNECT ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO visto_app`);
}
