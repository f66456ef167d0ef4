-- Whether the configuration is loaded; a key of another type does not say so.

local function configuration_is_loaded(key)
  return redis.pcall('GET', key) == '1'
end
