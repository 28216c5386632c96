import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { isObjectId } from "../object-ids";
import { utcMoment } from "../moments";
import { page } from "../page";
import { unprocessable } from "../problem";
import { found } from "./found";
import { leads } from "./leads-model";
import { normalizeTag } from "./tags";

export type Stage = {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly description: string;
  /** Per cent. */
  readonly deal_probability: number;
  readonly rotting_days: number;
};
export type Funnel = {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly Stage[];
  readonly labels: readonly object[];
  readonly created_at: string;
  readonly updated_at: string;
};
/** The contract leaves the shape of `stages` open: objects like those that are read back, or names. */
type FunnelInput = { readonly name?: string | null; readonly stages?: unknown };

export const funnels: CollectionDefinition<Funnel> = { name: "funnels" };

/** What a funnel begins with when no stages are sent. Assumed. */
const usualStages = ["Nuevo", "En curso", "Propuesta enviada"];

export const funnelHandlers: Handlers = {
  "GET /funnels": (call) => {
    const reader = call.read.in(funnels);
    return ok(page(call, reader, { sorted: reader.all() }));
  },
  "POST /funnels": (call) => {
    const { name, stages } = bodyOf<FunnelInput>(call);
    const id = call.write.newId();
    const moment = utcMoment(call.now);
    const given = stagesFrom(call, stages, []) ?? stagesFrom(call, usualStages, []) ?? [];
    call.write.put(funnels, { id, name: name ?? "", stages: given, labels: [], created_at: moment, updated_at: moment });
    return created(id);
  },
  "GET /funnels/{funnelId}": (call) => ok(found(call.read, funnels, call.params["funnelId"])),
  "PUT /funnels/{funnelId}": (call) => {
    const old = found(call.write, funnels, call.params["funnelId"]);
    const { name, stages } = bodyOf<FunnelInput>(call);
    const kept = stagesFrom(call, stages, old.stages) ?? old.stages;
    refuseLosingStages(call, old, kept);
    call.write.put(funnels, { ...old, name: name ?? old.name, stages: kept, updated_at: utcMoment(call.now) });
    return ok({ id: old.id });
  },
  "DELETE /funnels/{funnelId}": (call) => {
    const funnel = found(call.write, funnels, call.params["funnelId"]);
    refuseLosingStages(call, funnel, []);
    call.write.remove(funnels, funnel.id);
    return noContent;
  },
};

/** Null when no list was sent. A stage with the id of an old one stays that stage. */
function stagesFrom(call: Call, input: unknown, old: readonly Stage[]): readonly Stage[] | null {
  if (!Array.isArray(input)) return null;
  return input.map((one: unknown): Stage => {
    const fields = typeof one === "string" ? { name: one } : one;
    if (fields === null || typeof fields !== "object") throw unprocessable("stages: must be objects or names");
    const text = (name: string): string | null => {
      const value: unknown = Reflect.get(fields, name);
      return typeof value === "string" ? value : null;
    };
    const count = (name: string): number | null => {
      const value: unknown = Reflect.get(fields, name);
      return Number.isInteger(value) ? Number(value) : null;
    };
    const before = old.find((stage) => stage.id === text("id"));
    const name = text("name") ?? before?.name;
    if (!name) throw unprocessable("stages: a stage needs a name");
    return {
      id: before?.id ?? call.write.newId(),
      name,
      key: text("key") ?? before?.key ?? normalizeTag(name),
      description: text("description") ?? before?.description ?? "",
      deal_probability: count("deal_probability") ?? before?.deal_probability ?? 0,
      rotting_days: count("rotting_days") ?? before?.rotting_days ?? 0,
    };
  });
}

/** A lead must not stand in a stage that is gone. Assumed. */
function refuseLosingStages(call: Call, funnel: Funnel, kept: readonly Stage[]): void {
  const left = new Set(kept.map((stage) => stage.id));
  const orphan = call.write
    .in(leads)
    .by("funnel_id", funnel.id)
    .some((lead) => isObjectId(lead.stage_id) && !left.has(lead.stage_id));
  if (orphan) throw unprocessable("stages: there are leads in a stage that would be removed");
}
