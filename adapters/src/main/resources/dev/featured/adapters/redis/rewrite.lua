-- Rewrites a row while it stands; without new values it only looks.
-- KEYS: the row, CONFIG_DB_INITIALIZED. ARGV: the expected row, the new values of fields.

local expected = expected_row()
local values = pairs_of_arguments()

local verdict = verdict_while_loaded(KEYS[1], expected, KEYS[2])
if verdict == 'stands' then
  rewrite(KEYS[1], values)
end
return {verdict}
