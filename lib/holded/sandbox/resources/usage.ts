import { ok, type Call, type Handlers } from "../handler";
import { notFound } from "../problem";
import { plans, planWindows } from "../switches";

const type = "automation_token";

export const usageHandlers: Handlers = {
  "GET /usage": (call) => ok(usage(call)),
  "GET /usage/{type}": (call) => {
    if (call.params["type"] !== type) throw notFound();
    return ok(usage(call));
  },
};

function usage(call: Call): unknown {
  const { period, total, byKey } = call.account.quota.month;
  const next = plans[plans.indexOf(call.switches.plan) + 1];
  return {
    type,
    period,
    usage: total,
    limit: call.switches.windows.month ?? planWindows[call.switches.plan].month,
    count: 1,
    secondary_usages: byKey,
    user_usages: {},
    next_plan: next ?? null,
    next_limit: next ? planWindows[next].month : null,
  };
}
