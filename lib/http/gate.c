/* gate - the steps of a request. */
#include "http/gate.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/trace.h"
#include "base/when.h"
#include "http/app.h"
#include "http/cors.h"
#include "http/device.h"
#include "http/idem.h"
#include "http/input.h"
#include "http/limit.h"
#include "http/page.h"
#include "http/reply.h"
#include "http/session.h"
#include "http/transport.h"
#include "store/db.h"
#include "store/jobs.h"

enum { HANDLER_US = 8000000, TRIES = 4, PAUSE_US = 8000, NEXT_MOST = 300, WORD_MOST = 20 };

static const char *env(const struct req *r, const char *name)
{
	return transport_env(r->transport, name);
}

/* ---- what came ---- */

static bool id_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.';
}

/* The caller's request id when it is a plain word, else a fresh one. */
static const char *request_id(struct req *r)
{
	const char *given = req_header(r, "X-Request-Id");
	char fresh[ID_CHARS + 1];
	size_t n = 0;

	while (given && id_char(given[n]) && n < 65)
		n++;
	if (n > 0 && n <= 64 && !given[n])
		return arena_str(r->work.arena, given);
	id_new(fresh);
	return arena_printf(r->work.arena, "req_%s", fresh);
}

static bool page_path(const char *path)
{
	return !(strncmp(path, "/api/", 5) == 0 || strcmp(path, "/api") == 0 ||
		 strncmp(path, "/health", 7) == 0 || strcmp(path, "/metrics") == 0);
}

static void read_line(struct req *r)
{
	const char *name = env(r, "SCRIPT_NAME"), *info = env(r, "PATH_INFO");
	const char *method = env(r, "REQUEST_METHOD"), *address = env(r, "REMOTE_ADDR");
	const char *query = env(r, "QUERY_STRING");

	r->path = arena_printf(r->work.arena, "%s%s", name ? name : "", info ? info : "");
	r->query = query ? query : "";
	r->address = address && *address ? address : "127.0.0.1";
	r->method = method ? method_of(method) : METHOD_UNSET;
	r->head = method && strcmp(method, "HEAD") == 0;
	r->is_page = page_path(r->path);
	r->work.request_id = request_id(r);
	r->work.lang = LANG_FR;
	if (r->is_page && strlen(r->path) >= 3) {
		if (!lang_of(arena_strn(r->work.arena, r->path + 1, 2), &r->work.lang))
			r->work.lang = lang_accepted(req_header(r, "Accept-Language"));
	} else {
		r->work.lang = lang_accepted(req_header(r, "Accept-Language"));
	}
}

static enum err find_row(struct req *r)
{
	if (route_find(app_routes(r->app), r->work.arena, r->method, r->path, &r->match)) {
		r->route = r->match.route;
		r->route_index = r->match.index;
		return OK;
	}
	if (!r->match.other_method)
		return fail(ERR_NOT_FOUND, "no route");
	reply_header(r, "Allow", arena_str(r->work.arena, r->match.allow));
	return fail(ERR_METHOD, "allowed: %s", r->match.allow);
}

/* The address decides the version; a client that says another one is at the wrong address. */
static enum err check_version(struct req *r)
{
	const char *wanted = req_header(r, "X-API-Version");
	int64_t n;

	if (!wanted || r->is_page || (str_int(wanted, 1, 9, &n) && n == route_version(r->path)))
		return OK;
	fail(ERR_INPUT, "version %s", wanted);
	fail_field("X-API-Version");
	return ERR_INPUT;
}

static enum err read_body(struct req *r)
{
	size_t bound = r->route->max_body ? r->route->max_body : (size_t)conf_int(CONF_REQUEST_BODY);
	const char *length = env(r, "CONTENT_LENGTH");
	int64_t n = 0;
	long got;
	char *body;

	if (r->method == GET)
		return OK;
	if (length && *length && !str_int(length, 0, INT32_MAX, &n))
		return fail(ERR_MALFORMED, "content length");
	if ((size_t)n > bound)
		return fail(ERR_TOO_LARGE, "%lld bytes", (long long)n);
	body = arena_get(r->work.arena, (size_t)n + 1);
	got = n ? transport_read(r->transport, body, (size_t)n) : 0;
	if (got != (long)n)
		return fail(ERR_MALFORMED, "body cut short");
	r->body = body;
	r->body_n = (size_t)n;
	return OK;
}

/* ---- may it ---- */

static enum err take_rate(struct req *r)
{
	struct limit_state s;
	struct arena *a = r->work.arena;

