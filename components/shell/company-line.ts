import type { Role } from "@/lib/platform/actor";
import type { Environment, Kind } from "@/lib/review/model";

export type ConnectionState = "none" | "unknown" | "ok" | "refused" | "unreachable";

export type QueueFigures = {
  readonly kind: Kind;
  readonly needsMe: number;
  readonly clear: number;
  readonly sending: number;
  readonly waitingForHolded: number;
  readonly failed: number;
};

/** One environment of one company as the overview shows it. */
export type CompanyLine = {
  readonly slug: string;
  readonly name: string;
  readonly environment: Environment;
  readonly role: Role;
  /** One for each agent whose proposals this person may see. */
  readonly queues: readonly QueueFigures[];
  readonly connection: ConnectionState;
  readonly canConnect: boolean;
  /** Whether she may see where the connection is mended. */
  readonly canSeeSettings: boolean;
  /** Calls of the month: used, where they will end at this pace, and how many had to wait. */
  readonly quota: { readonly used: number; readonly limit: number; readonly expected: number; readonly heldBack: number } | null;
  /** The oldest part of the local copy. */
  readonly copy: { readonly lookedAt: string | null; readonly stale: number } | null;
  /** Agents that cannot work for want of a permission. */
  readonly agentsOff: number;
  /** A delivery was refused, and none was accepted since. */
  readonly webhooksRefused: boolean;
};
