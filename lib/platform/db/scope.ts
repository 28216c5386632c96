import "server-only";
import { prisma } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Environment } from "@/lib/review/model";

export type Tx = Prisma.TransactionClient;

/**
 * The only door to the data of a company. Inside `read` and `write` the database shows the rows of this company and
 * this environment and no others, whatever the query says; outside there is nothing to see.
 */
export type CompanyScope = {
  readonly companyId: string;
  readonly environment: Environment;
  readonly read: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly write: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
};

export type ScopeKey = { readonly companyId: string; readonly environment: Environment };

const limits = { maxWait: 10_000, timeout: 20_000 };

export function companyScope({ companyId, environment }: ScopeKey): CompanyScope {
  const run = <T>(fn: (tx: Tx) => Promise<T>, readOnly: boolean) =>
    within({ "visto.company": companyId, "visto.environment": environment }, fn, readOnly);
  return {
    companyId,
    environment,
    read: (fn) => run(fn, true),
    write: (fn) => run(fn, false),
  };
}

/** What a signed-in person may see before a company is chosen: herself, her memberships, her companies. */
export function personScope<T>(personId: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return within({ "visto.person": personId }, fn, false);
}

/** Exactly the row of the e-mail that is trying to sign in, and the counters of failed attempts. */
export function signInScope<T>(email: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return within({ "visto.sign_in": email }, fn, false);
}

/** For the scheduler and the seed check: lists companies and connections, sees nothing inside them. */
export function systemScope<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return within({ "visto.system": "on" }, fn, false);
}

/**
 * One statement in a transaction of its own, for rows that belong to no company, such as the windows of a Holded account:
 * one round trip, and its locks last as long as it does. Rows of companies are invisible to it.
 */
export function sharedStatement<T>(sql: TemplateStringsArray, ...values: readonly unknown[]): Promise<T[]> {
  return prisma().$queryRaw<T[]>(sql, ...values);
}

function within<T>(settings: Record<string, string>, fn: (tx: Tx) => Promise<T>, readOnly: boolean): Promise<T> {
  return prisma().$transaction(async (tx) => {
    if (readOnly) await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    for (const [name, value] of Object.entries(settings)) await tx.$executeRaw`SELECT set_config(${name}, ${value}, true)`;
    return fn(tx);
  }, limits);
}
