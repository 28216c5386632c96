/**
 * What recognition makes of print, mended where print cannot have been so: ornaments glued to a word, the sign of
 * "número", the letters of the usual tax words, and a rate or a number sign glued to its word. Values are never touched here. Gives the
 * parts of the word with their share of its width, from 0 to 1.
 */
export function mendRecognised(text: string): readonly Part[] {
  const begun = text.replace(/^[—_|¦~“”„«»]+(?=[\p{L}\p{N}#])/u, "");
  // Before the end is bared: what is taken for ornaments there may be the raised o of "Nº".
  const [, title, sign] = /^(factura|fra\.?|albarán|pedido|presupuesto|abono)(n[*”“"'?°º]{1,2}[:.]?)$/iu.exec(begun) ?? [];
  if (title && sign) return inTwo(title, sign);
  const bare = mendLabel(begun).replace(/(?<=[\p{L}\p{N}.:])[—_|¦~“”„«»]+$/u, "");
  const [, word, rate] = /^(\p{L}[\p{L}.1|]{1,7}?)(\d{1,2}(?:[.,]\d{1,2})?%)$/u.exec(bare) ?? [];
  if (word && rate && taxWords.has(letters(mendLabel(word)))) return inTwo(word, rate);
  return [{ text: mendLabel(bare), from: 0, to: 1 }];
}

type Part = { readonly text: string; readonly from: number; readonly to: number };

function inTwo(first: string, second: string): readonly Part[] {
  const share = first.length / (first.length + second.length);
  return [
    { text: mendLabel(first), from: 0, to: share },
    { text: mendLabel(second), from: share, to: 1 },
  ];
}

const letters = (text: string): string => text.toUpperCase().replace(/[^\p{L}]/gu, "");
const taxWords = new Set(["IVA", "IRPF", "IGIC", "IPSI"]);

const labels: readonly (readonly [RegExp, string])[] = [
  [/^([Nn])[*”“"'?°]{1,2}(?=[:.]?$)/u, "$1º"],
  [/^([NC])\.[LI1l|]\.?F\b\.?/u, "$1.I.F."],
  [/^[LI1l|]\.?V\.A\b\.?/u, "I.V.A."],
  [/^[LI1l|]\.?R\.P\.F\b\.?/u, "I.R.P.F."],
];

function mendLabel(word: string): string {
  return labels.reduce((sofar, [misread, print]) => sofar.replace(misread, print), word);
}
