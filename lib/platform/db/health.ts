import "server-only";
import { systemScope } from "@/lib/platform/db/scope";
import { log } from "@/lib/platform/telemetry";

/** Whether a transaction can be opened within two seconds. */
export async function isReachable(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false).unref());
  const answer = systemScope((tx) => tx.$queryRaw`SELECT 1`).then(
    () => true,
    (error: unknown) => {
      log().error({ error }, "the database does not answer");
      return false;
    },
  );
  return Promise.race([answer, late]);
}
