-- Leaves a token for the daemon to answer, where the row is on another server. The row has been
-- written before; so that it is read once more, the published state is written as it is.
-- KEYS: the STATE_DB key, the lifecycle's key. ARGV: the token.

local other = foreign_type(KEYS[2])
if other then
  return {'mute', other}
end
redis.call('HSET', KEYS[2], 'asked', argument())
local state = redis.pcall('HGET', KEYS[1], 'state')
if type(state) == 'string' then
  redis.call('HSET', KEYS[1], 'state', state)
end
return {'set', ''}
