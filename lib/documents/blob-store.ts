import "server-only";
import { bucketStore } from "@/lib/documents/blob-bucket";
import { folderStore } from "@/lib/documents/blob-folder";
import type { BlobStore } from "@/lib/documents/blobs";
import { env, required } from "@/lib/platform/env";

/** The bucket where one is set, else the folder. */
export function blobStore(): BlobStore {
  if (!env().S3_ENDPOINT) return folderStore(required("BLOB_DIR"));
  return bucketStore({
    endpoint: required("S3_ENDPOINT"),
    bucket: required("S3_BUCKET"),
    region: env().S3_REGION,
    accessKeyId: required("S3_ACCESS_KEY_ID"),
    secretAccessKey: required("S3_SECRET_ACCESS_KEY"),
  });
}
