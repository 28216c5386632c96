"use server";
import { z } from "zod";
import { ok } from "@/lib/kernel/result";
import { verifyChain } from "@/lib/platform/audit";
import { companyAction } from "@/lib/platform/http/company-action";
import { oneProposal } from "@/lib/review/inputs";
import { retryPush } from "@/lib/review/retry-push";
import "@/lib/agents/all";

/** Recomputes the whole trail. Writes nothing: who checks leaves the trail as it was. */
export const verifyTrail = companyAction({ name: "audit.verify", needs: "audit.verify" })
  .input(z.strictObject({}))
  .run(async ({ scope }) => {
    const verdict = await verifyChain(scope);
    return ok(verdict.ok ? { ok: true as const, entries: verdict.entries } : { ok: false as const, brokenAt: verdict.brokenAt });
  });

/** Another try of the sending of a proposal: it looks before it writes. Nothing here sends a request again as it was. */
export const replayStep = companyAction({ name: "proposal.replay", needs: "invoices.approve" })
  .input(oneProposal)
  .run(({ scope, actor, input }) => retryPush(scope, actor, input));
