-- When a recording was made, by the dock's clock; null where that is not known. For what was sealed before, the
-- camera's own time has to do: these are gone within days.
ALTER TABLE recording ADD COLUMN recorded_millis INTEGER;
UPDATE recording SET recorded_millis = order_millis WHERE order_millis > 0 AND state <> 'released';
CREATE INDEX recording_recorded ON recording (state, recorded_millis);
