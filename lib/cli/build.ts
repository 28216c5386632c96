import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { spawn } from "node:child_process";

const watched = ["app", "components", "lib", "public", "next.config.ts", "postcss.config.mjs", "package-lock.json", "tsconfig.json"];

/** Builds the console when its sources changed since the last build. Returns whether it had to. */
export async function buildOnce(root: string, logFile: string): Promise<boolean> {
  const wanted = digest(root);
  const stamp = path.join(root, ".next/visto-bueno-build");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return false;
  const log = fs.openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: root,
    stdio: ["ignore", log, log],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  fs.closeSync(log);
  if (code !== 0) throw new Error(`next build terminó con ${code}: vea ${logFile}`);
  fs.writeFileSync(stamp, wanted);
  return true;
}

function digest(root: string): string {
  const hash = createHash("sha256");
  const visit = (file: string) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name));
      return;
    }
    if (/\.test\.tsx?$/.test(file)) return;
    hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file));
  };
  for (const name of watched) visit(path.join(root, name));
  return hash.digest("hex");
}
