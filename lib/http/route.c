/* route - finding and checking rows. */
#include "http/route.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const char *const methods[] = { "", "GET", "POST", "PATCH", "PUT", "DELETE" };

int route_version(const char *path)
{
	return path && strncmp(path, "/api/v", 6) == 0 && path[6] >= '1' && path[6] <= '9' && path[7] == '/' ? path[6] - '0' : 1;
}

const char *method_name(enum method m)
{
	return methods[m];
}

enum method method_of(const char *name)
{
	if (strcmp(name, "HEAD") == 0)
		return GET;
	for (enum method m = GET; m <= DELETE; m++)
		if (strcmp(methods[m], name) == 0)
			return m;
	return METHOD_UNSET;
}

static size_t segment(const char *s)
{
	return strcspn(s, "/");
}

/* ":lang" matches the three languages only, any other parameter one non-empty segment. */
static bool takes(const char *pattern, size_t n, const char *s, size_t len)
{
	if (pattern[0] != ':')
		return n == len && strncmp(pattern, s, n) == 0;
	if (n == 5 && strncmp(pattern, ":lang", 5) == 0)
		return len == 2 && (strncmp(s, "fr", 2) == 0 || strncmp(s, "ar", 2) == 0 ||
				    strncmp(s, "en", 2) == 0);
	return len > 0;
}

static bool matches(const struct route *r, struct arena *a, const char *path, struct match *out)
{
	const char *p = r->path, *s = path;
	size_t n_params = 0;

	for (;;) {
		size_t n = segment(p), len = segment(s);

		if (!takes(p, n, s, len))
			return false;
		if (p[0] == ':') {
			out->name[n_params] = arena_strn(a, p, n);
			out->value[n_params++] = arena_strn(a, s, len);
			out->name[n_params] = NULL;
		}
		p += n;
		s += len;
		if (!*p || !*s)
			return !*p && !*s;
		p++;
		s++;
	}
}

bool route_find(const struct route *routes, struct arena *a, enum method method, const char *path,
		struct match *out)
{
	memset(out, 0, sizeof *out);
	for (const struct route *r = routes; r->path; r++) {
		size_t used;

		if (!matches(r, a, path, out))
			continue;
		if (r->method == method) {
			out->route = r;
			out->index = (size_t)(r - routes);
			return true;
		}
		out->other_method = true;
		used = strlen(out->allow);
		if (!strstr(out->allow, method_name(r->method)))
			snprintf(out->allow + used, sizeof out->allow - used, "%s%s", used ? ", " : "",
				 r->method == GET ? "GET, HEAD" : method_name(r->method));
	}
	return false;
}

const struct route *route_form(const struct route *routes, const struct route *post)
{
	for (const struct route *r = routes; r->path; r++)
		if (r->method == GET && r->handler == post->form && r->page)
			return r;
	return NULL;
}

/* The rule of every path parameter must exist. */
static const char *check_params(const struct route *r)
{
	int n_params = 0;

	for (const char *p = r->path; *p; p += segment(p), p += *p == '/') {
		size_t n = segment(p);
		bool found = n == 5 && strncmp(p, ":lang", 5) == 0;

		if (p[0] != ':')
			continue;
		if (++n_params > ROUTE_PARAMS)
			return "too many parameters in the path";
		for (const struct rule *rule = r->input; rule->name; rule++)
			found = found || (strlen(rule->name) == n && strncmp(rule->name, p, n) == 0);
		if (!found)
			return "a path parameter has no rule";
	}
	return NULL;
}

/* The audience of the row must be able to ask, and nobody outside of it may be let in by the table. */
static const char *check_permission(const struct route *r)
{
	unsigned audience = ~0u;

	if (!permit_name(r->may))
		return "names no action of the table of permissions";
	if (r->auth == AUTH_OPEN || r->auth == AUTH_LOOPBACK)
		return permit(ROLE_ANONYMOUS, r->may) == GRANT_ANY ? NULL : "open to all, but its action is not";
	if (r->auth == AUTH_GUEST)
		return permit(ROLE_ANONYMOUS, r->may) ? NULL : "open to guests, but its action is not";
	if (r->auth == AUTH_USER)
		audience = ~(unsigned)(ROLE_ANONYMOUS | ROLE_DEVICE);
	if (r->auth == AUTH_PARTNER)
		audience = WHO_PARTNER;
	if (r->auth == AUTH_ADMIN)
		audience = WHO_PLATFORM;
	if (r->auth == AUTH_DEVICE)
		audience = ROLE_DEVICE;
	for (unsigned role = ROLE_ANONYMOUS; role <= ROLE_DEVICE; role <<= 1)
		if (!(role & audience) && permit(role, r->may))
			return "its action is for roles the row never sees";
	return NULL;
}

