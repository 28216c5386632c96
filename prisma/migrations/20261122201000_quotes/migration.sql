-- How a request for a quote arrived, where the file itself does not say it.
CREATE TABLE "quote_request" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "proposal_id" UUID NOT NULL,
  -- email | whatsapp | call | file
  "channel" TEXT NOT NULL,
  "sender" TEXT,
  "subject" TEXT,
  "received_on" DATE NOT NULL,
  -- Of the words alone, so that the same request is known again in another file or channel; null until it was read.
  "text_key" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "quote_request_pkey" PRIMARY KEY ("company_id", "environment", "proposal_id")
);
CREATE INDEX "quote_request_text_idx" ON "quote_request"("company_id", "environment", "text_key") WHERE "text_key" IS NOT NULL;

-- What a customer's prices are made of beyond what Holded gives: imported from a table or learned. One row for each fact.
CREATE TABLE "quote_condition" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  -- price_list | discount | category_discount | agreed_price | reference | quantity_break
  "kind" TEXT NOT NULL,
  -- Holded id of the contact; empty: everybody (quantity breaks).
  "contact_id" TEXT NOT NULL DEFAULT '',
  -- Category, key of the item, the customer's own part number; empty where there is none.
  "subject" TEXT NOT NULL DEFAULT '',
  -- Of a quantity break: from this quantity on.
  "from_quantity" NUMERIC(18,4) NOT NULL DEFAULT 0,
  -- Holded id of the price list, per cent, net price, key of the item.
  "value" TEXT NOT NULL,
  "saved_by" UUID NOT NULL,
  "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "quote_condition_pkey" PRIMARY KEY ("company_id", "environment", "id")
);
CREATE UNIQUE INDEX "quote_condition_fact_idx"
  ON "quote_condition"("company_id", "environment", "kind", "contact_id", "subject", "from_quantity");

-- Words that people taught: said by this customer, or by anybody, they mean this item.
CREATE TABLE "quote_alias" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  -- Holded id of the contact; empty: everybody.
  "contact_id" TEXT NOT NULL DEFAULT '',
  -- As they were said, and folded to be compared.
  "words" TEXT NOT NULL,
  "words_key" TEXT NOT NULL,
  "item_key" TEXT NOT NULL,
  -- The quote in which somebody put this item in place of another.
  "proposal_id" UUID,
  "taught_by" UUID,
  "taught_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "quote_alias_pkey" PRIMARY KEY ("company_id", "environment", "id")
);
CREATE UNIQUE INDEX "quote_alias_words_idx" ON "quote_alias"("company_id", "environment", "contact_id", "words_key");

-- How tables of conditions with this heading are read.
CREATE TABLE "quote_table" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "heading_key" TEXT NOT NULL,
  "mapping" JSONB NOT NULL,
  "saved_by" UUID NOT NULL,
  "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "quote_table_pkey" PRIMARY KEY ("company_id", "environment", "heading_key")
);

-- What Holded says has become of an estimate that a quote was written to, as it was last told.
CREATE TABLE "quote_outcome" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  -- Holded id.
  "estimate_id" TEXT NOT NULL,
  -- The newest quote that was written to it.
  "proposal_id" UUID NOT NULL,
  -- open | accepted | rejected | converted | gone
  "status" TEXT NOT NULL,
  "invoice_id" TEXT,
  "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "quote_outcome_pkey" PRIMARY KEY ("company_id", "environment", "estimate_id")
);
CREATE INDEX "quote_outcome_proposal_idx" ON "quote_outcome"("company_id", "environment", "proposal_id");

ALTER TABLE "quote_request" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quote_request" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quote_request_scope" ON "quote_request" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quote_request" TO visto_app;

ALTER TABLE "quote_condition" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quote_condition" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quote_condition_scope" ON "quote_condition" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quote_condition" TO visto_app;

ALTER TABLE "quote_alias" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quote_alias" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quote_alias_scope" ON "quote_alias" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quote_alias" TO visto_app;

ALTER TABLE "quote_table" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quote_table" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quote_table_scope" ON "quote_table" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quote_table" TO visto_app;

ALTER TABLE "quote_outcome" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quote_outcome" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quote_outcome_scope" ON "quote_outcome" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quote_outcome" TO visto_app;
