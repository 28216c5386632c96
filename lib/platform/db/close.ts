import "server-only";
import { disconnect } from "@/lib/platform/db/client";
import { stopSender } from "@/lib/platform/jobs";

/** Gives back every connection of this process: the last thing a command does. */
export async function closeConnections(): Promise<void> {
  await stopSender();
  await disconnect();
}
