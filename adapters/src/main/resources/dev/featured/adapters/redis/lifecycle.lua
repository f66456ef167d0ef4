-- The daemon's own row about a feature. The field 'asked' is written by whoever asks for something
-- and waits for it; all others are the daemon's.

-- Has the row say this and nothing else; announces nothing if it does already.
local function write_lifecycle(key, fields)
  local wanted = {asked = true}
  local differing = {}
  for _, field in ipairs(fields) do
    wanted[field[1]] = true
    if redis.call('HGET', key, field[1]) ~= field[2] then
      table.insert(differing, field[1])
      table.insert(differing, field[2])
    end
  end
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if not wanted[field] then
      redis.call('HDEL', key, field)
    end
  end
  if #differing > 0 then
    redis.call('HSET', key, unpack(differing))
  end
end

-- What was asked of the feature stays: its row may be a new one, and that may be about this one.
local function disown_lifecycle(key)
  if foreign_type(key) == nil then
    write_lifecycle(key, {})
  end
end
