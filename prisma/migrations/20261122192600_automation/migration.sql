-- Kinds of match that a company lets go without a person. A kind without a row waits for people.
CREATE TABLE "matching_rule" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  -- HypothesisKind of lib/agents/reconciliation/engine/model.
  "kind" TEXT NOT NULL,
  "is_on" BOOLEAN NOT NULL,
  -- Of a hundred, how many go to a person all the same.
  "sample_percent" INTEGER NOT NULL DEFAULT 5,
  -- person | errors
  "changed_because" TEXT NOT NULL,
  -- Who changed it last; who switched it on is kept when errors switch it off.
  "changed_by" UUID,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  -- Only what happened since then counts towards its errors.
  "counted_since" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "matching_rule_pkey" PRIMARY KEY ("company_id", "environment", "kind")
);

-- What the matching would have done by itself over the past: the last trial of a company and environment.
CREATE TABLE "matching_trial" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "asked_by" UUID,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  -- Null while it runs.
  "ran_at" TIMESTAMPTZ(3),
  "ms" INTEGER,
  "engine_version" TEXT,
  -- Trial of lib/agents/reconciliation/automation/trial.
  "result" JSONB,
  CONSTRAINT "matching_trial_pkey" PRIMARY KEY ("company_id", "environment")
);

-- What a rule did with a proposal: approved it, or left it to a person as a sample.
CREATE TABLE "matching_automatic" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "proposal_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  -- approved | sample
  "what" TEXT NOT NULL,
  -- Hash of the payload that the rule saw: another one is what a person made of it.
  "payload_hash" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  -- A person says that it was wrong, after it was written.
  "reported_at" TIMESTAMPTZ(3),
  "reported_by" UUID,
  CONSTRAINT "matching_automatic_pkey" PRIMARY KEY ("company_id", "environment", "proposal_id")
);
CREATE INDEX "matching_automatic_kind_idx" ON "matching_automatic"("company_id", "environment", "kind", "at");

ALTER TABLE "matching_rule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_rule" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_rule_scope" ON "matching_rule" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_rule" TO visto_app;

ALTER TABLE "matching_trial" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_trial" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_trial_scope" ON "matching_trial" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_trial" TO visto_app;

ALTER TABLE "matching_automatic" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_automatic" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_automatic_scope" ON "matching_automatic" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_automatic" TO visto_app;
