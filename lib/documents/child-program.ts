import "server-only";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const programs = new Map<string, string>();

/**
 * The program of an isolated process as plain JavaScript in one piece; packages stay where they are. Compiled once:
 * a child that brought the loader along would keep two hundred megabytes for it, and start later.
 */
export function childProgram(script: string): string {
  const known = programs.get(script);
  if (known !== undefined) return known;
  const [built] = bundler().buildSync({
    absWorkingDir: root,
    entryPoints: [script],
    alias: { "@": root },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    conditions: ["react-server"],
    logLevel: "silent",
  }).outputFiles;
  if (!built) throw new Error(`nothing was compiled of ${script}`);
  programs.set(script, built.text);
  return built.text;
}

type Bundler = { buildSync(options: Readonly<Record<string, unknown>>): { readonly outputFiles: readonly { readonly text: string }[] } };

/** The one that the loader of this program works with. */
function bundler(): Bundler {
  const ofLoader = createRequire(createRequire(import.meta.url).resolve("tsx"));
  return ofLoader("esbuild") as Bundler;
}
