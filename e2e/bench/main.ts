import { benchInvoices } from "./invoices";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = { invoices: benchInvoices };

/** `npm run bench` runs all benchmarks, `npm run bench -- NAME` one. Without the shared data it says so and passes. */
async function main([name, ...rest]: readonly string[]): Promise<void> {
  const chosen = name === undefined ? Object.entries(benches) : Object.entries(benches).filter(([key]) => key === name);
  if (chosen.length === 0) {
    process.stderr.write(`no hay banco de pruebas «${name}»; los hay: ${Object.keys(benches).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  for (const [key, run] of chosen) {
    process.stdout.write(`# ${key}\n`);
    if (!(await run(rest))) process.stdout.write("sin datos compartidos (../shared): no se mide nada\n");
  }
}

await main(process.argv.slice(2));
