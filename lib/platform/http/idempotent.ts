import "server-only";
import { createHash } from "node:crypto";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type StoredAnswer = { readonly status: number; readonly body: unknown };
export type RequestKey = { readonly endpoint: string; readonly key: string; readonly body: string };

/** A request whose process died is given up after this time; its twin may then do the work. */
const abandonedMs = 120_000;
const keptMs = 48 * 3_600_000;

/**
 * Does a piece of work once per key. The same key and body gets the stored answer, the same key with another body is
 * refused, and so is a twin while the first is still at work. An answer of the server's own troubles is not kept.
 */
export async function once(scope: CompanyScope, request: RequestKey, work: () => Promise<StoredAnswer>): Promise<Result<StoredAnswer>> {
  const claimed = await claim(scope, request);
  if (!claimed.ok || claimed.value) return claimed as Result<StoredAnswer>;
  try {
    const answer = await work();
    await (answer.status >= 500 || answer.status === 429 ? release(scope, request) : keep(scope, request, answer));
    return ok(answer);
  } catch (e) {
    await release(scope, request);
    throw e;
  }
}

/** Null: the work is ours. */
function claim(scope: CompanyScope, request: RequestKey): Promise<Result<StoredAnswer | null>> {
  const bodyHash = createHash("sha256").update(request.body).digest("hex");
  const row = rowOf(scope, request);
  return scope.write(async (tx) => {
    await tx.idempotentRequest.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - keptMs) } } });
    const { count } = await tx.idempotentRequest.createMany({ data: [{ ...row, bodyHash }], skipDuplicates: true });
    if (count === 1) return ok(null);
    const first = await tx.idempotentRequest.findFirst({ where: row });
    if (!first) return refuse("request.in_flight", { seconds: 1 });
    if (first.bodyHash !== bodyHash) return refuse("request.key_reused");
    if (first.status !== null) return ok({ status: first.status, body: first.answer });
    const taken = await tx.idempotentRequest.updateMany({
      where: { ...row, status: null, createdAt: { lt: new Date(Date.now() - abandonedMs) } },
      data: { createdAt: new Date() },
    });
    return taken.count === 1 ? ok(null) : refuse("request.in_flight", { seconds: 1 });
  });
}

async function keep(scope: CompanyScope, request: RequestKey, { status, body }: StoredAnswer): Promise<void> {
  const answer = JSON.parse(JSON.stringify(body ?? null)) as Prisma.InputJsonValue | null;
  await scope.write((tx) =>
    tx.idempotentRequest.updateMany({ where: rowOf(scope, request), data: answer === null ? { status } : { status, answer } }),
  );
}

async function release(scope: CompanyScope, request: RequestKey): Promise<void> {
  await scope.write((tx) => tx.idempotentRequest.deleteMany({ where: { ...rowOf(scope, request), status: null } }));
}

function rowOf({ companyId, environment }: CompanyScope, { endpoint, key }: RequestKey) {
  return { companyId, environment, endpoint, key };
}
