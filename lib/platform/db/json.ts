import "server-only";
import { Prisma } from "@/lib/platform/db/generated/client";

/** What a JSON column is given to become SQL NULL. */
export const jsonNull = Prisma.DbNull;
