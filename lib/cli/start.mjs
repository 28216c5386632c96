// `npm start`: from a fresh clone to a console at http://localhost:3000. Installs what is missing, then hands over.
import { bin, checkNode, generateClient, installOnce, root } from "./bootstrap.mjs";
import { spawn } from "node:child_process";

checkNode();
process.stdout.write("\n  Visto Bueno\n\n");
const started = Date.now();
const say = (text) => process.stdout.write(`  ${text}\n`);
say("Dependencias: se comprueban (la primera vez se instalan, uno o dos minutos)");
if (await installOnce()) say(`Dependencias instaladas en ${Math.round((Date.now() - started) / 1000)} s`);
generateClient();

// A child of its own so that the rest is TypeScript; ctrl-C reaches it through the terminal and it stops in order.
const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/cli/launch.ts", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (signal === "SIGTERM" ? child.kill("SIGTERM") : undefined));
child.once("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
child.once("error", (error) => {
  process.stderr.write(`  No se ha podido arrancar ${bin("tsx")}: ${error.message}\n`);
  process.exit(1);
});
