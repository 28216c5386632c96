import type { ConnectionState } from "@/components/shell/company-line";
import type { Status } from "@/components/ui/status-mark";

export const connectionStatus: Readonly<Record<ConnectionState, Status>> = {
  none: "waiting",
  unknown: "waiting",
  ok: "clear",
  refused: "refused",
  unreachable: "needs",
};
