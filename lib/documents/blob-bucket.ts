import "server-only";
import { AwsClient } from "aws4fetch";
import type { BlobStore } from "@/lib/documents/blobs";
import { assertBlobKey, StorageError, type StorageTrouble } from "@/lib/documents/storage-error";
import { sha256 } from "@/lib/kernel/hash";

export type Bucket = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Wait before the second attempt; it doubles from there. */
  readonly firstRetryMs?: number;
};

const attempts = 4;
const timeoutMs = 30_000;

/** Any server that speaks S3, addressed by path. Requests may be repeated: a key always holds the same bytes. */
export function bucketStore({ endpoint, bucket, region, accessKeyId, secretAccessKey, firstRetryMs = 200 }: Bucket): BlobStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  const address = (key: string) => {
    assertBlobKey(key);
    return `${endpoint.replace(/\/+$/u, "")}/${encodeURIComponent(bucket)}/${key}`;
  };

  async function call(key: string, request: RequestInit): Promise<Response> {
    const url = address(key);
    for (let attempt = 1; ; attempt++) {
      const answer = await once(() => client.fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) }));
      const again = answer instanceof StorageError || answer.status === 429 || (answer.status >= 500 && answer.status !== 507);
      if (!again || attempt === attempts) {
        if (answer instanceof StorageError) throw answer;
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, firstRetryMs * 2 ** (attempt - 1)));
    }
  }

  return {
    async put(key, bytes) {
      const headers = { "content-type": "application/octet-stream", "x-amz-content-sha256": sha256(bytes) };
      const answer = await call(key, { method: "PUT", headers, body: new Uint8Array(bytes) });
      if (!answer.ok) throw new StorageError(troubleOf(answer.status));
    },
    async get(key) {
      const answer = await call(key, { method: "GET" });
      if (answer.status === 404) return null;
      if (!answer.ok) throw new StorageError(troubleOf(answer.status));
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

async function once(send: () => Promise<Response>): Promise<Response | StorageError> {
  try {
    return await send();
  } catch (error) {
    return new StorageError("unreachable", error); // fetch rejects only when no answer came.
  }
}

function troubleOf(status: number): StorageTrouble {
  if (status === 507) return "full";
  if (status === 401 || status === 403) return "refused";
  return status >= 500 || status === 429 ? "unreachable" : "failed";
}
