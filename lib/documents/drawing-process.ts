import type { Limits } from "@/lib/documents/limits";
import { showPicture } from "@/lib/documents/picture";
import { serveTasks } from "@/lib/documents/serve-tasks";

/** A page of a picture, counted from 1. */
export type DrawingTask = { readonly bytes: Uint8Array; readonly page: number; readonly maxSide: number; readonly limits: Limits };

serveTasks((task) => {
  const { bytes, ...options } = task as DrawingTask;
  return showPicture(bytes, options);
});
