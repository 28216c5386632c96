/**
 * Files as they arrived, by key. Never changed after they are written, so writing the same key twice with the same
 * bytes is harmless. Throws `StorageError` when the place cannot be used.
 */
export type BlobStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is no such file. */
  get(key: string): Promise<Uint8Array | null>;
};
