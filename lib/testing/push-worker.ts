import "server-only";
import { outboxHandlers, sweepPushes } from "@/lib/holded/outbox/handlers";
import { startWorker } from "@/lib/platform/worker";

// A worker for the proof of exactly-once: only what writes to Holded, with waits that fit a test. It is killed at random
// and has no way to end by itself. Arguments: lease, read lag, time of a call, half of the first pause, in milliseconds.
const [leaseMs = 0, readLagMs = 0, callMs = 0, backoffMs = 0] = process.argv.slice(2).map(Number);
await startWorker(outboxHandlers({ leaseMs, readLagMs, callMs, backoffMs }));
await sweepPushes();
process.stdout.write("ready\n");
