import "server-only";
import { randomUUID } from "node:crypto";
import { runPush } from "@/lib/holded/outbox/run";
import { disconnect } from "@/lib/platform/db/client";
import { companyScope } from "@/lib/platform/db/scope";
import { stopSender } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";
import { pdf } from "@/lib/testing/pdf-bytes";

// A worker for the crash tests: one run of one push, in a process that may die. Arguments: company, environment, push.
const [companyId = "", where = "", pushId = ""] = process.argv.slice(2);
const scope = companyScope({ companyId, environment: environment.parse(where) });
const outcome = await runPush(scope, pushId, {
  workerId: randomUUID(),
  readFile: () => Promise.resolve(pdf),
  leaseMs: 3_000,
  readLagMs: 300,
});
process.stdout.write(outcome.kind);
await stopSender();
await disconnect();
