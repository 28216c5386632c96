import { closeConnections } from "@/lib/platform/db/close";
import { env } from "@/lib/platform/env";
import { preflight } from "@/lib/platform/preflight";

/** Runs a command and ends with 1 and one sentence when it cannot do its work; connections are closed either way. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? sentences(error) : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await closeConnections();
  }
}

/** Ends the process, one sentence per problem, when this installation must not start. */
export async function refuseUnsafeStart(): Promise<void> {
  const problems = await preflight(env());
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function sentences(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${sentences(error.cause)}` : error.message;
}
