-- What a company knows of a supplier because people approved it. Nobody else's supplier, company or environment sees it.
CREATE TABLE "supplier_profile" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  -- tax:<normalised tax id>, or contact:<id in Holded> where no tax id is known.
  "key" TEXT NOT NULL,
  "tax_id" TEXT,
  "contact_id" TEXT,
  "name" TEXT NOT NULL,
  -- What a person set by hand: goes before everything learned.
  "by_hand" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "supplier_profile_pkey" PRIMARY KEY ("company_id", "environment", "id")
);
CREATE UNIQUE INDEX "supplier_profile_key" ON "supplier_profile"("company_id", "environment", "key");
CREATE INDEX "supplier_profile_contact_idx" ON "supplier_profile"("company_id", "environment", "contact_id");

-- What one approved invoice taught. It counts while that version stands approved, and goes with its profile.
CREATE TABLE "supplier_lesson" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "profile_id" UUID NOT NULL,
  "proposal_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "lesson" JSONB NOT NULL,
  "learned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "supplier_lesson_pkey" PRIMARY KEY ("company_id", "environment", "profile_id", "proposal_id"),
  CONSTRAINT "supplier_lesson_profile" FOREIGN KEY ("company_id", "environment", "profile_id")
    REFERENCES "supplier_profile"("company_id", "environment", "id") ON DELETE CASCADE
);

ALTER TABLE "supplier_profile" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "supplier_profile" FORCE ROW LEVEL SECURITY;
CREATE POLICY "supplier_profile_scope" ON "supplier_profile" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "supplier_profile" TO visto_app;

ALTER TABLE "supplier_lesson" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "supplier_lesson" FORCE ROW LEVEL SECURITY;
CREATE POLICY "supplier_lesson_scope" ON "supplier_lesson" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "supplier_lesson" TO visto_app;
