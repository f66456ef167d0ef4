-- Looks whether a row is gone; writes nothing.
-- KEYS: the row, CONFIG_DB_INITIALIZED.

if not configuration_is_loaded(KEYS[2]) then
  return {'unloaded'}
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {'gone'}
end
return {'back'}
