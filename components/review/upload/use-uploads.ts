"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import type { Place } from "@/components/review/place";
import { fileSender, type UploadDoor } from "@/components/review/upload/send-file";
import { uploadQueue, type UploadEntry, type UploadQueue } from "@/components/review/upload/upload-queue";
import { refreshQueue } from "@/components/review/use-queue";

/** The files on their way from this page. They go on while items are opened and closed. */
export function useUploads(
  place: Place,
  door: UploadDoor = "documents",
): { readonly entries: readonly UploadEntry[]; readonly queue: UploadQueue } {
  const client = useQueryClient();
  const [queue] = useState(() => uploadQueue({ send: fileSender(place, door), onReceived: () => void refreshQueue(client, place) }));
  return { entries: useSyncExternalStore(queue.subscribe, queue.get, () => none), queue };
}

const none: readonly UploadEntry[] = [];
