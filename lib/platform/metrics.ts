import "server-only";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

type Metrics = {
  readonly registry: Registry;
  readonly jobs: Counter<"job" | "outcome">;
  readonly jobSeconds: Histogram<"job">;
  readonly commands: Counter<"name" | "outcome">;
  readonly commandSeconds: Histogram<"name">;
};

const held = globalThis as unknown as { vistoMetrics?: Metrics };

/** The figures of this process; no label ever holds an id of a company or person. */
export function metrics(): Metrics {
  return (held.vistoMetrics ??= newMetrics());
}

export function countJob(job: string, outcome: "done" | "failed", ms: number): void {
  metrics().jobs.inc({ job, outcome });
  metrics().jobSeconds.observe({ job }, ms / 1000);
}

/** `outcome` is `ok` or the code of the refusal. */
export function countCommand(name: string, outcome: string, ms: number): void {
  metrics().commands.inc({ name, outcome });
  metrics().commandSeconds.observe({ name }, ms / 1000);
}

function newMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "visto_" });
  const registers = [registry];
  return {
    registry,
    jobs: new Counter({ name: "visto_jobs_total", help: "Runs of jobs by outcome.", labelNames: ["job", "outcome"], registers }),
    jobSeconds: new Histogram({
      name: "visto_job_seconds",
      help: "Duration of a run.",
      labelNames: ["job"],
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    }),
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