	if (r->route->auth == AUTH_LOOPBACK)
		return OK;
	s = limit_take(r);
	reply_header(r, "RateLimit-Limit", arena_printf(a, "%d", s.limit));
	reply_header(r, "RateLimit-Remaining", arena_printf(a, "%d", s.remaining < 0 ? 0 : s.remaining));
	reply_header(r, "RateLimit-Reset", arena_printf(a, "%d", s.reset_s));
	if (s.allowed)
		return OK;
	reply_header(r, "Retry-After", arena_printf(a, "%d", s.retry_s));
	return fail(ERR_RATE, "rate of the route");
}

/* Guesses at a device's signature are counted by the address they come from. */
static enum err identify(struct req *r)
{
	enum err e;

	if (r->route->auth != AUTH_DEVICE)
		return session_identify(r);
	e = device_identify(r);
	if (e == ERR_UNAUTHORISED)
		TRY(take_rate(r));
	return e;
}

static bool loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

/* Signed in where the row asks for it; then the table of permissions decides, and it refuses by default. */
static enum err authorise(struct req *r)
{
	const struct who *who = &r->work.who;
	enum auth auth = r->route->auth;

	if (auth == AUTH_LOOPBACK && !loopback(r->address))
		return fail(ERR_NOT_FOUND, "not from this host");
	if ((auth == AUTH_USER || auth == AUTH_PARTNER || auth == AUTH_ADMIN) && !who->user_id)
		return fail(ERR_UNAUTHORISED, "not signed in");
	if (auth == AUTH_DEVICE && !who->device_id)
		return fail(ERR_UNAUTHORISED, "no device");
	if (permit(who->role, r->route->may) == GRANT_NO)
		return fail(ERR_FORBIDDEN, "%s may not %s", who_role_name(who->role), permit_name(r->route->may));
	return auth != AUTH_PARTNER || who->org_id ? OK : fail(ERR_FORBIDDEN, "no organisation");
}

static enum err check_origin(struct req *r)
{
	if (r->method == GET || r->route->lenient || session_same_site(r))
		return OK;
	return fail(ERR_CSRF, "origin or form token");
}

static enum err prepare_key(struct req *r)
{
	if (!r->route->idempotent)
		return OK;
	r->key = r->is_page ? input_text(r, "_key") : req_header(r, "Idempotency-Key");
	return idem_prepare(r);
}

/* ---- do it ---- */

static enum err render(struct req *r)
{
	if (!r->status)
		return fail(ERR_INTERNAL, "handler gave no reply");
	if (r->sent)
		return OK;
	return r->is_page ? page_render(r) : reply_json(r);
}

void gate_begin(struct req *r)
{
	db_begin(&r->work);
	if (r->route->idempotent && !r->claimed)
		idem_claim(r);
	r->claimed = true;
}

enum err gate_commit(struct req *r)
{
	enum err e = db_commit(&r->work);

	work_settle(&r->work, e == OK);
	if (e == OK)
		jobs_announce(&r->work);
	return e;
}

/* ":lang" and other path parameters, and {member} of the first document, filled into the row's next. */
static const char *next_page(struct req *r)
{
	struct arena *a = r->work.arena;
	const struct part *p = r->n_parts ? &r->parts[0] : NULL;
	struct text_arg args[8] = { { 0 } };
	struct buf b;
	size_t n = 0;

	for (const struct field *f = p ? p->fields : NULL; f && f->name && n < 7; f++) {
		const char *s = NULL;

		if (f->kind == FIELD_PUBLIC)
			s = arena_printf(a, "%s_%s", f->prefix, *(const char *const *)field_at(f, p->row));
		else if (f->kind == FIELD_ID)
			s = arena_printf(a, "%s_%lld", f->prefix,
					 (long long)*(const int64_t *)field_at(f, p->row));
		if (s)
			args[n++] = (struct text_arg){ f->name, s };
	}
	buf_init(&b, a, 128);
	for (const char *s = r->route->next; *s;) {
		size_t len = strcspn(s, "/");
		const char *word = arena_strn(a, s, len), *value = NULL;

		for (int i = 0; word[0] == ':' && r->match.name[i]; i++)
			if (strcmp(r->match.name[i], word) == 0)
				value = r->match.value[i];
		if (value)
			buf_url(&b, value);
		else
			buf_str(&b, text_fill(a, word, args));
		s += len;
		if (*s == '/')
			buf_char(&b, *s++);
	}
	return b.data;
}

static enum err run_handler(struct req *r)
{
	enum err e = r->route->handler(r);

	if (e == OK && r->route->next && !r->redirect && r->status < 300)
		return reply_redirect(r, next_page(r));
	return e;
}

/* One transaction around the handler; the reply is rendered inside it and sent after it. */
static enum err run_once(struct req *r)
{
	enum err e;

