import type { Handlers } from "../handler";
import { accountingHandlers } from "./accounting";
import { contactHandlers } from "./contacts";
import { bankMovementHandlers } from "./bank-movements";
import { catalogueHandlers } from "./catalogue";
import { documentHandlers } from "./documents-handlers";
import { specialDocumentHandlers } from "./documents-special";
import { inboxHandlers } from "./inbox";
import { numberingSeriesHandlers } from "./numbering-series";
import { paymentHandlers } from "./payments";
import { productHandlers } from "./products";
import { reconcileHandlers } from "./reconcile";
import { tagHandlers } from "./tags";
import { taxHandlers } from "./taxes";
import { treasuryHandlers } from "./treasury";
import { warehouseHandlers } from "./warehouses";
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
  ...bankMovementHandlers,
  ...catalogueHandlers,
  ...contactHandlers,
  ...documentHandlers,
  ...specialDocumentHandlers,
  ...inboxHandlers,
  ...numberingSeriesHandlers,
  ...paymentHandlers,
  ...productHandlers,
  ...reconcileHandlers,
  ...tagHandlers,
  ...taxHandlers,
  ...treasuryHandlers,
  ...warehouseHandlers,
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
