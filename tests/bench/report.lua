-- One report after the other, signed beforehand: argument 1 is the file of lines "signature body", 2 the
-- number of threads.
local threads, lines, at, step = 0, {}, 0, 1
function setup(thread)
	thread:set("turn", threads)
	threads = threads + 1
end
function init(args)
	at, step = 0, tonumber(args[2])
	local i = 0
	for line in io.lines(args[1]) do
		if i % step == turn then lines[#lines + 1] = line end
		i = i + 1
	end
	wrk.headers["Content-Type"] = "application/json"
end
function request()
	at = at % #lines + 1
	wrk.headers["X-Device-Signature"] = lines[at]:sub(1, 64)
	return wrk.format("POST", "/api/v1/tracking/locations", nil, lines[at]:sub(66))
end
