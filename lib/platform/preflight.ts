import "server-only";
import type { Client } from "pg";
import { unappliedMigrations } from "@/lib/platform/db/migrate";
import { withClient } from "@/lib/platform/db/with-client";
import type { Env } from "@/lib/platform/env";
import { sealedVersions } from "@/lib/platform/sealed-values";
import { parseVaultKeys, type VaultKeys } from "@/lib/platform/vault";
import { demoPeople } from "@/prisma/demo";

/**
 * What keeps an installation of many machines from starting, one sentence each; empty when it may. In the embedded
 * mode the launcher makes secrets, roles and migrations itself.
 */
export async function preflight(env: Env): Promise<readonly string[]> {
  if (env.VISTO_MODE === "embedded") return vaultProblems(env.VAULT_KEYS).length > 0 ? [] : sealedProblems(env);
  const problems = [...secretProblems(env), ...blobProblems(env), ...(await databaseProblems(env.DATABASE_URL))];
  // Only a database of this build, asked with keys that can be read, tells more.
  return problems.length > 0 ? problems : sealedProblems(env);
}

/** Secrets that are missing, too short, or the kind of text that stands in examples. */
export function secretProblems(env: Env): readonly string[] {
  const problems: string[] = [];
  if (!env.NEXTAUTH_SECRET)
    problems.push("NEXTAUTH_SECRET is missing: set at least 32 random characters, for example from `openssl rand -base64 33`.");
  else if (isGuessable(env.NEXTAUTH_SECRET)) problems.push("NEXTAUTH_SECRET looks like a default: set at least 32 random characters.");
  problems.push(...vaultProblems(env.VAULT_KEYS));
  if (!env.NEXTAUTH_URL) problems.push("NEXTAUTH_URL is missing: set the public https address of the console.");
  else if (!isSafeAddress(env.NEXTAUTH_URL)) problems.push("NEXTAUTH_URL must be https: session cookies do not travel safely otherwise.");
  const password = decodeURIComponent(new URL(env.DATABASE_URL).password);
  if (password !== "" && (password.length < 12 || isExample(password)))
    problems.push("The password in DATABASE_URL is short or a default: set a random one.");
  return problems;
}

/** A database with a value that no configured master key opens: what it stands for would fail one by one. */
async function sealedProblems({ DATABASE_URL: url, VAULT_KEYS: text = "" }: Env): Promise<readonly string[]> {
  const keys = parseVaultKeys(text);
  const sealed = await withClient(url, sealedVersions);
  const unknown = [...sealed.keys()].filter((version) => !keys.has(version)).sort((a, b) => a - b);
  if (unknown.length === 0) return [];
  const [versions, values] = [unknown.join(", "), unknown.reduce((sum, version) => sum + (sealed.get(version) ?? 0), 0)];
  return [
    `VAULT_KEYS has no key of version ${versions}, which the database uses for ${values} sealed ${values === 1 ? "value" : "values"}: add it again, and remove it only when \`npm run vault:reseal\` says that it is no longer in use.`,
  ];
}

export function blobProblems(env: Env): readonly string[] {
  const bucket = [env.S3_ENDPOINT, env.S3_BUCKET, env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY];
  if (env.BLOB_DIR || bucket.every(Boolean)) return [];
  if (bucket.some(Boolean))
    return ["The bucket for files is half set: S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together."];
  return ["There is no place for files: set BLOB_DIR to a folder that all machines share, or the S3_ settings of a bucket."];
}

function vaultProblems(text: string | undefined): readonly string[] {
  if (!text) return ["VAULT_KEYS is missing: set 1:<base64 of 32 random bytes>."];
  let keys: VaultKeys;
  try {
    keys = parseVaultKeys(text);
  } catch (e) {
    return [(e as Error).message];
  }
  const weak = [...keys.values()].some((key) => new Set(key).size < 8);
  return weak ? ["VAULT_KEYS holds a key that is not random: set 32 random bytes."] : [];
}

function isSafeAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
}

function isGuessable(secret: string): boolean {
  return new Set(secret).size < 12 || isExample(secret);
}

function isExample(text: string): boolean {
  return /change.?me|secret|password|example|default|postgres|visto/i.test(text);
}

type Role = { readonly name: string; readonly superuser: boolean; readonly bypass: boolean; readonly member: boolean };

async function databaseProblems(url: string): Promise<readonly string[]> {
  const problems = await withClient(url, async (client) => {
    const role = await roleOf(client);
    if (role.superuser) return [`The database role ${role.name} is a superuser: connect with one that owns nothing.`];
    if (role.bypass) return [`The database role ${role.name} bypasses row-level security: connect with one that does not.`];
    const owned = await ownedTables(client);
    if (owned > 0) return [`The database role ${role.name} owns tables: connect with another one that is only a member of visto_app.`];
    return role.member ? [] : [`The database role ${role.name} is not a member of visto_app: run GRANT visto_app TO ${role.name}.`];
  });
  if (problems.length > 0) return problems;
  const missing = await unappliedMigrations(url);
  if (missing.length > 0)
    return [`The database lacks the migrations ${missing.join(", ")}: run \`npm run migrate\` with DATABASE_OWNER_URL.`];
  return (await withClient(url, hasDemoPeople))
    ? ["This database holds the sample people with their published passwords: use a new database."]
    : [];
}

async function roleOf(client: Client): Promise<Role> {
  const { rows } = await client.query<Role>(`
    SELECT rolname AS name, rolsuper AS superuser, rolbypassrls AS bypass,
      EXISTS (SELECT FROM pg_roles a WHERE a.rolname = 'visto_app' AND pg_has_role(current_user, a.oid, 'USAGE')) AS member
    FROM pg_roles WHERE rolname = current_user`);
  const [role] = rows;
  if (!role) throw new Error("The database does not know the role it let in.");
  return role;
}

/** Tables of ours that belong to the role itself or to a role it may become. */
async function ownedTables(client: Client): Promise<number> {
  const { rows } = await client.query<{ owned: number }>(`
    SELECT count(*)::int AS owned FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND pg_has_role(current_user, c.relowner, 'MEMBER')`);
  return rows[0]?.owned ?? 0;
}

/** Asked the way a sign-in asks: the row of one e-mail is all that anybody sees. */
async function hasDemoPeople(client: Client): Promise<boolean> {
  for (const { email } of demoPeople) {
    await client.query("SELECT set_config('visto.sign_in', $1, false)", [email]);
    const { rowCount } = await client.query("SELECT FROM person WHERE email = $1", [email]);
    if (rowCount !== 0) return true;
  }
  return false;
}
