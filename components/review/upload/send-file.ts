import { unreachable, type Answer } from "@/components/review/answers";
import { apiPath, type Place } from "@/components/review/place";
import { failureFromText } from "@/components/review/review-api";
import type { Received, SendFile } from "@/components/review/upload/upload-queue";

/** Where files go in: papers of any kind, statements of a bank, or requests of customers. */
export type UploadDoor = "documents" | "statements" | "quotes";

/** One request per file; XMLHttpRequest, because fetch tells nothing about the way up. */
export function fileSender(place: Place, door: UploadDoor = "documents", source: "upload" | "camera" = "upload"): SendFile {
  return (file, onProgress) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", apiPath(place, door));
      request.setRequestHeader("content-type", file.type === "" ? "application/octet-stream" : file.type);
      request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
      request.setRequestHeader("x-file-source", source);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      };
      request.onload = () => resolve(answerOf(request));
      request.onerror = () => resolve({ ok: false, error: unreachable });
      request.send(file);
    });
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer<Received> {
  if (status < 200 || status > 299) return { ok: false, error: failureFromText(responseText) };
  const { proposalId } = JSON.parse(responseText) as Received;
  return { ok: true, value: { proposalId } };
}
