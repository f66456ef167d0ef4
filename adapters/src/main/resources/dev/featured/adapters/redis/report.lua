-- Says how a feature's lifecycle stands, while the feature has a row, whatever that says.
-- KEYS: the row, the lifecycle's key. ARGV: both databases' numbers, the fields.

local config_db = argument()
local state_db = argument()
local fields = pairs_of_arguments()

redis.call('SELECT', config_db)
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {'gone'}
end
redis.call('SELECT', state_db)
local type = foreign_type(KEYS[2])
if type then
  return {'foreign', type}
end
write_lifecycle(KEYS[2], fields)
return {'stands'}
