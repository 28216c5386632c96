// `npm run build`: the production build on a machine where `npm ci` has run. The console is started with `npm run serve`.
import { checkNode, generateClient, root, run } from "./bootstrap.mjs";

checkNode();
generateClient();
process.exit(
  (await run(process.execPath, [`${root}/node_modules/next/dist/bin/next`, "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  })) ?? 1,
);
