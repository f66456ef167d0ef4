-- A row of CONFIG_DB: whether it is still the expected one, and the rewriting of its fields.

local function expected_row()
  local type = argument()
  return {type = type, fields = pairs_of_arguments()}
end

-- 'stands' while the key is exactly this row; otherwise 'gone' or 'changed'.
local function verdict_on(key, row)
  local type = redis.call('TYPE', key).ok
  if type == 'none' then
    return 'gone'
  end
  if type ~= row.type then
    return 'changed'
  end
  if type ~= 'hash' then
    return 'stands'
  end
  if redis.call('HLEN', key) ~= #row.fields then
    return 'changed'
  end
  for _, field in ipairs(row.fields) do
    if redis.call('HGET', key, field[1]) ~= field[2] then
      return 'changed'
    end
  end
  return 'stands'
end

-- Replaces values; a field that the row does not have is not added.
local function rewrite(key, values)
  local differing = {}
  for _, field in ipairs(values) do
    local present = redis.call('HGET', key, field[1])
    if present and present ~= field[2] then
      table.insert(differing, field[1])
      table.insert(differing, field[2])
    end
  end
  if #differing > 0 then
    redis.call('HSET', key, unpack(differing))
  end
end
