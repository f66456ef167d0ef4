-- Removes a STATE_DB key whose row is gone; if the row is there, only the daemon's own fields.
-- KEYS: the row, its STATE_DB key. ARGV: both databases' numbers.

local config_db = argument()
local state_db = argument()

redis.call('SELECT', config_db)
local gone = redis.call('EXISTS', KEYS[1]) == 0

redis.call('SELECT', state_db)
if gone then
  redis.call('DEL', KEYS[2])
  return {'gone'}
end
disown(KEYS[2])
return {'back'}
