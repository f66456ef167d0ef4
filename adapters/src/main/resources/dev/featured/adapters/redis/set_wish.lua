-- Sets what an operator wants of a feature, if its row may be changed, and leaves a token for the
-- daemon to answer. An empty token leaves none, and its database is then not looked at.
-- KEYS: the row, the lifecycle's key. ARGV: both databases' numbers, the value, the token.

local config_db = argument()
local state_db = argument()
local value = argument()
local token = argument()

redis.call('SELECT', config_db)
local type = redis.call('TYPE', KEYS[1]).ok
if type == 'none' then
  return {'gone'}
end
if type ~= 'hash' then
  return {'foreign', type}
end
local before = redis.call('HGET', KEYS[1], 'state')
if not before then
  return {'unmanaged'}
end
-- A template that the daemon has not rendered yet may still come to it.
if string.find(before, 'always_', 1, true) then
  return {'immutable', before}
end

if token ~= '' then
  redis.call('SELECT', state_db)
  local other = foreign_type(KEYS[2])
  if other then
    return {'mute', other}
  end
  redis.call('HSET', KEYS[2], 'asked', token)
  redis.call('SELECT', config_db)
end
redis.call('HSET', KEYS[1], 'state', value)
return {'set', before}
