-- Takes back publications that are still there.
-- KEYS: the STATE_DB key. ARGV: a list of publications.

for _, publication in ipairs(pairs_of_arguments()) do
  retract(KEYS[1], publication[1], publication[2])
end
return {'retracted'}
