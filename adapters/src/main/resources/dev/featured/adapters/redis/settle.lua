-- Rewrites a row and publishes its feature's state, both or neither, while the row stands.
-- KEYS: the row, its STATE_DB key, CONFIG_DB_INITIALIZED.
-- ARGV: both databases' numbers, the expected row, the new values of fields, and a list of no or
-- one publication.

local config_db = argument()
local state_db = argument()
local expected = expected_row()
local values = pairs_of_arguments()
local publications = pairs_of_arguments()

redis.call('SELECT', config_db)
local verdict = verdict_while_loaded(KEYS[1], expected, KEYS[3])
if verdict ~= 'stands' then
  return {verdict}
end

if #publications > 0 then
  redis.call('SELECT', state_db)
  local type = foreign_type(KEYS[2])
  if type then
    return {'foreign', type}
  end
end

redis.call('SELECT', config_db)
rewrite(KEYS[1], values)

redis.call('SELECT', state_db)
for _, publication in ipairs(publications) do
  publish(KEYS[2], publication[1], publication[2])
end
return {verdict}
