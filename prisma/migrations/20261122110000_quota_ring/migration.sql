-- The windows of a Holded account as rings of slots. A window of N calls is N slots; a call keeps its slot from the moment
-- it was allowed until one window length after its answer came back. Holded counts the call somewhere in between, so no
-- window of that length, wherever it begins, can hold more than N calls: neither a sliding minute nor one of the clock.
-- Everything is decided under the lock of one row and by the clock of the database.
DELETE FROM "quota_window" WHERE "span" LIKE 'slice%';

ALTER TABLE "quota_window"
  -- Length of the minute and of the configurable third window; the month has none.
  ADD COLUMN "length_ms" INTEGER,
  -- Slots that exist of this window.
  ADD COLUMN "ring" INTEGER NOT NULL DEFAULT 0,
  -- Of the month: calls since Madrid's midnight while UTC still counts the old month. Whose midnight Holded means is not
  -- documented, so these count in both.
  ADD COLUMN "tail" INTEGER NOT NULL DEFAULT 0,
  -- When the next scheduled read and the next refresh are due, so that they spread over the minute.
  ADD COLUMN "paced_scheduled" TIMESTAMPTZ(6),
  ADD COLUMN "paced_refresh" TIMESTAMPTZ(6),
  -- Until then slots are held for calls that other integrations made.
  ADD COLUMN "others_until" TIMESTAMPTZ(6);
UPDATE "quota_window" SET "length_ms" = 60000 WHERE "span" = 'minute';

CREATE TABLE "quota_slot" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "account_key" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    -- The call that holds it; null: a call of somebody else.
    "call_id" BIGINT,
    "free_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "quota_slot_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "quota_slot_free_idx" ON "quota_slot"("account_key", "span", "free_at");
CREATE INDEX "quota_slot_call_idx" ON "quota_slot"("call_id");
CREATE SEQUENCE "quota_call_id";

-- Who waits for a slot, by process: lower priorities leave that many slots alone.
CREATE TABLE "quota_claim" (
    "account_key" TEXT NOT NULL,
    "waiter" UUID NOT NULL,
    -- Calls that wait: approved writes, people, scheduled reads.
    "counts" INTEGER[] NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "quota_claim_pkey" PRIMARY KEY ("account_key", "waiter")
);

-- What the windows held back, by company, day and purpose.
CREATE TABLE "quota_held" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    -- Calls that were made later than they wanted, and how much later.
    "waited" INTEGER NOT NULL DEFAULT 0,
    "waited_ms" BIGINT NOT NULL DEFAULT 0,
    "longest_ms" INTEGER NOT NULL DEFAULT 0,
    -- Calls that were given back to be made another time.
    "postponed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "quota_held_pkey" PRIMARY KEY ("company_id", "environment", "day", "purpose")
);
ALTER TABLE "quota_held" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "quota_held" FORCE ROW LEVEL SECURITY;
CREATE POLICY "quota_held_scope" ON "quota_held" USING (("company_id" = visto_company() AND "environment" = visto_environment()))
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "quota_held" TO visto_app;

-- How much work a company brings in a month: what an admin said before the start, and what was counted since.
CREATE TABLE "company_volume" (
    "company_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "typed" JSONB,
    "measured" JSONB,
    -- What else the forecast needs and only the company's own rows show: objects mirrored, webhooks.
    "facts" JSONB NOT NULL DEFAULT '{}',
    "measured_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_volume_pkey" PRIMARY KEY ("company_id", "environment")
);
ALTER TABLE "company_volume" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "company_volume" FORCE ROW LEVEL SECURITY;
-- Companies under one Holded account share its windows: the forecast adds them, in the system's scope.
CREATE POLICY "company_volume_scope" ON "company_volume" USING (("company_id" = visto_company() AND "environment" = visto_environment()) OR visto_system())
  WITH CHECK ("company_id" = visto_company() AND "environment" = visto_environment());
GRANT SELECT, INSERT, UPDATE, DELETE ON "company_volume" TO visto_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON "quota_slot", "quota_claim" TO visto_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO visto_app;

