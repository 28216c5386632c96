-- What arrived together is looked for at every save of a form.
CREATE INDEX "document_arrival_idx" ON "document" ("company_id", "environment", "created_at");
