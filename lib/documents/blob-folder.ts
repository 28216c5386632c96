import "server-only";
import { randomUUID } from "node:crypto";
import fs, { type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { BlobStore } from "@/lib/documents/blobs";
import { assertBlobKey, StorageError, type StorageTrouble } from "@/lib/documents/storage-error";

type Disk = { readonly open: (file: string, flags: string, mode: number) => Promise<FileHandle> };

/**
 * Files in a folder that only our account may read. A file appears whole or not at all, and has reached the disk when
 * `put` returns. The folder may be shared by several machines.
 */
export function folderStore(root: string, disk: Disk = fs): BlobStore {
  const place = (key: string) => {
    assertBlobKey(key);
    return path.join(root, ...key.split("/"));
  };
  return {
    async put(key, bytes) {
      const file = place(key);
      try {
        await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeWhole(disk, file, bytes);
      } catch (error) {
        throw troubleOf(error);
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await fs.readFile(place(key)));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return null;
        throw troubleOf(error);
      }
    },
  };
}

async function writeWhole(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    const handle = await disk.open(unfinished, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(unfinished, file);
  } catch (error) {
    await fs.rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** The name of a file survives a power cut only when its folder was written too. Windows cannot do that, and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const troubles: Readonly<Record<string, StorageTrouble>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EACCES: "refused",
  EPERM: "refused",
  EROFS: "refused",
};

function troubleOf(error: unknown): unknown {
  const code = codeOf(error);
  return code === undefined ? error : new StorageError(troubles[code] ?? "failed", error);
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