static const char *check_row(const struct route *routes, const struct route *r)
{
	bool writes = r->method != GET;

	if (r->method == METHOD_UNSET)
		return "method is unset";
	if (r->path[0] != '/')
		return "path does not begin with a slash";
	if (!r->handler)
		return "handler is missing";
	if (r->auth == AUTH_UNSET)
		return "auth is unset";
	if (!r->input || (r->input->name && rule_size(r->input) == 0))
		return "input is missing (no_rules for none), or its last row lacks .size";
	if (r->rate.n <= 0 || r->rate.window_s <= 0)
		return "rate is zero";
	if (!r->cache.set)
		return "cache is unset";
	if (r->tx == TX_UNSET)
		return "tx is unset";
	if (writes && r->cache.seconds >= 0)
		return "a write is cacheable";
	if (r->idempotent && r->tx != TX_WRITE && r->tx != TX_STEPS)
		return "idempotent without a transaction";
	if (r->sunset && (strlen(r->sunset) != 10 || strncmp(r->path, "/api/", 5) != 0))
		return "sunset is no day, or no part of the API";
	if (!r->summary)
		return "summary is missing";
	if (r->edge && (writes || r->auth != AUTH_OPEN || r->cache.seconds < 0))
		return "kept at the edge, but not an answer for everyone";
	if (r->auth != AUTH_OPEN && r->cache.shared)
		return "an answer that depends on the caller has a shared cache";
	if (r->stream && (r->method != GET || r->tx != TX_READ || r->pool != POOL_SLOW || !r->content))
		return "a stream is a slow GET that reads and has a content type";
	if (r->form && !route_form(routes, r))
		return "form names no GET page";
	if (writes && strncmp(r->path, "/:lang", 6) == 0 && !r->form)
		return "a page write has no form";
	return check_permission(r) ? check_permission(r) : check_params(r);
}

/*
 * True when every path of the later row is taken by the earlier one, which is asked first: the later
 * row would never be reached. A literal before a parameter is in order, the other way round is not.
 */
static bool hides(const struct route *earlier, const struct route *later)
{
	const char *p = earlier->path, *q = later->path;

	if (earlier->method != later->method)
		return false;
	for (;;) {
		size_t n = segment(p), m = segment(q);
		bool same = n == m && strncmp(p, q, n) == 0;
		bool narrow = p[0] == ':' && n == 5 && strncmp(p, ":lang", 5) == 0;

		if (!same && (q[0] == ':' ? p[0] != ':' || narrow : !takes(p, n, q, m)))
			return false;
		p += n;
		q += m;
		if (!*p || !*q)
			return !*p && !*q;
		p++;
		q++;
	}
}

bool route_check(const struct route *routes, char *why, size_t size)
{
	for (const struct route *r = routes; r->path; r++) {
		const char *fault = check_row(routes, r);

		for (const struct route *o = routes; !fault && o < r; o++)
			if (hides(o, r))
				fault = "an earlier row takes its place";
		if (fault) {
			snprintf(why, size, "route %s %s: %s",
				 r->method ? method_name(r->method) : "?", r->path, fault);
			return false;
		}
	}
	return true;
}

void route_print(const char *program, const struct route *routes)
{
	for (const struct route *r = routes; r->path; r++) {
		printf("%s %s %s ^", program, r->pool == POOL_SLOW ? "slow" : "fast",
		       method_name(r->method));
		for (const char *p = r->path; *p;) {
			size_t n = segment(p);

			if (n == 5 && strncmp(p, ":lang", 5) == 0)
				printf("(?:fr|ar|en)");
			else if (*p == ':')
				printf("[^/]+");
			else
				for (size_t i = 0; i < n; i++)
					printf(p[i] == '.' ? "\\%c" : "%c", p[i]);
			p += n;
			if (*p == '/') {
				putchar('/');
				p++;
			}
		}
		printf("$ %s\n", r->path);
	}
}
