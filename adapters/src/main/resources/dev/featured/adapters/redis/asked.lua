-- Reads what has been asked of features; writes nothing.
-- KEYS: lifecycles. Answers for each of them what was asked, or an empty text.

local answer = {}
for i, key in ipairs(KEYS) do
  local asked = redis.pcall('HGET', key, 'asked')
  answer[i] = type(asked) == 'string' and asked or ''
end
return answer
