-- A mail is kept whole; what may be an invoice in it is a document of its own that names it.
ALTER TABLE "document"
  ADD COLUMN "mail_id" UUID,
  -- {fromName, fromAddress, subject, date, messageId} of the message that it is, or came in.
  ADD COLUMN "mail" JSONB;
CREATE INDEX "document_mail_idx" ON "document"("company_id", "environment", "mail_id") WHERE "mail_id" IS NOT NULL;
CREATE INDEX "document_message_idx" ON "document"("company_id", "environment", ("mail"->>'messageId'))
  WHERE "mail" IS NOT NULL AND "mail_id" IS NULL;
