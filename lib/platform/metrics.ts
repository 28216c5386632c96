import "server-only";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { queueFigures, type QueueFigures } from "@/lib/platform/db/queue-figures";

type Metrics = {
  readonly registry: Registry;
  readonly commands: Counter<"name" | "outcome">;
  readonly commandSeconds: Histogram<"name">;
};

const held = globalThis as unknown as { vistoMetrics?: Metrics };

/** The figures of this process and of the shared queue; no label ever holds an id of a company or person. */
export function metrics(): Metrics {
  return (held.vistoMetrics ??= newMetrics());
}

/** `outcome` is `ok` or the code of the refusal. */
export function countCommand(name: string, outcome: string, ms: number): void {
  metrics().commands.inc({ name, outcome });
  metrics().commandSeconds.observe({ name }, ms / 1000);
}

function newMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "visto_" });
  addQueueGauges(registers);
  return {
    registry,
    commands: new Counter({
      name: "visto_commands_total",
      help: "Actions and routes by outcome.",
      labelNames: ["name", "outcome"],
      registers,
    }),
    commandSeconds: new Histogram({
      name: "visto_command_seconds",
      help: "Duration of an action or route.",
      labelNames: ["name"],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
  };
}

/** Read from the database when somebody asks: the workers have no port of their own, and any console can answer. */
function addQueueGauges(registers: Registry[]): void {
  queueGauge(registers, "visto_queue_waiting", "Jobs that could run now.", (f) => f.waiting);
  queueGauge(registers, "visto_queue_given_up", "Jobs that ran out of attempts.", (f) => f.givenUp);
  queueGauge(registers, "visto_queue_oldest_seconds", "How long the oldest job that could run has waited.", (f) => f.oldestSeconds);
}

function queueGauge(registers: Registry[], name: string, help: string, figure: (figures: QueueFigures) => number): void {
  new Gauge({
    name,
    help,
    labelNames: ["queue"],
    registers,
    async collect() {
      for (const figures of await sharedFigures()) this.set({ queue: figures.queue }, figure(figures));
    },
  });
}

let asking: Promise<readonly QueueFigures[]> | undefined;

/** All gauges of one answer are filled from one look at the queue. */
function sharedFigures(): Promise<readonly QueueFigures[]> {
  return (asking ??= queueFigures().finally(() => (asking = undefined)));
}
