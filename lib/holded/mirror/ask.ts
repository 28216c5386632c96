import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** A person wants news of one resource, or of all: read at once, before what is planned. Refused: `holded.not_connected`. */
export function refreshMirror(scope: CompanyScope, actor: Actor, resource: MirrorResource | null): Promise<Result<null>> {
  return scope.write(async (tx) => {
    if (!(await loadConnection(tx, scope))) return refuse("holded.not_connected");
    await enqueueSync(tx, scope, "person", resource === null ? undefined : [resource]);
    await audit(tx, scope, actor, "mirror.refresh_asked", `connection:${scope.environment}`, resource === null ? {} : { resource });
    return ok(null);
  });
}
