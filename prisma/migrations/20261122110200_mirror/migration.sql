-- The local copy of all resources: what agents search by stands in columns, in any number in mirror_key.
ALTER TABLE "mirror_object"
  ADD COLUMN "status" TEXT,
  ADD COLUMN "parent_id" TEXT,
  ADD COLUMN "person_id" TEXT,
  ADD COLUMN "pending" DECIMAL(18,2),
  ADD COLUMN "due_date" DATE;

-- What is still open is little among much: unpaid documents, movements without their document.
CREATE INDEX "mirror_object_open_idx" ON "mirror_object"("company_id", "environment", "resource", "object_date")
  WHERE "pending" <> 0 AND "deleted_at" IS NULL;
CREATE INDEX "mirror_object_contact_idx" ON "mirror_object"("company_id", "environment", "resource", "contact_id", "object_date")
  WHERE "contact_id" IS NOT NULL;
CREATE INDEX "mirror_object_parent_idx" ON "mirror_object"("company_id", "environment", "resource", "parent_id", "object_date")
  WHERE "parent_id" IS NOT NULL;
CREATE INDEX "mirror_object_person_idx" ON "mirror_object"("company_id", "environment", "resource", "person_id", "object_date")
  WHERE "person_id" IS NOT NULL;
CREATE INDEX "mirror_object_date_idx" ON "mirror_object"("company_id", "environment", "resource", "object_date")
  WHERE "object_date" IS NOT NULL;
-- Names are searched by how they begin, whatever the collation of the database.
CREATE INDEX "mirror_object_name_start_idx" ON "mirror_object"("company_id", "environment", "resource", "folded_name" text_pattern_ops)
  WHERE "folded_name" IS NOT NULL;

-- E-mails, telephones and domains of contacts, codes of products and their variants, people of tasks.
CREATE TABLE "mirror_key" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "holded_id" TEXT NOT NULL,

    CONSTRAINT "mirror_key_pkey" PRIMARY KEY ("company_id","environment","resource","key","holded_id")
);
CREATE INDEX "mirror_key_object_idx" ON "mirror_key"("company_id", "environment", "resource", "holded_id");

ALTER TABLE "mirror_state"
  ADD COLUMN "looked_at" TIMESTAMPTZ(3),
  ADD COLUMN "repaired_at" TIMESTAMPTZ(3),
  ADD COLUMN "next_try" TIMESTAMPTZ(3),
  ADD COLUMN "claimed_by" TEXT,
  ADD COLUMN "claimed_until" TIMESTAMPTZ(3),
  ADD COLUMN "objects" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "list_order" TEXT,
  ADD COLUMN "tail_cursor" TEXT,
  ADD COLUMN "is_blind" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "unreadable" JSONB NOT NULL DEFAULT '[]';

-- Objects to read again soon: announced by a webhook, missed by a look, or named by another object.
CREATE TABLE "mirror_hint" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "holded_id" TEXT NOT NULL,
    "expects" TEXT NOT NULL,
    "hinted_at" TIMESTAMPTZ(3) NOT NULL,
    "first_hinted_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mirror_hint_pkey" PRIMARY KEY ("company_id","environment","resource","holded_id")
);
CREATE INDEX "mirror_hint_due_idx" ON "mirror_hint"("company_id", "environment", "due_at");

CREATE TABLE "webhook_endpoint" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "address_hash" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "holded_id" TEXT,
    "account_id" TEXT,
    "secret_cipher" BYTEA,
    "secret_key_version" INTEGER,
    "previous_cipher" BYTEA,
    "previous_key_version" INTEGER,
    "previous_until" TIMESTAMPTZ(3),
    "accepts_unsigned" BOOLEAN NOT NULL DEFAULT false,
    "events" JSONB NOT NULL DEFAULT '[]',
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_delivery_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("company_id","environment")
);

CREATE TABLE "webhook_delivery" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "object_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("company_id","environment","id")
);
CREATE INDEX "webhook_delivery_received_idx" ON "webhook_delivery"("company_id", "environment", "received_at");

-- What arrived, by hour and outcome: a flood of forged calls adds to a number, not to a table.
CREATE TABLE "webhook_tally" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_tally_pkey" PRIMARY KEY ("company_id","environment","hour","outcome")
);

ALTER TABLE "mirror_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mirror_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mirror_key_scope" ON "mirror_key" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_key" TO visto_app;

ALTER TABLE "mirror_hint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mirror_hint" FORCE ROW LEVEL SECURITY;
CREATE POLICY "mirror_hint_scope" ON "mirror_hint" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_hint" TO visto_app;

ALTER TABLE "webhook_endpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_endpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY "webhook_endpoint_scope" ON "webhook_endpoint" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_endpoint" TO visto_app;

ALTER TABLE "webhook_delivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_delivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY "webhook_delivery_scope" ON "webhook_delivery" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_delivery" TO visto_app;

ALTER TABLE "webhook_tally" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_tally" FORCE ROW LEVEL SECURITY;
CREATE POLICY "webhook_tally_scope" ON "webhook_tally" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_tally" TO visto_app;
