import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/platform/env";
import { PrismaClient } from "@/lib/platform/db/generated/client";

const held = globalThis as unknown as { vistoPrisma?: PrismaClient };

/** The one client of this process. Nobody but the scopes in scope.ts calls it: outside a scope it sees no row. */
export function prisma(): PrismaClient {
  held.vistoPrisma ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL, application_name: "visto-bueno" }),
  });
  return held.vistoPrisma;
}

export async function disconnect(): Promise<void> {
  await held.vistoPrisma?.$disconnect();
  delete held.vistoPrisma;
}
