-- Lighttpd's own "no program free" lacks the header that tells a client when to try again.
local r = lighty.r
if r.req_item["http_status"] == 503 and not r.resp_header["Retry-After"] then r.resp_header["Retry-After"] = "2" end
return 0