	gate_begin(r);
	e = run_handler(r);
	if (e == OK)
		e = render(r);
	if (e != OK)
		return e;
	if (r->route->idempotent)
		idem_store(r);
	return gate_commit(r);
}

/*
 * Again after a serialization failure or deadlock, and after a lost connection: nothing has left.
 * A lost answer to COMMIT is only run again under an idempotency key, which tells whether the
 * first run took effect.
 */
static bool run_again(const struct req *r, enum err e)
{
	if (e == ERR_RETRY)
		return true;
	if (e == ERR_UNAVAILABLE && db_lost(&r->work))
		return true;
	return e == ERR_LOST_COMMIT && r->route->idempotent;
}

static enum err run_write(struct req *r)
{
	size_t kept_headers = r->n_headers;
	enum err e = OK;

	for (int i = 1; i <= TRIES; i++) {
		e = run_once(r);
		if (e != OK)
			db_rollback(&r->work);
		if (e == OK || !run_again(r, e) || i == TRIES)
			break;
		metric_add(METRIC_DB_RETRIES, 1);
		work_settle(&r->work, false);
		reply_reset(r);
		r->n_headers = kept_headers;
		r->claimed = false;
		fail_clear();
		usleep((useconds_t)(PAUSE_US * i + (int)getpid() % PAUSE_US));
	}
	if (e == ERR_RETRY)
		e = ERR_BUSY_RETRY;
	if (e == ERR_LOST_COMMIT)
		e = ERR_UNAVAILABLE;
	return e;
}

static enum err run_read(struct req *r)
{
	enum err e = run_handler(r);

	if (e == ERR_UNAVAILABLE && db_lost(&r->work) && !r->sent) { /* the connection was stale: once more */
		fail_clear();
		reply_reset(r);
		e = run_handler(r);
	}
	return e == OK ? render(r) : e;
}

/* The handler makes its own transactions; the reply is kept in one more when a key asks for it. */
static enum err run_steps(struct req *r)
{
	enum err e = run_handler(r);

	if (e == OK)
		e = render(r);
	if (e == OK && r->route->idempotent) {
		db_begin(&r->work);
		idem_store(r);
		e = gate_commit(r);
	}
	if (e != OK)
		db_rollback(&r->work);
	return e;
}

static enum err run(struct req *r)
{
	enum err e;

	switch (r->route->tx) {
	case TX_WRITE:
		e = run_write(r);
		break;
	case TX_STEPS:
		e = run_steps(r);
		break;
	default:
		e = run_read(r);
	}
	if (e != ERR_REPLAY)
		return e;
	fail_clear();
	reply_reset(r);
	return idem_replay(r);
}

/* ---- what goes wrong ---- */

/* A form with a mistake is shown again as the GET page of its row, with the values typed. */
static bool show_form_again(struct req *r, enum err e)
{
	int status = err_status(e);
	const struct route *form = r->route && r->route->form ? route_form(app_routes(r->app), r->route)
							      : NULL;
	struct failure note = *fail_note();
	struct req again;

	if (!form || r->form_again || e == ERR_MALFORMED ||
	    !(status == 400 || status == 409 || status == 422 || e == ERR_BAD_LOGIN))
		return false;
	if (r->n_errors == 0)
		r->errors[r->n_errors++] = (struct input_error){
			note.field[0] ? arena_str(r->work.arena, note.field) : "", e, NULL,
			arena_str(r->work.arena, note.about) };
	reply_reset(r);
	fail_clear();
	again = *r;
	r->form_again = true;
	r->form_tree = r->tree;
	r->method = GET;
	r->n_errors = 0;
	if (input_of_form(r, form->input) == OK && form->handler(r) == OK && r->status == 200 && !r->redirect) {
		r->status = 422;
		r->n_errors = again.n_errors;
		memcpy(r->errors, again.errors, sizeof r->errors);
		if (page_render(r) == OK)
			return true;
	} else if (r->redirect) {
		return true; /* the form's page itself leads elsewhere: the hold is over, say */
	}
	*r = again;
	return false;
}

/* Where somebody goes on who had to sign in first: to this page, for a form to the page that shows it. */
static const char *after_login(struct req *r)
{
	const char *self = NULL;
	struct match page;

	if (r->method == GET && input_read(r) == OK)
		self = page_self(r, r->work.lang);
	else if (route_find(app_routes(r->app), r->work.arena, GET, r->path, &page))
		self = r->path;
	return self && strlen(self) <= NEXT_MOST ? self : req_page(r, "/");
}

