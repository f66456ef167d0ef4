-- Removes a row while it stands.
-- KEYS: the row. ARGV: the expected row.

local verdict = verdict_on(KEYS[1], expected_row())
if verdict == 'stands' then
  redis.call('DEL', KEYS[1])
end
return {verdict}
