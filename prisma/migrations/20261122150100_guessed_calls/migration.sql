-- What a minute shows of others is a guess at their calls of the month. A month that is spent only by such guesses is not
-- believed before Holded was asked: approved writes would wait for weeks.
ALTER TABLE "quota_window" ADD COLUMN "guessed" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "ask_after" TIMESTAMPTZ(3);

-- After an attempt: its slots are busy for one window length from now; one that never reached Holded leaves no trace.
-- What the headers say corrects the count, and a 429 stops everybody.
-- p_facts: {arrived, span, limit, remaining, reset, blockSpan, blockMs}, all but the first may be missing.
CREATE OR REPLACE FUNCTION visto_quota_settle(p_account text, p_call bigint, p_facts jsonb, p_now timestamptz DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
  minute quota_window;
  month quota_window;
  told integer := (p_facts->>'limit')::integer;
  counted integer := (p_facts->>'limit')::integer - (p_facts->>'remaining')::integer;
  busy integer;
  extra integer := 0;
  block interval;
BEGIN
  SELECT * INTO minute FROM quota_window WHERE account_key = p_account AND span = 'minute' FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  moment := coalesce(p_now, clock_timestamp());
  IF NOT (p_facts->>'arrived')::boolean THEN
    UPDATE quota_slot SET free_at = moment WHERE call_id = p_call AND account_key = p_account AND free_at > moment;
    UPDATE quota_window SET used = greatest(0, used - 1), tail = greatest(0, tail - 1)
    WHERE account_key = p_account AND span = 'month' AND starts_at = date_trunc('month', moment, 'UTC');
  ELSE
    UPDATE quota_slot s SET free_at = moment + make_interval(secs => w.length_ms / 1000.0)
    FROM quota_window w
    WHERE s.call_id = p_call AND s.account_key = p_account AND w.account_key = s.account_key AND w.span = s.span;
    -- It took so long that somebody else has its slot: another one is held in its place.
    IF NOT FOUND THEN extra := 1; END IF;
  END IF;

  IF p_facts->>'span' = 'minute' AND told <> minute.call_limit THEN
    PERFORM visto_quota_resize(p_account, 'minute', told);
  END IF;
  IF p_facts->>'span' = 'second' THEN
    -- The third window, for which the documentation has no figure, shows itself.
    INSERT INTO quota_window (account_key, span, starts_at, call_limit, length_ms) VALUES (p_account, 'third', moment, told, 1000)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN PERFORM visto_quota_resize(p_account, 'third', told); END IF;
  END IF;
  IF p_facts->>'span' = 'minute' OR extra > 0 THEN
    SELECT count(*) INTO busy FROM quota_slot WHERE account_key = p_account AND span = 'minute' AND free_at > moment;
    IF p_facts->>'span' = 'minute' AND counted > busy + extra THEN
      -- Calls of others: held as if all of them had been made just now.
      UPDATE quota_window SET used = used + counted - busy - extra, guessed = guessed + counted - busy - extra WHERE account_key = p_account AND span = 'month';
      UPDATE quota_window SET others_until = moment + interval '60 seconds' WHERE account_key = p_account AND span = 'minute';
      extra := counted - busy;
    END IF;
    -- After a 429 they leave one after another from the moment it names; otherwise nobody knows when they were made.
    block := make_interval(secs => coalesce((p_facts->>'blockMs')::double precision, 60000) / 1000);
    UPDATE quota_slot s SET call_id = NULL, free_at = moment + least(block, interval '60 seconds')
      + greatest(interval '0', interval '60 seconds' - block) * (f.place - 1) / extra
    FROM (SELECT id, row_number() OVER (ORDER BY free_at, id) AS place FROM quota_slot
          WHERE account_key = p_account AND span = 'minute' AND free_at <= moment ORDER BY free_at, id LIMIT extra) f
    WHERE s.id = f.id;
  END IF;
  IF p_facts->>'span' = 'month' THEN
    PERFORM visto_quota_month(p_account, counted, told, CASE WHEN p_facts->>'reset' IS NULL THEN NULL
      ELSE to_char((to_timestamp((p_facts->>'reset')::double precision) - interval '36 hours') AT TIME ZONE 'UTC', 'YYYY-MM') END, moment);
  END IF;
  IF p_facts->>'blockMs' IS NOT NULL THEN
    UPDATE quota_window SET blocked_until = greatest(blocked_until, moment + make_interval(secs => (p_facts->>'blockMs')::double precision / 1000))
    WHERE account_key = p_account AND span = p_facts->>'blockSpan';
  END IF;
END $$;

-- Holded's own count of a month ("2026-11"; null: the running one). More than ours: others called. Less: taken over as far
-- as it is sure, that is without our calls of the last minute and those still on their way, which it may not show yet. A
-- count of another month than ours is left alone: midnight is not everywhere at once.
CREATE OR REPLACE FUNCTION visto_quota_month(p_account text, p_used integer, p_limit integer, p_period text, p_now timestamptz DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
  month_start timestamptz;
  unsure integer;
BEGIN
  PERFORM FROM quota_window WHERE account_key = p_account AND span = 'minute' FOR UPDATE;
  moment := coalesce(p_now, clock_timestamp());
  month_start := date_trunc('month', moment, 'UTC');
  IF p_limit IS NOT NULL THEN
    UPDATE quota_window SET call_limit = p_limit WHERE account_key = p_account AND span = 'month';
  END IF;
  IF p_period IS NOT NULL AND p_period <> to_char(month_start AT TIME ZONE 'UTC', 'YYYY-MM') THEN RETURN; END IF;
  SELECT count(*) INTO unsure FROM quota_slot WHERE account_key = p_account AND span = 'minute' AND free_at > moment AND call_id IS NOT NULL;
  UPDATE quota_window SET
    used = CASE WHEN starts_at < month_start THEN p_used ELSE greatest(p_used, least(used, p_used + unsure)) END,
    guessed = CASE WHEN starts_at < month_start THEN 0 ELSE greatest(0, least(used, p_used + unsure) - p_used) END,
    tail = CASE WHEN starts_at < month_start THEN 0 ELSE tail END,
    starts_at = month_start
  WHERE account_key = p_account AND span = 'month';
END $$;
