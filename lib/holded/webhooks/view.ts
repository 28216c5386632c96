import "server-only";
import { loadConnection } from "@/lib/holded/account-store";
import { isLocalHolded } from "@/lib/holded/base-url";
import { countHints } from "@/lib/holded/mirror/hint-store";
import { isRefusal, type Refusal } from "@/lib/holded/webhooks/judge";
import { reachableBase } from "@/lib/holded/webhooks/reachable";
import { loadEndpoint, talliedSince, webhooksWork } from "@/lib/holded/webhooks/store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { env } from "@/lib/platform/env";

export type WebhookView = {
  /** Whether Holded could reach this installation at all; without, changes are found by polling. */
  readonly isReachable: boolean;
  /** Null: not registered. */
  readonly registered: {
    /** Without its unguessable end. */
    readonly url: string;
    readonly at: Date;
    readonly events: number;
    /** Without a secret nothing can be verified: deliveries are refused unless unsigned ones are accepted. */
    readonly hasSecret: boolean;
    /** During a change of the secret the old one is taken until then. */
    readonly oldSecretUntil: Date | null;
    readonly acceptsUnsigned: boolean;
    readonly lastDeliveryAt: Date | null;
    /** Heard of lately: the cadence counts on it. */
    readonly isWorking: boolean;
  } | null;
  readonly lastDay: {
    readonly taken: number;
    readonly repeated: number;
    /** Events about nothing that is mirrored. */
    readonly ofNoUse: number;
    readonly refused: readonly { readonly reason: Refusal; readonly count: number; readonly lastAt: Date }[];
  };
  /** Objects that wait to be read again. */
  readonly pendingHints: number;
};

/** Everything that the settings show of webhooks. No secret is in it. */
export async function webhookView(scope: CompanyScope, now = new Date()): Promise<WebhookView> {
  return scope.read(async (tx) => {
    const connection = await loadConnection(tx, scope);
    const endpoint = await loadEndpoint(tx, scope);
    const tallied = await talliedSince(tx, scope, new Date(now.getTime() - 86_400_000));
    const counted = (outcome: string) => tallied.find((one) => one.outcome === outcome)?.count ?? 0;
    const { VISTO_PUBLIC_URL: publicUrl, NEXTAUTH_URL: ownUrl } = env();
    return {
      isReachable: connection !== null && reachableBase({ publicUrl, ownUrl }, isLocalHolded(connection.baseUrl)) !== null,
      registered: endpoint && {
        url: endpoint.url,
        at: endpoint.registeredAt,
        events: endpoint.events.length,
        hasSecret: endpoint.secret !== null,
        oldSecretUntil: endpoint.previous && endpoint.previous.until > now ? endpoint.previous.until : null,
        acceptsUnsigned: endpoint.acceptsUnsigned,
        lastDeliveryAt: endpoint.lastDeliveryAt,
        isWorking: await webhooksWork(tx, scope, now),
      },
      lastDay: {
        taken: counted("taken"),
        repeated: counted("repeated"),
        ofNoUse: counted("of_no_use"),
        refused: tallied.flatMap(({ outcome, count, lastAt }) => {
          const reason = outcome.replace(/^refused\./, "");
          return outcome.startsWith("refused.") && isRefusal(reason) ? [{ reason, count, lastAt }] : [];
        }),
      },
      pendingHints: await countHints(tx, scope),
    };
  });
}
