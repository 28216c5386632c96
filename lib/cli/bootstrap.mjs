// Plain JavaScript on purpose: this runs before anything is installed, on whatever Node the newcomer has.
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
const oldest = [20, 19];
const neededMegabytes = 3000;

/** Ends the program with one sentence that names the cause and what to do. */
export function stopWith(sentence) {
  process.stderr.write(`\n  ${sentence}\n\n`);
  process.exit(1);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  stopWith(
    `Visto Bueno necesita Node ${oldest.join(".")} o posterior y aquí hay ${process.versions.node}: instale uno más nuevo y repita la orden.`,
  );
}

export function checkDisk(folder = root, megabytes = neededMegabytes) {
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes)
    stopWith(`Quedan ${free} MB libres en el disco de ${folder} y hacen falta ${megabytes}: libere espacio y repita la orden.`);
}

/** Installs exactly what the lock file says, once for each lock file. Install scripts are not needed and not run. */
export async function installOnce() {
  const lock = crypto
    .createHash("sha256")
    .update(fs.readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  const stamp = path.join(root, "node_modules/.visto-bueno-lock");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === lock) return false;
  checkDisk();
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const status = await run(command, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    NODE_ENV: "development",
  });
  if (status === null) stopWith("No se encuentra npm: instálelo (viene con Node) y repita la orden.");
  if (status !== 0) stopWith("No se han podido instalar las dependencias: npm ha dicho el motivo justo encima.");
  fs.writeFileSync(stamp, lock);
  return true;
}

/** Runs a program with our terminal; resolves to its exit code, or null when it does not exist. */
export function run(command, args, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...extra } });
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

export const bin = (name) => path.join(root, "node_modules/.bin", name);

/** The generated database client is not in the repository: it follows the schema. */
export function generateClient() {
  const schema = fs.readFileSync(path.join(root, "prisma/schema.prisma"));
  const wanted = crypto.createHash("sha256").update(schema).digest("hex");
  const stamp = path.join(root, "lib/platform/db/generated/.schema");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  const result = spawnSync(bin("prisma"), ["generate"], { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  if (result.status !== 0)
    stopWith(`No se ha podido generar el cliente de la base de datos: ${(result.stderr || result.stdout || String(result.error)).trim()}`);
  fs.writeFileSync(stamp, wanted);
}
