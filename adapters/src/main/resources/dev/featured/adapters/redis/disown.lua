-- Removes the daemon's own fields.
-- KEYS: the STATE_DB key.

disown(KEYS[1])
return {'back'}
