-- Sends a barrier behind all notifications so far if the row stands.
-- KEYS: the row, CONFIG_DB_INITIALIZED. ARGV: the expected row, the channel, the message.

local expected = expected_row()
local channel = argument()
local message = argument()

local verdict = verdict_while_loaded(KEYS[1], expected, KEYS[2])
if verdict == 'stands' then
  redis.call('PUBLISH', channel, message)
end
return {verdict}
