-- Reads keys, and in the same step whether the configuration is loaded; writes nothing. It is no
-- transaction, since Redis refuses to queue anything while it has no memory left.
-- KEYS: CONFIG_DB_INITIALIZED, then the keys to read. Answers for each of these its type, the
-- number of its fields, and the fields with their values.

local answer = {configuration_is_loaded(KEYS[1]) and 'loaded' or 'unloaded'}
for i = 2, #KEYS do
  local type = redis.call('TYPE', KEYS[i]).ok
  local hash = type == 'hash' and redis.call('HGETALL', KEYS[i]) or {}
  table.insert(answer, type)
  table.insert(answer, tostring(#hash / 2))
  for _, text in ipairs(hash) do
    table.insert(answer, text)
  end
end
return answer
