-- One hold after the other, each of its own seat: argument 1 is the file of seats, 2 the number of threads.
local threads, seats, at, step = 0, {}, 0, 1
function setup(thread)
	thread:set("turn", threads)
	threads = threads + 1
end
function init(args)
	for line in io.lines(args[1]) do seats[#seats + 1] = line end
	at, step = turn, tonumber(args[2])
	math.randomseed(os.time() + turn)
	wrk.headers["Content-Type"] = "application/json"
end
function request()
	at = at + step
	local id = string.format("%08x%08x%04x", math.random(0, 0x7fffffff), at, turn)
	wrk.headers["Idempotency-Key"] = id
	wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", turn + 1, math.floor(at / 250) % 250, at % 250)
	return wrk.format("POST", "/api/v1/bookings", nil, seats[at])
end
