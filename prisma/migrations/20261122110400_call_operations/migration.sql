-- The attempts of one operation stand together in the log, and the permission that a call needed can be asked for.
ALTER TABLE "integration_call"
  ADD COLUMN "operation" UUID NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN "permission" TEXT;

-- The pages show the last attempt of each operation: whether there is a later one must not cost a scan.
CREATE INDEX "integration_call_operation_idx" ON "integration_call"("company_id", "environment", "operation", "attempt");
CREATE INDEX "integration_call_proposal_idx" ON "integration_call"("company_id", "environment", "proposal_id", "id") WHERE "proposal_id" IS NOT NULL;
-- Failures are few among many: a hundred thousand lines are not read to find ten of them.
CREATE INDEX "integration_call_failure_idx" ON "integration_call"("company_id", "environment", "id") WHERE "failure" IS NOT NULL;
CREATE INDEX "integration_call_permission_idx" ON "integration_call"("company_id", "environment", "permission", "id");
