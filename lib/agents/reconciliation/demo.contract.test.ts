import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { closeMatching, lookAtMovements } from "@/lib/agents/reconciliation/run";
import { saveToken } from "@/lib/holded/connection";
import { syncMirror } from "@/lib/holded/mirror";
import { demoAccounts } from "@/lib/holded/sandbox/seed/demo-accounts";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { startSandbox } from "@/lib/holded/sandbox/start-sandbox";
import { forgetEnv } from "@/lib/platform/env";
import { testDatabase } from "@/lib/testing/database";
import { admin, company } from "@/lib/testing/people";
import { valueOf } from "@/lib/testing/proposals";

testDatabase();
afterAll(closeMatching);

type Row = {
  readonly title: string;
  readonly choice: string;
  readonly standing: string;
  readonly amount: string;
  readonly settled: string | null;
};

describe("the sample company's bank account", { timeout: 120_000 }, () => {
  it("shows everything that comes up in reconciling, and nothing is clear that is not", async () => {
    const sandbox = await startSandbox({ seed: demoAccounts });
    process.env.HOLDED_SANDBOX_URL = `${sandbox.url}/api/v2`;
    forgetEnv();
    try {
      const { scope, eva } = await company().with(admin("eva"));
      valueOf(await saveToken(scope, eva, { token: demoTokens["ferreteria-aldaba"].full }));
      valueOf(await syncMirror(scope, { purpose: "person", readLagMs: 0 }));
      const looked = await lookAtMovements(scope);
      const rows = await scope.read((tx) => tx.$queryRaw<Row[]>`
        SELECT p.title, p.payload->>'choice' AS choice, p.standing, p.amount::text AS amount,
          (SELECT sum((d->>'amount')::numeric)::text FROM jsonb_array_elements(p.payload->'documents') d) AS settled
        FROM proposal p WHERE p.kind = 'reconciliation' ORDER BY p.document_date, p.id`); // prettier-ignore
      expect(looked).toMatchObject({ movements: rows.length, proposed: rows.length });
      expect(rows.length).toBeGreaterThan(50);
      const clear = rows.filter(({ standing }) => standing === "clear");
      expect(clear.length).toBeGreaterThan(12);
      expect(clear.filter(({ choice, amount, settled }) => choice !== "match" || amount !== settled)).toEqual([]);
      // A commission kept, two bills of one amount, two months of one fee: nobody can tell without looking.
      for (const words of ["INSTALACIONES MONTE CLARO SA F", "MADERAS Y TABLEROS", "PLAZA DEL TESO"]) {
        expect(rows.filter(({ title }) => title.includes(words)).map(({ standing }) => standing)[0], words).toBe("needs_review");
      }
      expect(rows.filter(({ choice }) => choice === "no_document").length).toBeGreaterThan(20);
      expect(await lookAtMovements(scope)).toBeNull();
    } finally {
      await sandbox.stop();
    }
  });
});
