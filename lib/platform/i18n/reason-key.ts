/** "sum.mismatch" → "sum__mismatch": a dot would be read as a level, and one code may begin another. */
export function reasonKey(code: string): string {
  return code.replaceAll(".", "__");
}
