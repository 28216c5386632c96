import { fork } from "node:child_process";
import path from "node:path";

/** Starts the product once for all journeys; what a journey needs to reach it travels in the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const child = fork(path.join(import.meta.dirname, "stack-main.ts"), {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    cwd: path.resolve(import.meta.dirname, ".."),
  });
  const state = await new Promise<Record<string, string>>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Record<string, string>));
    child.once("exit", (code) => reject(new Error(`the product did not start (${code})`)));
  });
  process.env.VISTO_E2E_STATE = JSON.stringify(state);
  return async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  };
}
