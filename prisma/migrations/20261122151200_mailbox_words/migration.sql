-- Which words a column takes is said where it is written and read, as in every other table.
ALTER TABLE "mailbox" DROP CONSTRAINT "mailbox_security_check";
ALTER TABLE "mailbox_message" DROP CONSTRAINT "mailbox_message_outcome_check";

-- The scheduler asks each company by itself: it sees no table but those of companies and connections.
DROP POLICY "mailbox_scope" ON "mailbox";
CREATE POLICY "mailbox_scope" ON "mailbox" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