-- Makes the ring of a window as large as its limit. The slots that are busy longest stay.
CREATE FUNCTION visto_quota_resize(p_account text, p_span text, p_limit integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE quota_window SET call_limit = p_limit, ring = p_limit WHERE account_key = p_account AND span = p_span;
  DELETE FROM quota_slot WHERE id IN
    (SELECT id FROM quota_slot WHERE account_key = p_account AND span = p_span ORDER BY free_at DESC OFFSET p_limit);
  INSERT INTO quota_slot (account_key, span, free_at)
    SELECT p_account, p_span, '-infinity' FROM generate_series(1, p_limit -
      (SELECT count(*)::integer FROM quota_slot WHERE account_key = p_account AND span = p_span));
END $$;

-- The account's lock: its row of the minute. Makes the windows of an account that is new.
CREATE FUNCTION visto_quota_lock(p_account text, p_minute integer, p_month integer, p_now timestamptz DEFAULT NULL) RETURNS quota_window LANGUAGE plpgsql AS $$
DECLARE
  found_row quota_window;
BEGIN
  SELECT * INTO found_row FROM quota_window WHERE account_key = p_account AND span = 'minute' FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO quota_window (account_key, span, starts_at, used, call_limit, length_ms)
    VALUES (p_account, 'minute', coalesce(p_now, clock_timestamp()), 0, p_minute, 60000),
           (p_account, 'month', date_trunc('month', coalesce(p_now, clock_timestamp()), 'UTC'), 0, p_month, NULL)
    ON CONFLICT DO NOTHING;
    SELECT * INTO found_row FROM quota_window WHERE account_key = p_account AND span = 'minute' FOR UPDATE;
  END IF;
  IF found_row.ring <> found_row.call_limit THEN
    PERFORM visto_quota_resize(p_account, 'minute', found_row.call_limit);
    found_row.ring := found_row.call_limit;
  END IF;
  RETURN found_row;
END $$;

-- Milliseconds until more than p_reserve slots of a ring are free; 0: now. A call that is still on its way is taken to be
-- answered at once: its slot is not free before, but who waits comes back then and not when the call is given up for lost.
-- When more is reserved than there is (others wait for all of it), a second: they will have had their turn, or given up.
CREATE FUNCTION visto_quota_ring_wait(p_account text, p_span text, p_limit integer, p_reserve integer, p_moment timestamptz)
RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN s.free_at <= p_moment THEN 0
      WHEN s.free_at > p_moment + make_interval(secs => w.length_ms / 1000.0)
        THEN greatest(250, extract(epoch FROM s.free_at - interval '120 seconds' - p_moment) * 1000)
      ELSE extract(epoch FROM s.free_at - p_moment) * 1000 END
    + CASE WHEN p_reserve >= p_limit THEN 1000 ELSE 0 END
  FROM quota_slot s JOIN quota_window w ON w.account_key = s.account_key AND w.span = s.span
  WHERE s.account_key = p_account AND s.span = p_span ORDER BY s.free_at OFFSET greatest(0, least(p_reserve, p_limit - 1)) LIMIT 1
$$;

-- Takes slots for calls that wait, most important first. p_wanted counts them by purpose: approved writes, people, scheduled
-- reads, refresh; p_rules says of each what part of the minute and the month it may use, how many seconds of its own pace
-- may come at once, and how far ahead of the calendar it may use the month. One row for each purpose that asked: the calls
-- that may go now, and how long the next one has to wait and why.
CREATE FUNCTION visto_quota_take(p_account text, p_plan jsonb, p_rules jsonb, p_waiter uuid, p_wanted integer[], p_now timestamptz DEFAULT NULL)
RETURNS TABLE (purpose integer, calls bigint[], wait_ms double precision, reason text, free integer) LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
  minute quota_window;
  month quota_window;
  third quota_window;
  blocked quota_window;
  month_start timestamptz;
  month_end timestamptz;
  budget double precision;
  is_tail boolean;
  guard integer := 0;
  claimed integer;
  pending integer := 0;
  left_over integer[] := '{0,0,0}';
  longest double precision := 0;
  allowance integer;
  gap interval;
  burst interval;
  paced timestamptz[];
  taken integer := 0;
  one bigint;
  rule jsonb;
  waits double precision[];
  reasons text[] := '{minute,month,third,month,pace,pace}';
  in_flight constant interval := '120 seconds';
BEGIN
  minute := visto_quota_lock(p_account, (p_plan->>'minute')::integer, (p_plan->>'month')::integer, p_now);
  SELECT * INTO month FROM quota_window WHERE account_key = p_account AND span = 'month';
  SELECT * INTO third FROM quota_window WHERE account_key = p_account AND span = 'third';
  moment := coalesce(p_now, clock_timestamp());
  paced := ARRAY[NULL, NULL, minute.paced_scheduled, minute.paced_refresh];

  month_start := date_trunc('month', moment, 'UTC');
  month_end := date_trunc('month', month_start + interval '32 days', 'UTC');
  is_tail := date_trunc('month', moment, 'Europe/Madrid') > month_start;
  IF month.starts_at < month_start THEN
    month.used := CASE WHEN month.starts_at >= date_trunc('month', month_start - interval '1 day', 'UTC') THEN month.tail ELSE 0 END;
    month.tail := 0;
    month.starts_at := month_start;
  END IF;
  SELECT * INTO blocked FROM quota_window WHERE account_key = p_account AND blocked_until > moment ORDER BY blocked_until DESC LIMIT 1;
  IF minute.others_until > moment THEN
    -- Whoever else calls goes on calling between two of our answers.
    SELECT ceil(count(*) / 8.0)::integer INTO guard FROM quota_slot
    WHERE account_key = p_account AND span = 'minute' AND call_id IS NULL AND free_at > moment;
  END IF;

  FOR rank IN 1..4 LOOP
    purpose := rank;
    calls := '{}';
    wait_ms := 0;
    reason := NULL;
    CONTINUE WHEN coalesce(p_wanted[rank], 0) = 0;
    rule := p_rules->(rank - 1);
    claimed := 0;
    IF rank > 1 THEN
      SELECT coalesce(sum((SELECT sum(n) FROM unnest(c.counts[1:rank - 1]) n)), 0) + pending INTO claimed
      FROM quota_claim c WHERE c.account_key = p_account AND c.until > moment AND c.waiter <> p_waiter;
    END IF;
    allowance := greatest(1, floor(minute.call_limit * (rule->>'minute')::numeric));
    burst := make_interval(secs => (rule->>'burst')::double precision);
    -- A little faster than the ring lets through in the long run: it spreads, the ring decides.
    gap := make_interval(secs => minute.length_ms / 1000.0 / (allowance * 1.05));
    budget := month.call_limit * (rule->>'month')::double precision;
    LOOP
      waits := ARRAY[0, 0, 0, 0, 0, 0];
      IF blocked.account_key IS NOT NULL THEN
        waits[CASE blocked.span WHEN 'month' THEN 4 ELSE 1 END] := extract(epoch FROM blocked.blocked_until - moment) * 1000;
      ELSE
        waits[1] := visto_quota_ring_wait(p_account, 'minute', minute.call_limit,
          minute.call_limit - allowance + claimed + guard, moment);
        IF third.account_key IS NOT NULL THEN
          waits[3] := visto_quota_ring_wait(p_account, 'third', third.call_limit,
            third.call_limit - greatest(1, floor(third.call_limit * (rule->>'minute')::numeric))::integer + claimed, moment);
        END IF;
      END IF;
      IF month.used >= floor(budget) AND ((p_plan->>'hard')::boolean OR rank > 1) THEN
        waits[2] := extract(epoch FROM month_end - moment) * 1000;
      ELSIF rule->>'head' IS NOT NULL AND budget > 0 THEN
        -- The part of the month that has to pass before so many calls are in time.
        waits[6] := extract(epoch FROM month_start - moment
          + (month_end - month_start) * (month.used / budget - (rule->>'head')::double precision)) * 1000;
      END IF;
      IF rule->>'burst' IS NOT NULL AND paced[rank] IS NOT NULL THEN
        waits[5] := extract(epoch FROM paced[rank] - burst - moment) * 1000;
      END IF;
      SELECT w, reasons[i] INTO wait_ms, reason FROM unnest(waits) WITH ORDINALITY t(w, i) ORDER BY w DESC, i LIMIT 1;
      EXIT WHEN wait_ms > 0 OR cardinality(calls) >= p_wanted[rank];
      one := nextval('quota_call_id');
      UPDATE quota_slot SET call_id = one, free_at = moment + in_flight + make_interval(secs => minute.length_ms / 1000.0)
      WHERE id = (SELECT s.id FROM quota_slot s WHERE s.account_key = p_account AND s.span = 'minute' ORDER BY s.free_at LIMIT 1);
      IF third.account_key IS NOT NULL THEN
        UPDATE quota_slot SET call_id = one, free_at = moment + in_flight + make_interval(secs => third.length_ms / 1000.0)
        WHERE id = (SELECT s.id FROM quota_slot s WHERE s.account_key = p_account AND s.span = 'third' ORDER BY s.free_at LIMIT 1);
      END IF;
      calls := calls || one;
      taken := taken + 1;
      month.used := month.used + 1;
      IF is_tail THEN month.tail := month.tail + 1; END IF;
      IF rule->>'burst' IS NOT NULL THEN paced[rank] := greatest(paced[rank], moment) + gap; END IF;
    END LOOP;
    wait_ms := greatest(wait_ms, 0);
    IF wait_ms = 0 THEN reason := NULL; END IF;
    IF rank < 4 AND wait_ms > 0 AND wait_ms < 75000 THEN
      left_over[rank] := p_wanted[rank] - cardinality(calls);
      pending := pending + left_over[rank];
      longest := greatest(longest, wait_ms);
    END IF;
    SELECT count(*)::integer INTO free FROM quota_slot s
    WHERE s.account_key = p_account AND s.span = 'minute' AND s.free_at <= moment;
    RETURN NEXT;
  END LOOP;

  DELETE FROM quota_claim c WHERE c.account_key = p_account AND (c.waiter = p_waiter OR c.until <= moment);
  IF pending > 0 THEN
    -- Outlives the wait by as long as a process may need to come back for it.
    INSERT INTO quota_claim VALUES (p_account, p_waiter, left_over, moment + make_interval(secs => longest / 1000 + 2));
  END IF;
  IF taken > 0 THEN
    UPDATE quota_window w SET used = month.used, tail = month.tail, starts_at = month.starts_at WHERE w.account_key = p_account AND w.span = 'month';
    IF paced[3] IS DISTINCT FROM minute.paced_scheduled OR paced[4] IS DISTINCT FROM minute.paced_refresh THEN
      UPDATE quota_window w SET paced_scheduled = paced[3], paced_refresh = paced[4] WHERE w.account_key = p_account AND w.span = 'minute';
    END IF;
  END IF;
END $$;

-- After an attempt: its slots are busy for one window length from now; one that never reached Holded leaves no trace.
-- What the headers say corrects the count, and a 429 stops everybody.
-- p_facts: {arrived, span, limit, remaining, reset, blockSpan, blockMs}, all but the first may be missing.
CREATE FUNCTION visto_quota_settle(p_account text, p_call bigint, p_facts jsonb, p_now timestamptz DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
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
      UPDATE quota_window SET used = used + counted - busy - extra WHERE account_key = p_account AND span = 'month';
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
-- as it is sure, that is without the calls of the last minute and those still on their way, which it may not show yet. A
-- count of another month than ours is left alone: midnight is not everywhere at once.
CREATE FUNCTION visto_quota_month(p_account text, p_used integer, p_limit integer, p_period text, p_now timestamptz DEFAULT NULL)
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
  SELECT count(*) INTO unsure FROM quota_slot WHERE account_key = p_account AND span = 'minute' AND free_at > moment;
  UPDATE quota_window SET
    used = CASE WHEN starts_at < month_start THEN p_used ELSE greatest(p_used, least(used, p_used + unsure)) END,
    tail = CASE WHEN starts_at < month_start THEN 0 ELSE tail END,
    starts_at = month_start
  WHERE account_key = p_account AND span = 'month';
END $$;
