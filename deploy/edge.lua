-- Answers the programs kept for everyone (lib/http/edge.c): the raw target names the file, nothing is
-- parsed. Whoever says who he is, or asks whether something changed, goes to the program.
local r = lighty.r
local target = r.req_attr["request.orig-uri"]
if #target > 512 or r.req_attr["request.method"] ~= "GET" then return 0 end
local head = r.req_header
if head["Cookie"] or head["Authorization"] or head["X-Booking-Token"] or head["If-None-Match"] or head["Origin"] or (head["X-API-Version"] or "1") ~= "1" then return 0 end

local name = os.getenv("ABRID_EDGE") .. "/" .. lighty.c.md("sha256", target):lower()
local accepts = head["Accept-Encoding"]
if accepts and tonumber(accepts:match("gzip *; *q=([%d.]+)") or 1) == 0 then accepts = nil end
local file = accepts and accepts:find("gzip", 1, true) and io.open(name .. ".gz", "rb") or io.open(name, "rb")
if not file then return 0 end
local whole = file:read("a")
file:close()
local from, to, ends = whole:find("^(%d+)\n")
if not from or tonumber(ends) < lighty.c.time() then return 0 end

local sent = r.resp_header
local at = to + 1
while true do
	local stop = whole:find("\n", at, true)
	if stop == at then break end
	local colon = whole:find(": ", at, true)
	sent[whole:sub(at, colon - 1)] = whole:sub(colon + 2, stop - 1)
	at = stop + 1
end
local id = head["X-Request-Id"]
if id and #id <= 64 and id:find("^[%w%-_.]+$") then sent["X-Request-Id"] = id
else sent["X-Request-Id"] = "req_" .. lighty.c.hexenc(string.pack("I4I4", lighty.c.rand() & 0xffffffff, lighty.c.rand() & 0xffffffff)):lower() end
r.resp_body:set({ whole:sub(at + 1) })
return 200
