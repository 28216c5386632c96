-- What the matching said of a bank movement when it last looked, beside the proposal that people work on.
CREATE TABLE "matching" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "proposal_id" UUID NOT NULL,
  -- Id of the movement in Holded.
  "movement_id" TEXT NOT NULL,
  "account_id" TEXT NOT NULL,
  -- What of the movement was linked already when it was proposed: another proposal for the rest has another value.
  "reconciled" NUMERIC(18,2) NOT NULL,
  -- MatchingView of lib/agents/reconciliation/model.
  "view" JSONB NOT NULL,
  "engine_version" TEXT NOT NULL,
  -- Of what it looked at, as far as it concerns this movement.
  "fingerprint" TEXT NOT NULL,
  "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "matching_pkey" PRIMARY KEY ("company_id", "environment", "proposal_id")
);
CREATE INDEX "matching_movement_idx" ON "matching"("company_id", "environment", "movement_id");

-- The last look of a company and environment at all its movements.
CREATE TABLE "matching_look" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "engine_version" TEXT NOT NULL,
  -- Of everything that was looked at: the same again needs no look.
  "fingerprint" TEXT NOT NULL,
  "looked_at" TIMESTAMPTZ(3) NOT NULL,
  "ms" INTEGER NOT NULL,
  -- {movements, documents, proposed, changed, withdrawn}
  "counts" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "matching_look_pkey" PRIMARY KEY ("company_id", "environment")
);

-- A person looks for any open document by a part of its number or by whose it is: found in the index alone.
CREATE INDEX "mirror_object_counterpart_idx" ON "mirror_object"("company_id", "environment", "resource", "contact_id", "number_key", "holded_id")
  WHERE "pending" <> 0 AND "deleted_at" IS NULL;

ALTER TABLE "matching" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_scope" ON "matching" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching" TO visto_app;

ALTER TABLE "matching_look" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_look" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_look_scope" ON "matching_look" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_look" TO visto_app;
