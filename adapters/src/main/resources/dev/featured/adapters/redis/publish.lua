-- Publishes a state without looking at the row, which is on another server; without a publication
-- it only looks whether it could.
-- KEYS: the STATE_DB key. ARGV: a list of no or one publication.

local type = foreign_type(KEYS[1])
if type then
  return {'foreign', type}
end
for _, publication in ipairs(pairs_of_arguments()) do
  publish(KEYS[1], publication[1], publication[2])
end
return {'stands'}
