-- The daemon's two fields of a STATE_DB row. The other fields are other people's.

-- The type of a key that cannot be written to, or nil.
local function foreign_type(key)
  local type = redis.call('TYPE', key).ok
  if type ~= 'none' and type ~= 'hash' then
    return type
  end
  return nil
end

-- Writes what differs, 'state' last: whoever waits for it may act at once.
local function publish(key, state, error_message)
  local present = redis.call('HMGET', key, 'state', 'error_message')
  if error_message == '' then
    if present[2] then
      redis.call('HDEL', key, 'error_message')
    end
  elseif present[2] ~= error_message then
    redis.call('HSET', key, 'error_message', error_message)
  end
  if present[1] ~= state then
    redis.call('HSET', key, 'state', state)
  end
end

local function disown(key)
  if foreign_type(key) == nil then
    redis.call('HDEL', key, 'state', 'error_message')
  end
end

-- Takes a publication back unless another one has taken its place.
local function retract(key, state, error_message)
  if foreign_type(key) == nil then
    local present = redis.call('HMGET', key, 'state', 'error_message')
    if present[1] == state and (present[2] or '') == error_message then
      disown(key)
    end
  end
end
