-- ARGV is read from front to back. A list of pairs has its length in front.

local position = 0

local function argument()
  position = position + 1
  return ARGV[position]
end

local function pairs_of_arguments()
  local list = {}
  for i = 1, tonumber(argument()) do
    local first = argument()
    local second = argument()
    list[i] = {first, second}
  end
  return list
end
