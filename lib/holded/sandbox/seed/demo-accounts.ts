import { estudio } from "./estudio/estudio";
import { ferreteria } from "./ferreteria/ferreteria";
import type { SeedAccount } from "./seed-account";

/** The two companies that a new local Holded starts with. */
export const demoAccounts: readonly SeedAccount[] = [ferreteria, estudio];
