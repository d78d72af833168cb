/*
 * steps - proofs and what they lead to. A try is counted and committed before it is looked at: nothing
 * that happens afterwards, and no parallel request, takes the count back.
 */
#include "auth.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/json.h"
#include "base/metric.h"
#include "base/str.h"
#include "http/limit.h"

const char *network(struct req *r)
{
	return limit_network(r->work.arena, r->address);
}

/* ---- passwords ---- */

struct attempt {
	const char *login;
	int wait_s;
	int64_t id;
};

static enum err count_try(struct req *r, void *ctx)
{
	struct attempt *a = ctx;

	return user_try_begin(&r->work, a->login, network(r), &a->wait_s, &a->id);
}

static enum err too_many(struct req *r, int wait_s)
{
	metric_add(METRIC_LOGIN_THROTTLED, 1);
	reply_header(r, "Retry-After", arena_printf(r->work.arena, "%d", wait_s));
	return fail(ERR_RATE, "passwords for this account");
}

static enum err look_at(struct req *r, const char *login, const char *password, struct user *u, int64_t *try)
{
	struct attempt a = { .login = login };
	bool known = false, right;

	TRY(step(r, count_try, &a));
	if (a.wait_s)
		return too_many(r, a.wait_s);
	TRY(user_by_login(&r->work, login, u, &known));
	right = user_password_is(&r->work, u, known, password);
	*try = a.id;
	if (right)
		return OK;
	metric_add(METRIC_LOGIN_REFUSED, 1);
	return fail(ERR_BAD_LOGIN, "login refused");
}

struct right {
	const char *login;
	int64_t try;
};

static enum err was_right(struct req *r, void *ctx)
{
	const struct right *x = ctx;

	return user_try_right(&r->work, x->login, network(r), x->try);
}

enum err check_password(struct req *r, const char *login, const char *password, struct user *u)
{
	struct right x = { .login = login };

	TRY(look_at(r, login, password, u, &x.try));
	return step(r, was_right, &x);
}

enum err check_strength(struct req *r, const char *password, const char *const *about)
{
	enum err e = user_password_ok(password, about);

	if (e != ERR_PASSWORD_WEAK)
		return e;
	fail_clear();
	return input_wrong(r, "password", e);
}

enum err check_own_password(struct req *r, const char *field, const char *password, struct user *u)
{
	struct user again;
	enum err e;

	TRY(user_find(&r->work, r->work.who.user_id, u));
	if (!u->has_password)
		return OK;
	e = check_password(r, u->phone ? u->phone : u->email, password ? password : "", &again);
	if (e != ERR_BAD_LOGIN)
		return e;
	fail_clear();
	return input_wrong(r, field, ERR_WRONG_PASSWORD);
}

/* ---- codes ---- */

struct proof {
	const char *challenge, *code, *purpose;
	int64_t user_id;
	bool right;
};

static enum err count_code(struct req *r, void *ctx)
{
	struct proof *p = ctx;

	return otp_try(&r->work, p->challenge, p->code, &p->right, &p->purpose, &p->user_id);
}

/* The digits of what was typed: people paste blanks, and some keyboards write other digits. */
static const char *digits(struct req *r, const char *typed)
{
	char *s = arena_str(r->work.arena, str_digits(r->work.arena, typed)), *to = s;

	for (const char *p = s; *p; p++)
		if (!strchr(" -\t", *p))
			*to++ = *p;
	*to = '\0';
	return s;
}

