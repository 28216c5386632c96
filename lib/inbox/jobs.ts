import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment, type Kind } from "@/lib/review/model";

/**
 * Reads the file of a proposal. The reader has its own limits of time and memory; the retries are for a worker that
 * died on the way or a database that was away.
 */
export const readJob = defineJob({
  name: "document.read",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
  // Forty photographed pages at a minute each; a worker that dies is noticed long before by its silence.
  expireSeconds: 2700,
  concurrency: 2,
});

/** Takes the mail of a proposal apart: what may be an invoice in it becomes items of its own, each read by `readJob`. */
export const mailJob = defineJob({
  name: "mail.open",
  payload: readJob.payload,
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
  // Comparing what is in it ends after eight minutes, with the file that is being read then.
  expireSeconds: 3300,
  concurrency: 2,
});

/** Reads a bank's statement. */
export const statementJob = defineJob({
  name: "statement.read",
  payload: readJob.payload,
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
  expireSeconds: 300,
});

/** Drafts the quote that a request asks for. */
export const quoteJob = defineJob({
  name: "quote.draft",
  payload: readJob.payload,
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
  // A photographed order is recognised page by page; a pasted one takes a second.
  expireSeconds: 900,
});

/** The job that a newly received file waits for. */
export function firstJobOf(kind: Kind, mediaType: string): typeof readJob {
  if (kind === "statement") return statementJob;
  if (kind === "quote") return quoteJob;
  return mediaType === "message/rfc822" ? mailJob : readJob;
}
