/*
 * auth - accounts, sign-in, tokens. Rows that hash passwords are slow: 64 MiB and 50 ms each, in
 * two processes, so that a crowd of logins can neither fill the memory nor delay anything else.
 */
#include "auth.h"
#include "http/app.h"

static const struct route rows[] = {
/*	  method path                        handler        auth        input                rate          cache            tx        page                summary */
	{ POST, "/api/v1/auth/register",     api_register,  AUTH_GUEST, register_rules,      PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Make an account", .pool = POOL_SLOW, .answers = register_answers, .errors = FAILS(ERR_EXISTS) },
	{ POST, "/api/v1/auth/login",        api_login,     AUTH_GUEST, login_rules,         PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign in", .pool = POOL_SLOW, .answers = login_answers, .errors = FAILS(ERR_BAD_LOGIN) },
	{ POST, "/api/v1/auth/logout",       api_logout,    AUTH_GUEST, logout_rules,        PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign out", .answers = done_answers },
	{ GET,  "/api/v1/users/me",          me,            AUTH_USER,  no_rules,            PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,               .may = MAY_PROFILE, .summary = "Own profile", .answers = me_answers },
	{ GET,  "/:lang/account/login",      login_page,    AUTH_GUEST, form_rules,          PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/login.cs",    .may = MAY_SIGN_IN, .summary = "Sign-in form" },
	{ POST, "/:lang/account/login",      login_post,    AUTH_GUEST, login_form_rules,    PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign in", .pool = POOL_SLOW, .form = login_page },
	{ GET,  "/:lang/account/register",   register_page, AUTH_GUEST, form_rules,          PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/register.cs", .may = MAY_SIGN_IN, .summary = "Form for a new account" },
	{ POST, "/:lang/account/register",   register_post, AUTH_GUEST, register_form_rules, PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Make an account", .pool = POOL_SLOW, .form = register_page },
	{ POST, "/:lang/account/logout",     logout_post,   AUTH_GUEST, form_rules,          PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign out", .form = login_page },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "auth", rows);
}
