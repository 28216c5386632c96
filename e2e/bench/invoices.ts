import { closeReaders } from "@/lib/documents/read-document";
import { measureCodes } from "./invoices/codes";
import { measureFlow } from "./invoices/flow";
import { measureMemory } from "./invoices/memory";
import { measureReading } from "./invoices/reading";
import type { Outcome } from "./invoices/report";
import { measureSpeed } from "./invoices/speed";

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<Outcome>>> = {
  reading: measureReading,
  speed: measureSpeed,
  memory: measureMemory,
  flow: measureFlow,
  codes: measureCodes,
};

const usage = `npm run bench -- invoices [reading|speed|memory|flow|codes] (sin nombre: todas)
   reading: --corpus invoices|press · --kinds digital-pdf,scan,photo,receipt,xml,… · --own: conoce las empresas propias de press
            --workers N · --keep: guarda respuestas y errores
   speed:   --pages 40
   memory:  --documents 1000
   flow:    --invoices 30
   codes:   --pictures 20`;

/** Measures the reading of invoices. Reading needs the shared documents; the other parts also work with our own. */
export async function benchInvoices([name, ...rest]: readonly string[]): Promise<Outcome> {
  if (name === "--help") {
    process.stdout.write(`${usage}\n`);
    return "measured";
  }
  const [chosen, args] = name === undefined || name.startsWith("--") ? [Object.keys(parts), name ? [name, ...rest] : rest] : [[name], rest];
  const outcomes: Outcome[] = [];
  for (const part of chosen) {
    const measure = parts[part];
    if (!measure) throw new Error(`no hay parte «${part}»\n${usage}`);
    process.stdout.write(`\n## ${part}\n`);
    try {
      outcomes.push(await measure(args));
    } finally {
      closeReaders();
    }
  }
  return outcomes.includes("below") ? "below" : (outcomes.find((outcome) => outcome === "measured") ?? "no data");
}
