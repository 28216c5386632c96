export type StorageTrouble = "full" | "unreachable" | "refused" | "failed";

const sentences: Readonly<Record<StorageTrouble, string>> = {
  full: "The place for files is full.",
  unreachable: "The place for files does not answer.",
  refused: "The place for files refuses the access.",
  failed: "The place for files could not do it.",
};

/** The one way in which keeping a file fails. The message is one sentence without addresses or keys. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly trouble: StorageTrouble;

  constructor(trouble: StorageTrouble, cause?: unknown) {
    super(sentences[trouble], { cause });
    this.trouble = trouble;
  }
}

const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/u;

/** Keys are made by us; one that could leave its place is a bug or an attack, and is not used. */
export function assertBlobKey(key: string): void {
  const parts = key.split("/");
  if (parts.length > 8 || !parts.every((part) => segment.test(part))) throw new Error("not a blob key");
}
