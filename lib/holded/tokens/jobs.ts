import "server-only";
import { z } from "zod";
import { enqueue, defineJob } from "@/lib/platform/jobs";
import type { ScopeKey, Tx } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

const connection = { companyId: z.uuid(), environment };

/** The old slot is emptied by itself after a day. */
export const oldTokenMs = 24 * 60 * 60_000;

export const retireTokenJob = defineJob({ name: "token.retire", payload: z.strictObject({ ...connection, tokenId: z.uuid() }) });

export async function enqueueRetirement(tx: Tx, { companyId, environment: where }: ScopeKey, tokenId: string, now: Date): Promise<void> {
  await enqueue(tx, retireTokenJob, { companyId, environment: where, tokenId }, { startAfter: new Date(now.getTime() + oldTokenMs) });
}

/** Moves what is sealed under an older master key to the newest, every night. */
export const resealJob = defineJob({ name: "vault.reseal", payload: z.strictObject({}), retryLimit: 1, cron: "20 3 * * *" });
