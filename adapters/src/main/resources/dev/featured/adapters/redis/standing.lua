-- The verdict on a row of the host while its configuration may be away: a row that is missing then
-- may come back with the configuration, so it is not gone.

local function verdict_while_loaded(key, row, flag)
  local verdict = verdict_on(key, row)
  if verdict == 'gone' and not configuration_is_loaded(flag) then
    return 'changed'
  end
  return verdict
end
