import "server-only";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { personScope } from "@/lib/platform/db/scope";

/** Lays the given choices over what a person has stored; the others stay. */
export function savePersonPreferences(personId: string, given: Readonly<Record<string, unknown>>, locale?: string): Promise<void> {
  return personScope(personId, async (tx) => {
    await tx.$executeRaw`SELECT FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
    const { preferences } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { preferences: true } });
    const before = typeof preferences === "object" && preferences !== null && !Array.isArray(preferences) ? preferences : {};
    const after = { ...before, ...given } as Prisma.InputJsonObject;
    await tx.person.update({
      where: { id: personId },
      data: { preferences: after, ...(locale === undefined ? {} : { locale }) },
      select: { id: true },
    });
  });
}
