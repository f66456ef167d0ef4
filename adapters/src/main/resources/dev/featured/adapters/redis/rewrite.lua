-- Rewrites a row while it stands; without new values it only looks.
-- KEYS: the row. ARGV: the expected row, the new values of fields.

local expected = expected_row()
local values = pairs_of_arguments()

local verdict = verdict_on(KEYS[1], expected)
if verdict == 'stands' then
  rewrite(KEYS[1], values)
end
return {verdict}
