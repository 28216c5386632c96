import type { Limits } from "@/lib/documents/limits";
import { recognisePdfPage, recognisePicture } from "@/lib/documents/recognise-file";
import { serveTasks } from "@/lib/documents/serve-tasks";

/** A page of a PDF or of a picture, counted from 1. */
export type RecognisingTask = {
  readonly bytes: Uint8Array;
  readonly kind: "pdf" | "picture";
  readonly page: number;
  readonly limits: Limits;
};

serveTasks((task) => {
  const { bytes, kind, page, limits } = task as RecognisingTask;
  return kind === "pdf" ? recognisePdfPage(bytes, page) : recognisePicture(bytes, page, limits);
});
