-- What was asked, so that the answer to the same question about the same document is not paid twice. Null: asked before this.
ALTER TABLE "claude_call" ADD COLUMN "question_hash" TEXT;
CREATE INDEX "claude_call_question_idx" ON "claude_call"("company_id", "environment", "document_id", "question_hash")
  WHERE "question_hash" IS NOT NULL AND "outcome" = 'answered';
