-- What a bank's statement says of a movement beyond what Holded keeps of one, and what of it is spoken for already: a row for
-- each movement of an approved import. Equal rows of one account are counted by "nth".
CREATE TABLE "statement_movement" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  -- Treasury account in Holded.
  "account_id" TEXT NOT NULL,
  -- Of account, days, amount, codes, text and references; from 1 among equal ones.
  "fingerprint" TEXT NOT NULL,
  "nth" INTEGER NOT NULL,
  -- The import that it came with.
  "proposal_id" UUID NOT NULL,
  "value_date" DATE NOT NULL,
  "amount" NUMERIC(18,2) NOT NULL,
  -- Of the movement in Holded, once it was read back or found there.
  "holded_id" TEXT,
  -- StatementFacts of lib/holded/statement-facts.
  "facts" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "statement_movement_pkey" PRIMARY KEY ("company_id", "environment", "account_id", "fingerprint", "nth")
);
CREATE INDEX "statement_movement_holded_idx" ON "statement_movement"("company_id", "environment", "holded_id") WHERE "holded_id" IS NOT NULL;
CREATE INDEX "statement_movement_proposal_idx" ON "statement_movement"("company_id", "environment", "proposal_id");

-- What people said once about files of a kind: which account they belong to, and how a table is read.
CREATE TABLE "statement_source" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  -- IBAN or number of the account in the file, or the heading of a table.
  "source_key" TEXT NOT NULL,
  "account_id" TEXT,
  -- CsvMapping of lib/documents/statements/csv/mapping.
  "mapping" JSONB,
  "saved_by" UUID NOT NULL,
  "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "statement_source_pkey" PRIMARY KEY ("company_id", "environment", "source_key")
);

ALTER TABLE "statement_movement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "statement_movement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "statement_movement_scope" ON "statement_movement" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "statement_movement" TO visto_app;

ALTER TABLE "statement_source" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "statement_source" FORCE ROW LEVEL SECURITY;
CREATE POLICY "statement_source_scope" ON "statement_source" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "statement_source" TO visto_app;