static bool one_of(const char *purpose, const char *list)
{
	size_t n = strlen(purpose);

	for (const char *p = strstr(list, purpose); n && p; p = strstr(p + 1, purpose))
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

static enum err look_at_code(struct req *r, struct proof *p, const char *purposes, int64_t whose)
{
	p->code = digits(r, p->code);
	TRY(step(r, count_code, p));
	if (p->right && one_of(p->purpose, purposes) && (!whose || whose == p->user_id))
		return OK;
	return input_wrong(r, "code", ERR_BAD_CODE);
}

enum err check_code(struct req *r, const char *challenge, const char *code, const char *purposes,
		    const char **purpose)
{
	struct proof p = { .challenge = challenge, .code = code };
	enum err e = look_at_code(r, &p, purposes, 0);

	*purpose = p.purpose;
	return e;
}

enum err check_own_code(struct req *r, const char *challenge, const char *code, const char *purposes,
			const char **purpose)
{
	struct proof p = { .challenge = challenge, .code = code };
	enum err e = look_at_code(r, &p, purposes, r->work.who.user_id);

	*purpose = p.purpose;
	return e;
}

struct asking {
	const struct otp_wish *wish;
	const char *challenge;
	struct otp *otp;
};

static enum err ask(struct req *r, void *ctx)
{
	struct asking *a = ctx;

	return a->wish ? otp_start(&r->work, a->wish, a->otp)
		       : otp_again(&r->work, a->challenge, network(r), a->otp);
}

enum err send_code(struct req *r, const struct otp_wish *wish, struct otp *o)
{
	struct asking a = { .wish = wish, .otp = o };

	return step(r, ask, &a);
}

enum err send_again(struct req *r, const char *challenge, struct otp *o)
{
	struct asking a = { .challenge = challenge, .otp = o };

	return step(r, ask, &a);
}

enum err ask_account(struct req *r, const struct register_in *in, struct otp *o)
{
	const char *const about[] = { in->phone ? in->phone : in->email, in->first_name ? in->first_name : "",
				      in->last_name ? in->last_name : "", NULL };
	struct otp_wish wish = { .purpose = "register", .address = in->phone ? in->phone : in->email,
				 .network = network(r) };
	const char *hash = NULL;
	struct buf b;
	struct jw j;

	if (in->password)
		TRY(check_strength(r, in->password, about));
	/* Hashed for known addresses as well: whoever asks cannot tell them by the time. */
	if (in->password)
		TRY(user_hash(&r->work, in->password, &hash));
	buf_init(&b, r->work.arena, 256);
	jw_start(&j, &b);
	jw_object(&j);
	if (hash) {
		jw_key(&j, "hash");
		jw_text(&j, hash);
	}
	if (in->first_name) {
		jw_key(&j, "firstName");
		jw_text(&j, in->first_name);
	}
	if (in->last_name) {
		jw_key(&j, "lastName");
		jw_text(&j, in->last_name);
	}
	jw_end(&j);
	wish.details = b.data;
	return send_code(r, &wish, o);
}

/* ---- entering ---- */

static enum err begin(struct req *r, struct entry *e)
{
	return signin_begin(&r->work, e->u.key, e->kind, req_header(r, "User-Agent"), e->how, &e->session, &e->token);
}

static enum err by_code(struct req *r, void *ctx)
{
	struct entry *e = ctx;

	TRY(otp_sign_in(&r->work, e->challenge, &e->u));
	return begin(r, e);
}

enum err enter_by_code(struct req *r, struct entry *e)
{
	e->how = "code";
	return step(r, by_code, e);
}

static enum err by_reset(struct req *r, void *ctx)
{
	struct entry *e = ctx;

	TRY(otp_reset(&r->work, e->challenge, e->password, &e->u));
	return begin(r, e);
}

enum err enter_by_reset(struct req *r, struct entry *e)
{
	e->how = "reset";
	return step(r, by_reset, e);
}

struct knock {
	const char *login;
	struct entry *entry;
};

static enum err by_password(struct req *r, void *ctx)
{
	struct knock *k = ctx;

	TRY(user_try_right(&r->work, k->login, network(r), k->entry->try));
	return begin(r, k->entry);
}

enum err enter_by_password(struct req *r, const char *login, struct entry *e)
{
	struct knock k = { login, e };

	e->how = "password";
	TRY(look_at(r, login, e->password, &e->u, &e->try));
	return step(r, by_password, &k);
}
