import "server-only";
import { z } from "zod";
import { confidence, evidence, reason } from "@/lib/kernel/evidence";
import { isRowId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { doubtView } from "@/lib/holded/outbox/doubt-view";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { part, proposedBy } from "@/lib/review/model";
import { documentOf, eventsOf, itemOf, queueRow, versionsOf, type EventRecord, type VersionRecord } from "@/lib/review/queries";
import { personRef, rowView } from "@/lib/review/row-view";
import type { ItemVersion, ItemView, TimelineEvent } from "@/lib/review/view";

/** Everything the review screen of one item needs. The payload is what its kind's schema stored. Refused: `access.not_found`. */
export function itemView(scope: CompanyScope, id: string): Promise<Result<ItemView<unknown>>> {
  if (!isRowId(id)) return Promise.resolve(refuse("access.not_found"));
  return scope.read(async (tx) => {
    const row = await queueRow(tx, scope, id);
    const item = row && (await itemOf(tx, scope, id));
    if (!row || !item) return refuse("access.not_found");
    const document = item.documentId === null ? null : await documentOf(tx, scope, item.documentId);
    return ok({
      ...rowView(row),
      payload: item.payload,
      reasons: z.array(reason).parse(item.reasons),
      evidence: z.array(evidence).parse(item.evidence),
      confidence: confidence.parse(item.confidence),
      proposedBy: proposedBy.nullable().parse(item.proposedBy) as ItemView<unknown>["proposedBy"],
      rejectReason: item.rejectReason,
      part: part.nullable().parse(item.part),
      doubt: row.state === "failed" ? await doubtView(tx, scope, id) : null,
      document: document && {
        id: document.id,
        fileName: document.fileName,
        mediaType: document.mediaType,
        byteSize: document.byteSize,
        pages: pages.parse(document.pages),
      },
      events: timeline(await eventsOf(tx, scope, id)),
      versions: (await versionsOf(tx, scope, id)).map(versionView),
    });
  });
}

const pages = z.array(z.object({ number: z.int(), width: z.number(), height: z.number() }));
const detail = z.record(z.string(), z.unknown());
const edit = z.object({ fields: z.array(z.string()).catch([]), version: z.int() });

/** The form saves by itself: what one person changed in one go is one line of the story. */
export function timeline(events: readonly EventRecord[]): readonly TimelineEvent[] {
  const story: TimelineEvent[] = [];
  for (const event of events) {
    const line = eventView(event);
    const last = story.at(-1);
    const isSameGo = last?.kind === "edited" && line.kind === "edited" && last.person?.id === line.person?.id;
    if (last && isSameGo) story.splice(-1, 1, merged(last, line));
    else story.push(line);
  }
  return story;
}

function merged(first: TimelineEvent, second: TimelineEvent): TimelineEvent {
  const [a, b] = [edit.parse(first.detail), edit.parse(second.detail)];
  return { ...second, detail: { version: b.version, fields: [...new Set([...a.fields, ...b.fields])] } };
}

function eventView({ id, kind, createdAt, personId, name, initials, detail: stored }: EventRecord): TimelineEvent {
  return { id: String(id), kind, at: createdAt.toISOString(), person: personRef(personId, name, initials), detail: detail.parse(stored) };
}

function versionView({ version, origin, createdAt, personId, name, initials, payload }: VersionRecord): ItemVersion<unknown> {
  return { version, origin, person: personRef(personId, name, initials), at: createdAt.toISOString(), payload };
}
