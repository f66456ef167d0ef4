-- Removes a row that is the trace of a revived row, while it is exactly the expected one.
-- KEYS: the row. ARGV: the expected row.

local fields_of_a_trace = {has_per_asic_scope = true, has_global_scope = true, delayed = true}

local expected = expected_row()

local verdict = verdict_on(KEYS[1], expected)
if verdict ~= 'stands' then
  return {verdict}
end
if expected.type ~= 'hash' then
  return {'owned'}
end
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if not fields_of_a_trace[field] then
    return {'owned'}
  end
end
redis.call('DEL', KEYS[1])
return {'removed'}
