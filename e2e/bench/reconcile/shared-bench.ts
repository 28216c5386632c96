import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The parts of the benchmark's data that views and measures touch; the rest passes through as it is. */
export type BenchMovement = {
  readonly id: string;
  readonly accountId: string;
  readonly bank: string;
  readonly bookingDate: string;
  readonly valueDate: string;
  readonly amount: number;
  readonly concept: string;
  readonly details: readonly string[];
  readonly status: "pending" | "reconciled";
  readonly reconciledWith: readonly BenchAllocation[] | null;
};
export type BenchAllocation = { readonly documentId: string; readonly amount: number };
export type BenchDocument = {
  readonly id: string;
  readonly contactId: string;
  readonly number: string | null;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly total: number;
  readonly open: number;
  readonly remittanceId: string | null;
  readonly terminalId: string | null;
};
export type BenchContact = { readonly id: string; readonly legalName: string };
export type BenchContext = {
  readonly closedThrough: string;
  readonly accounts: readonly { readonly id: string; readonly bank: string }[];
  readonly terminals: readonly { readonly id: string; readonly accountId: string }[];
  readonly remittances: readonly { readonly id: string; readonly documentIds: readonly string[] }[];
  readonly pspPayouts: readonly { readonly id: string; readonly documentIds: readonly string[] }[];
  /** Currency → day → units per euro. */
  readonly fxRates: Readonly<Record<string, Readonly<Record<string, number>>>>;
};
export type BenchTruth = {
  readonly caseType: string;
  readonly expect: "clear" | "either" | "suggest" | "none" | "forbidden";
  readonly reason: string;
  readonly variant: string | null;
  readonly matches: readonly BenchAllocation[];
};
export type BenchLedger = {
  readonly movements: readonly BenchMovement[];
  readonly documents: readonly BenchDocument[];
  readonly contacts: readonly BenchContact[];
  readonly context: BenchContext;
  readonly truth: { readonly movements: Readonly<Record<string, BenchTruth>> };
};
export type BenchProposal = {
  readonly movementId: string;
  readonly status: "clear" | "suggested" | "none";
  readonly matches: readonly BenchAllocation[];
  readonly alternatives?: readonly { readonly matches: readonly BenchAllocation[] }[];
  readonly probability?: number;
};

export type BenchProfile = { readonly name: string; readonly plugins: readonly string[]; movements: number; openDocuments: number };

/** What the shared scorer answers, as far as it is printed here. */
export type BenchScore = {
  readonly clear: {
    readonly total: number;
    readonly correct: number;
    readonly wrong: number;
    readonly wrongByCase: Readonly<Record<string, number>>;
  };
  readonly decidable: { readonly total: number; readonly cleared: number };
  readonly ambiguous: { readonly total: number; readonly cleared: number };
  readonly noDocument: { readonly total: number; readonly cleared: number };
  readonly suggested: { readonly withTruth: number; readonly top1: number; readonly top3: number };
  readonly forbidden: { readonly total: number };
  readonly overAllocated: { readonly documents: number };
  readonly calibration: {
    readonly n: number;
    readonly brier: number;
    readonly bins: readonly { readonly n: number; readonly meanProbability: number | null; readonly observed: number | null }[];
  } | null;
  readonly problems: readonly string[];
};

type Generator = {
  readonly loadProfile: (file: string) => BenchProfile;
  readonly generate: (profile: BenchProfile, seed: string) => Promise<unknown>;
  readonly exportAll: (made: unknown, profile: BenchProfile, seed: string) => BenchLedger;
};
type Scorer = {
  readonly score: (given: Omit<BenchLedger, "contacts" | "context"> & { readonly proposals: readonly BenchProposal[] }) => BenchScore;
};
type Banks = { readonly BANKS: Readonly<Record<string, { readonly after?: (line: string, isFirst: boolean) => string }>> };

const folder = path.resolve("../shared/bench/reconcile");

export const isBenchPresent = (): boolean => existsSync(path.join(folder, "generate.mjs"));
export const publicProfile = (name: string): string => path.join(folder, "profiles", `${name}.json`);

const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(path.join(folder, file)).href)) as T;
export const loadGenerator = (): Promise<Generator> => load<Generator>("generate.mjs");
export const loadScorer = (): Promise<Scorer> => load<Scorer>("score.mjs");
export const loadBanks = (): Promise<Banks> => load<Banks>("lib/banks.mjs");
