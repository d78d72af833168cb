-- One search after the other, each of another pair of places and day: argument 1 is the file of pairs,
-- 2 the header "Name: value" that every request carries.
local queries, n = {}, 0
function init(args)
	for line in io.lines(args[1]) do queries[#queries + 1] = line end
	local name, value = args[2]:match("^(.-): (.*)$")
	wrk.headers[name] = value
	n = math.random(#queries)
end
function request()
	n = n % #queries + 1
	return wrk.format("GET", queries[n])
end
