import { expect, it } from "vitest";
import { controlCommands } from "./control-http";
import { faultKinds } from "./faults";
import { helpText } from "./help";
import { defaultSwitches } from "./switches";
import { defaultWebhookSwitches } from "./webhooks/webhook-switches";

/** Switches that the help names by the option which sets them. */
const optionOf: Readonly<Record<string, string>> = {
  number_format: "--number-format",
  invalid_token_status: "--invalid-token",
  purchase_put: "--purchase-put",
  doc_date_filter: "--date-filter",
  locked_until: "--locked-until",
  read_lag_ms: "--read-lag",
  plan: "--plan",
};

it("the help names every switch, every fault and every command", () => {
  const help = helpText();
  const wanted = [
    ...Object.keys(defaultSwitches).map((name) => optionOf[name] ?? name),
    ...Object.keys(defaultWebhookSwitches).map((name) => `"${name}"`),
    ...Object.keys(faultKinds),
    ...controlCommands.map((command) => `hs ${command.split(" ")[1] ?? ""}`),
  ];
  expect(wanted.filter((one) => !help.replaceAll("hs '", "hs ").includes(one))).toEqual([]);
});

it("the help fits a terminal of 120 columns", () => {
  expect(
    helpText()
      .split("\n")
      .filter((line) => line.length > 120),
  ).toEqual([]);
});
