-- Removes both STATE_DB keys of a feature whose row is gone; if the row is there, only the daemon's
-- own fields. While the configuration is not loaded, nothing: a row that is missing may be about to
-- come.
-- KEYS: the row, its STATE_DB key, the lifecycle's key, CONFIG_DB_INITIALIZED.
-- ARGV: both databases' numbers.

local config_db = argument()
local state_db = argument()

redis.call('SELECT', config_db)
if not configuration_is_loaded(KEYS[4]) then
  return {'unloaded'}
end
local gone = redis.call('EXISTS', KEYS[1]) == 0

redis.call('SELECT', state_db)
if gone then
  redis.call('DEL', KEYS[2], KEYS[3])
  return {'gone'}
end
disown(KEYS[2])
disown_lifecycle(KEYS[3])
return {'back'}
