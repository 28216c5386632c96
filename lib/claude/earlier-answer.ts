import "server-only";
import type { z } from "zod";
import { answeredBefore } from "@/lib/claude/store";
import type { CompanyScope } from "@/lib/platform/db/scope";

type Asked<S extends z.ZodType> = { readonly schema: S; readonly subject?: { readonly documentId: string } };
type Earlier<T> = { readonly value: T; readonly callId: string; readonly model: string; readonly costMicros: bigint };

/** What the same question about the same document was answered: a job that died after it was paid asks again. */
export async function earlierAnswer<S extends z.ZodType>(
  scope: CompanyScope,
  { subject, schema }: Asked<S>,
  questionHash: string,
): Promise<Earlier<z.output<S>> | null> {
  const found = subject && (await scope.read((tx) => answeredBefore(tx, scope, subject.documentId, questionHash)));
  const read = found && schema.safeParse(found.answer);
  if (!found || !read?.success) return null;
  const { id: callId, model, costMicros } = found;
  return { value: read.data, callId, model, costMicros };
}
