-- What a push must not share with another one at the same time: claims are made per key, no longer per company.
ALTER TABLE "push" ADD COLUMN "conflict_keys" TEXT[] NOT NULL DEFAULT '{}';

-- The few pushes that are alive, among all that ever were.
CREATE INDEX "push_alive" ON "push" ("company_id", "environment", "created_at") WHERE "state" IN ('pending', 'running');
-- Which of our own writes made an object: what one push wrote is never taken for another's.
CREATE INDEX "push_step_made" ON "push_step" ("company_id", "environment", ("result"->>'id'));
