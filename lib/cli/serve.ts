import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { main, refuseUnsafeStart } from "@/lib/cli/command-line";

// `npm run serve [-- --port 3000 --hostname 0.0.0.0]`: one stateless console of many, on a build that is already there.
await main(async () => {
  const { values } = parseArgs({ options: { port: { type: "string" }, hostname: { type: "string" } } });
  await refuseUnsafeStart();
  const next = path.resolve("node_modules/next/dist/bin/next");
  const args = [next, "start", "--port", values.port ?? process.env.PORT ?? "3000", "--hostname", values.hostname ?? "0.0.0.0"];
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } });
  // Next lets open requests finish on SIGTERM; the terminal's ctrl-C reaches it without us.
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGINT", () => undefined);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ? 0 : (code ?? 1)));
  });
});
