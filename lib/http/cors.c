/* cors - Fetch standard, 3.2. */
#include "http/cors.h"

#include <string.h>

#include "base/conf.h"
#include "http/app.h"
#include "http/transport.h"

bool cors_listed(const char *origin)
{
	const char *list = conf_text(CONF_CORS_ORIGINS);
	size_t n = origin ? strlen(origin) : 0;

	while (n && *list) {
		size_t len = strcspn(list, " ");

		if (len == n && strncmp(list, origin, n) == 0)
			return true;
		list += len;
		list += strspn(list, " ");
	}
	return false;
}

bool cors_preflight(struct req *r)
{
	const char *method = transport_env(r->transport, "REQUEST_METHOD");

	if (!method || strcmp(method, "OPTIONS") != 0 || r->is_page || !req_header(r, "Access-Control-Request-Method") ||
	    !cors_listed(req_header(r, "Origin")))
		return false;
	r->status = 204;
	reply_header(r, "Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE");
	reply_header(r, "Access-Control-Allow-Headers",
		     "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match, traceparent, "
		     "X-API-Version, X-Booking-Token, X-Request-Id");
	reply_header(r, "Access-Control-Max-Age", "600");
	return true;
}

void cors_put(struct req *r, struct buf *head)
{
	const char *origin = r->is_page ? NULL : req_header(r, "Origin");

	if (r->is_page || !*conf_text(CONF_CORS_ORIGINS))
		return;
	buf_str(head, "Vary: Origin\r\n");
	if (!cors_listed(origin))
		return;
	buf_printf(head, "Access-Control-Allow-Origin: %s\r\n", origin);
	buf_str(head, "Access-Control-Expose-Headers: ETag, Idempotent-Replayed, RateLimit-Limit, RateLimit-Remaining, "
		      "RateLimit-Reset, Retry-After, X-API-Deprecated, X-API-Sunset-Date, X-API-Version, X-Request-Id\r\n");
}
