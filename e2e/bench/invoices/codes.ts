import sharp, { type Sharp } from "sharp";
import { codesInPicture } from "@/lib/documents/codes";
import { toGray } from "@/lib/documents/picture";
import { fiscalAddress, pageWithCode } from "@/lib/testing/codes";
import { judgeGoals, optionOf, percent, quantile, say, type Goal, type Outcome } from "./report";

type Take = (page: Sharp, chance: () => number) => Sharp;

/** What happens to a page on its way into a picture; `chance` gives 0..1. */
const ways: Readonly<Record<string, Take>> = {
  recta: (page) => page,
  "girada 0–360°": (page, chance) => page.rotate(chance() * 360, { background: "#666" }),
  sesgada: (page, chance) => page.affine([1, (chance() - 0.5) * 0.35, (chance() - 0.5) * 0.35, 1], { background: "#555" }),
  "poco contraste": (page, chance) => page.linear(0.22 + chance() * 0.2, 90 + chance() * 60),
  desenfocada: (page, chance) => page.blur(1.2 + chance() * 1.2),
  "pequeña 18–24 mm": (page) => page,
};
const leastRead = 0.9;

/** Share of Veri*Factu codes read in generated pictures of pages, by what was done to the picture. */
export async function measureCodes(args: readonly string[]): Promise<Outcome> {
  const pictures = optionOf(args, "--pictures", 20);
  const chance = chanceFrom(4711);
  const goals: Goal[] = [];
  const times: number[] = [];
  for (const [name, take] of Object.entries(ways)) {
    let read = 0;
    for (let n = 0; n < pictures; n++) {
      const address = fiscalAddress(`F-${Math.floor(chance() * 99_999)}`);
      const millimetres = name.startsWith("pequeña") ? 18 + chance() * 6 : 30 + chance() * 10;
      const picture = take(sharp(await pageWithCode(address, millimetres)), chance).jpeg({ quality: 60 + Math.floor(chance() * 30) });
      const gray = await toGray(sharp(await picture.toBuffer()));
      const started = performance.now();
      const codes = await codesInPicture(gray);
      times.push(performance.now() - started);
      if (codes.some(({ text }) => text === address)) read++;
    }
    goals.push({ name: `QR ${name}`, value: read / pictures, shown: percent([read, pictures]), goal: leastRead, direction: "at least" });
  }
  say(`${pictures} fotos de cada clase, A4 a 200 ppp; ${Math.round(quantile(times, 0.5) ?? 0)} ms por foto (mediana)`);
  return judgeGoals(goals, (goal) => `${100 * goal} %`);
}

/** The same sequence in every run. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
