-- Removes the daemon's own fields.
-- KEYS: the STATE_DB key, the lifecycle's key.

disown(KEYS[1])
disown_lifecycle(KEYS[2])
return {'back'}
