import { readFileSync, writeFileSync } from "node:fs";
import { pageImage } from "@/lib/documents/page-image";

const dotsPerInch = 200;

// The first page of a PDF as a picture: `draw-scan.ts PDF PNG`.
const [from = "", to = ""] = process.argv.slice(2);
const picture = await pageImage(new Uint8Array(readFileSync(from)), 1, dotsPerInch);
if (!picture) throw new Error(`${from} cannot be drawn`);
writeFileSync(to, picture);
