"use server";
import { z } from "zod";
import { ok } from "@/lib/kernel/result";
import { verifyChain } from "@/lib/platform/audit";
import { companyAction } from "@/lib/platform/http/company-action";

/** Recomputes the whole trail. Writes nothing: who checks leaves the trail as it was. */
export const verifyTrail = companyAction({ name: "audit.verify", needs: "audit.verify" })
  .input(z.strictObject({}))
  .run(async ({ scope }) => {
    const verdict = await verifyChain(scope);
    return ok(verdict.ok ? { ok: true as const, entries: verdict.entries } : { ok: false as const, brokenAt: verdict.brokenAt });
  });
