import type { Result } from "@/lib/kernel/result";
import type { HoldedClient } from "@/lib/holded/client";
import type { Page, Upload } from "@/lib/holded/endpoint";
import type { documentsAt } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

type ListQuery = { readonly contact_id?: string; readonly start_date?: string; readonly end_date?: string; readonly cursor?: string };

/** The calls of one kind of documents. */
export type DocumentCalls = {
  readonly get: (client: HoldedClient, id: string) => Promise<Result<HoldedDocument>>;
  readonly list: (client: HoldedClient, query: ListQuery) => Promise<Result<Page<HoldedDocument>>>;
  readonly attach: (client: HoldedClient, id: string, file: Upload) => Promise<Result<{ readonly id: string }>>;
  readonly attachments: (client: HoldedClient, id: string, cursor: string | undefined) => Promise<Result<Page<{ readonly id: string }>>>;
};

type Endpoints = Pick<ReturnType<typeof documentsAt<string>>, "get" | "list" | "attach" | "attachments">;

/** The same steps for every kind: what differs is the address. */
export function documentCalls({ get, list, attach, attachments }: Endpoints): DocumentCalls {
  return {
    get: (client, id) => client.call(get, { params: { id } }),
    list: (client, query) => client.call(list, { query }),
    attach: (client, id, body) => client.call(attach, { params: { id }, body }),
    attachments: (client, id, cursor) => client.call(attachments, { params: { id }, query: cursor === undefined ? {} : { cursor } }),
  };
}
