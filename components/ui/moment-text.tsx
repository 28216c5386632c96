import { cx } from "@/components/ui/cx";

const zone = "Europe/Madrid";
const shapes = {
  full: new Intl.DateTimeFormat("es-ES", {
    timeZone: zone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }),
  precise: new Intl.DateTimeFormat("es-ES", {
    timeZone: zone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }),
  time: new Intl.DateTimeFormat("es-ES", { timeZone: zone, hour: "2-digit", minute: "2-digit" }),
};

/** An instant (ISO) as clocks in Madrid show it: "22/11/2026 14:32". */
export function showMoment(iso: string, shape: keyof typeof shapes = "full"): string {
  return shapes[shape].format(new Date(iso)).replace(",", "");
}

export function MomentText({
  value,
  shape = "full",
  className,
}: {
  readonly value: string | null;
  readonly shape?: keyof typeof shapes;
  readonly className?: string | undefined;
}) {
  if (value === null) return <span className={cx("text-ink-3", className)}>—</span>;
  return (
    <time
      dateTime={value}
      title={`${showMoment(value, "precise")} · Europe/Madrid`}
      className={cx("whitespace-nowrap tabular-nums", className)}
    >
      {showMoment(value, shape)}
    </time>
  );
}
