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
};