static void to_login(struct req *r)
{
	struct buf b;

	buf_init(&b, r->work.arena, 200);
	buf_printf(&b, "/%s/account/login?next=", lang_code(r->work.lang));
	buf_url(&b, after_login(r));
	reply_redirect(r, b.data);
	r->out.len = 0;
}

static bool has_header(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->n_headers; i++)
		if (strcmp(r->headers[i].name, name) == 0)
			return true;
	return false;
}

static void answer_error(struct req *r, enum err e)
{
	db_rollback(&r->work);
	work_settle(&r->work, false);
	if (arena_overflown(r->work.arena))
		e = ERR_MEMORY;
	if (r->is_page && e == ERR_UNAUTHORISED) {
		to_login(r);
		return;
	}
	if (r->is_page && show_form_again(r, e))
		return;
	r->redirect = r->sendfile = r->content = NULL;
	if (e == ERR_UNAVAILABLE)
		reply_header(r, "Retry-After", "2");
	if (e == ERR_RATE && !has_header(r, "Retry-After")) /* a limit by the day, told by the database */
		reply_header(r, "Retry-After", "3600");
	if (e == ERR_UNAUTHORISED)
		reply_header(r, "WWW-Authenticate",
			     r->route && r->route->auth == AUTH_DEVICE ? "Device" : "Bearer");
	if (r->is_page)
		page_error(r, e);
	else
		reply_error_json(r, e);
}

/* A path nobody has, for people who look for what was meant: a word longer than any of ours is somebody's token. */
static const char *path_meant(struct req *r)
{
	struct buf b;

	buf_init(&b, r->work.arena, 64);
	for (const char *s = r->path; *s;) {
		size_t n = strcspn(s, "/");

		if (n > WORD_MOST)
			buf_char(&b, '-');
		else
			buf_put(&b, s, n);
		s += n;
		if (*s == '/')
			buf_char(&b, *s++);
	}
	return b.data;
}

static void log_request(struct req *r, enum err e)
{
	const struct failure *note = fail_note();
	int64_t micros = when_ticks() - r->started;
	char trace[2 * TRACE_ID + 1];
	struct log l;

	if (r->route)
		metric_request(r->route_index, r->status, micros);
	trace_id(trace);
	log_open(&l, r->status >= 500 ? LOG_ERROR : LOG_INFO, "request");
	log_text(&l, "id", r->work.request_id);
	log_text(&l, "trace", trace);
	log_text(&l, "method", env(r, "REQUEST_METHOD"));
	log_text(&l, "route", r->route ? r->route->path : NULL);
	log_text(&l, "path", r->route ? NULL : path_meant(r));
	log_int(&l, "status", r->status);
	log_int(&l, "us", micros);
	log_int(&l, "bytes", (int64_t)r->out.len);
	log_text(&l, "ip", r->address);
	if (r->work.who.user_id)
		log_int(&l, "user", r->work.who.user_id);
	if (r->work.who.device_id)
		log_int(&l, "device", r->work.who.device_id);
	if (e != OK) {
		log_text(&l, "code", err_code(e));
		log_text(&l, "why", note->why);
		if (note->file)
			log_text(&l, "at", arena_printf(r->work.arena, "%s:%d", note->file, note->line));
	}
	log_send(&l);
}

static enum err check_input(struct req *r)
{
	TRY(input_read(r));
	return input_check(r, r->route->input, &r->in);
}

/* Every request passes here, in this order. */
static enum err pass(struct req *r)
{
	enum err wrong;

	if (cors_preflight(r))
		return OK;
	TRY(find_row(r));
	TRY(check_version(r));
	TRY(read_body(r));
	TRY(identify(r));
	TRY(take_rate(r));
	TRY(authorise(r));
	wrong = check_input(r);
	if (wrong == ERR_MALFORMED || wrong == ERR_MEDIA_TYPE || wrong == ERR_NOT_FOUND)
		return wrong;
	TRY(check_origin(r)); /* before a wrong form is shown again: a foreign site gets nothing */
	TRY(wrong);
	TRY(prepare_key(r));
	return run(r);
}

void gate_serve(struct req *r)
{
	enum err e;

	fail_clear();
	trace_begin(req_header(r, "traceparent"));
	r->started = when_ticks();
	r->work.now = when_now();
	r->work.deadline = r->started + HANDLER_US;
	read_line(r);
	e = pass(r);
	if (e != OK && !r->sent)
		answer_error(r, e);
	if (!r->sent)
		reply_send(r);
	log_request(r, e);
	trace_done(TRACE_SERVER, "http", r->method ? method_name(r->method) : "?", r->route ? r->route->path : "-",
		   r->started, r->status, r->status >= 500);
}
