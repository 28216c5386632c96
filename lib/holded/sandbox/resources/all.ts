import type { Handlers } from "../handler";
import { accountingHandlers } from "./accounting";
import { contactHandlers } from "./contacts";
import { purchaseHandlers } from "./purchases";
import { attachmentHandlers } from "./attachments";
import { paymentHandlers } from "./payments";
import { tagHandlers } from "./tags";
import { taxHandlers } from "./taxes";
import { treasuryHandlers } from "./treasury";
import { usageHandlers } from "./usage";
import { contactGroupHandlers } from "./contact-groups";
import { employeeTimeHandlers } from "./employee-times";
import { employeeHandlers } from "./employees";
import { eventHandlers } from "./events";
import { funnelHandlers } from "./funnels";
import { leadHandlers } from "./leads";
import { projectTimeHandlers } from "./project-times";
import { projectHandlers } from "./projects";
import { taskHandlers } from "./tasks";
import { webhookHandlers } from "./webhooks";

/** Everything that is served. Another resource is one more file here and its paths in the OpenAPI file. */
export const handlers: Handlers = {
  ...accountingHandlers,
  ...attachmentHandlers,
  ...contactHandlers,
  ...paymentHandlers,
  ...purchaseHandlers,
  ...tagHandlers,
  ...taxHandlers,
  ...treasuryHandlers,
  ...usageHandlers,
  ...contactGroupHandlers,
  ...employeeTimeHandlers,
  ...employeeHandlers,
  ...eventHandlers,
  ...funnelHandlers,
  ...leadHandlers,
  ...projectTimeHandlers,
  ...projectHandlers,
  ...taskHandlers,
  ...webhookHandlers,
};
