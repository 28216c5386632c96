import type { Box } from "@/lib/kernel/evidence";

export type Placed = { readonly page: number; readonly row: number; readonly box: Box; readonly text: string };
