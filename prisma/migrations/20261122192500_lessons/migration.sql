-- What one decision of a person about a bank movement taught. It counts while that version stands approved and nobody forgot it.
CREATE TABLE "matching_lesson" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "proposal_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "movement_id" TEXT NOT NULL,
  -- Calendar day in Madrid.
  "decided_on" DATE NOT NULL,
  -- Lesson of lib/agents/reconciliation/memory/lesson.
  "lesson" JSONB NOT NULL,
  -- A person wants it forgotten: kept, so that it is not learned again.
  "forgotten_at" TIMESTAMPTZ(3),
  "learned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "matching_lesson_pkey" PRIMARY KEY ("company_id", "environment", "proposal_id")
);
CREATE INDEX "matching_lesson_movement_idx" ON "matching_lesson"("company_id", "environment", "movement_id");

ALTER TABLE "matching_lesson" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_lesson" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_lesson_scope" ON "matching_lesson" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_lesson" TO visto_app;
