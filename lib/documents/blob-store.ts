import "server-only";
import { bucketStore } from "@/lib/documents/blob-bucket";
import { folderStore } from "@/lib/documents/blob-folder";
import { env, required } from "@/lib/platform/env";

/**
 * Files as they arrived, by key. Never changed after they are written, so writing the same key twice with the same
 * bytes is harmless. Throws `StorageError` when the place cannot be used.
 */
export type BlobStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is no such file. */
  get(key: string): Promise<Uint8Array | null>;
};

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
