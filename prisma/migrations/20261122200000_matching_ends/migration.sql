-- What a rule had approved and was taken back because the rule ended: by its errors or by a person. Null: it was not.
ALTER TABLE "matching_automatic" ADD COLUMN "taken_back_because" TEXT;

-- The movement and the documents of every decided match, by their ids in Holded: what one approval takes is looked up before
-- every other one, and a policy lets only plain comparisons reach an index. Kept by a trigger, whoever decides.
CREATE TABLE "matching_hold" (
  "company_id" UUID NOT NULL,
  "environment" TEXT NOT NULL,
  "holded_id" TEXT NOT NULL,
  "proposal_id" UUID NOT NULL,
  CONSTRAINT "matching_hold_pkey" PRIMARY KEY ("company_id", "environment", "holded_id", "proposal_id")
);
CREATE INDEX "matching_hold_proposal_idx" ON "matching_hold"("company_id", "environment", "proposal_id");

CREATE FUNCTION visto_hold_matching() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "matching_hold" WHERE "company_id" = NEW."company_id" AND "environment" = NEW."environment" AND "proposal_id" = NEW."id";
  IF NEW."state" IN ('approved', 'sending', 'settled') THEN
    INSERT INTO "matching_hold" ("company_id", "environment", "holded_id", "proposal_id")
    SELECT NEW."company_id", NEW."environment", held.id, NEW."id" FROM (
      SELECT NEW."payload"->'movement'->>'id' AS id
      UNION SELECT d->>'id' FROM jsonb_array_elements(NEW."payload"->'documents') d) held WHERE held.id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "proposal_hold_new" AFTER INSERT ON "proposal" FOR EACH ROW
  WHEN (NEW."kind" = 'reconciliation' AND NEW."state" IN ('approved', 'sending', 'settled')) EXECUTE FUNCTION visto_hold_matching();
CREATE TRIGGER "proposal_hold_changed" AFTER UPDATE OF "state", "payload" ON "proposal" FOR EACH ROW
  WHEN (NEW."kind" = 'reconciliation' AND (OLD."state" IN ('approved', 'sending', 'settled') OR NEW."state" IN ('approved', 'sending', 'settled'))
    AND (OLD."state" IS DISTINCT FROM NEW."state" OR OLD."payload" IS DISTINCT FROM NEW."payload")) EXECUTE FUNCTION visto_hold_matching();

-- What was decided before: the owner sees it while the policy does not bind her.
ALTER TABLE "proposal" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "matching_hold" ("company_id", "environment", "holded_id", "proposal_id")
SELECT p."company_id", p."environment", held.id, p."id" FROM "proposal" p CROSS JOIN LATERAL (
  SELECT p."payload"->'movement'->>'id' AS id
  UNION SELECT d->>'id' FROM jsonb_array_elements(p."payload"->'documents') d) held
WHERE p."kind" = 'reconciliation' AND p."state" IN ('approved', 'sending', 'settled') AND held.id IS NOT NULL;
ALTER TABLE "proposal" FORCE ROW LEVEL SECURITY;

ALTER TABLE "matching_hold" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "matching_hold" FORCE ROW LEVEL SECURITY;
CREATE POLICY "matching_hold_scope" ON "matching_hold" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_hold" TO visto_app;
