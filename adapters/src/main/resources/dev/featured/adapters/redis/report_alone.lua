-- Says how a feature's lifecycle stands without looking at the row, which is on another server.
-- KEYS: the lifecycle's key. ARGV: the fields.

local type = foreign_type(KEYS[1])
if type then
  return {'foreign', type}
end
write_lifecycle(KEYS[1], pairs_of_arguments())
return {'stands'}
