/*
 * auth - accounts, sign-in, tokens. Rows that hash passwords are slow: 64 MiB and 50 ms each, in
 * two processes, so that a crowd of logins can neither fill the memory nor delay anything else.
 * Rows that count tries work in steps: a count is committed before anything is looked at.
 */
#include "auth.h"
#include "http/app.h"

static const struct route rows[] = {
/*	  method  path                             handler          auth        input                rate          cache            tx        page                summary */
	{ POST,   "/api/v1/auth/register",         api_register,    AUTH_GUEST, register_rules,      PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Ask for an account: a code goes to the phone or e-mail", .pool = POOL_SLOW, .answers = code_answers, .errors = FAILS(ERR_PASSWORD_WEAK, ERR_PHONE_REGION, ERR_MISSING_FIELD) },
	{ POST,   "/api/v1/auth/login",            api_login,       AUTH_GUEST, login_rules,         PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Sign in by password, or ask for a code", .pool = POOL_SLOW, .answers = login_answers, .errors = FAILS(ERR_BAD_LOGIN, ERR_PHONE_REGION) },
	{ POST,   "/api/v1/auth/verify-otp",       api_verify,      AUTH_GUEST, verify_rules,        PER_MIN(30),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Prove a phone or e-mail by its code", .answers = verify_answers, .errors = FAILS(ERR_BAD_CODE) },
	{ POST,   "/api/v1/auth/resend-otp",       api_again,       AUTH_GUEST, again_rules,         PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Another code in place of one that did not arrive", .answers = code_answers, .errors = FAILS(ERR_BAD_CODE) },
	{ POST,   "/api/v1/auth/refresh",          api_refresh,     AUTH_OPEN,  refresh_rules,       PER_MIN(120), CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_REFRESH, .summary = "Exchange a refresh token", .answers = token_answers, .errors = FAILS(ERR_UNAUTHORISED) },
	{ POST,   "/api/v1/auth/logout",           api_logout,      AUTH_GUEST, logout_rules,        PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign out here or everywhere", .answers = done_answers, .errors = FAILS(ERR_UNAUTHORISED) },
	{ POST,   "/api/v1/auth/forgot-password",  api_forgot,      AUTH_GUEST, forgot_rules,        PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Ask for a code that sets another password", .answers = code_answers, .errors = FAILS(ERR_PHONE_REGION) },
	{ POST,   "/api/v1/auth/reset-password",   api_reset,       AUTH_GUEST, reset_rules,         PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Set another password by code", .pool = POOL_SLOW, .answers = token_answers, .errors = FAILS(ERR_BAD_CODE, ERR_PASSWORD_WEAK) },
	{ GET,    "/api/v1/users/me",              me,              AUTH_USER,  no_rules,            PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,               .may = MAY_PROFILE, .summary = "Own profile", .answers = me_answers },
	{ POST,   "/api/v1/users/me/contact",      contact_change,  AUTH_USER,  contact_rules,       PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_PROFILE_CHANGE, .summary = "Ask for a code that changes phone or e-mail", .pool = POOL_SLOW, .answers = code_answers, .errors = FAILS(ERR_WRONG_PASSWORD, ERR_PHONE_REGION) },
	{ POST,   "/api/v1/users/me/password",     password_change, AUTH_USER,  password_rules,      PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_PROFILE_CHANGE, .summary = "Change the own password; other sessions end", .pool = POOL_SLOW, .answers = done_answers, .errors = FAILS(ERR_WRONG_PASSWORD, ERR_PASSWORD_WEAK) },
	{ GET,    "/api/v1/users/me/sessions",     sessions_list,   AUTH_USER,  no_rules,            PER_MIN(60),  CACHE_PRIVATE_0, TX_READ,  NULL,               .may = MAY_SESSIONS, .summary = "Where one is signed in", .answers = sessions_answers },
	{ DELETE, "/api/v1/users/me/sessions",     sessions_delete, AUTH_USER,  no_rules,            PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SESSIONS, .summary = "End all own sessions but this one", .answers = done_answers },
	{ DELETE, "/api/v1/users/me/sessions/:id", session_delete,  AUTH_USER,  session_rules,       PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SESSIONS, .summary = "End one own session", .answers = done_answers, .errors = FAILS(ERR_NOT_FOUND) },
	{ GET,    "/:lang/account/login",          login_page,      AUTH_GUEST, form_rules,          PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/login.cs",    .may = MAY_SIGN_IN, .summary = "Sign-in form" },
	{ POST,   "/:lang/account/login",          login_post,      AUTH_GUEST, login_form_rules,    PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Sign in by password, or ask for a code", .pool = POOL_SLOW, .form = login_page },
	{ GET,    "/:lang/account/register",       register_page,   AUTH_GUEST, form_rules,          PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/register.cs", .may = MAY_SIGN_IN, .summary = "Form for a new account" },
	{ POST,   "/:lang/account/register",       register_post,   AUTH_GUEST, register_form_rules, PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Ask for an account", .pool = POOL_SLOW, .form = register_page },
	{ GET,    "/:lang/account/code",           code_page,       AUTH_GUEST, code_page_rules,     PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/code.cs",     .may = MAY_SIGN_IN, .summary = "Form for a code" },
	{ POST,   "/:lang/account/code",           code_post,       AUTH_GUEST, code_form_rules,     PER_MIN(30),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Sign in by code", .form = code_page },
	{ POST,   "/:lang/account/code/again",     again_post,      AUTH_GUEST, code_page_rules,     PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Another code", .form = code_page },
	{ GET,    "/:lang/account/forgot",         forgot_page,     AUTH_GUEST, no_rules,            PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/forgot.cs",   .may = MAY_SIGN_IN, .summary = "Form for a forgotten password" },
	{ POST,   "/:lang/account/forgot",         forgot_post,     AUTH_GUEST, forgot_form_rules,   PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Ask for a code that sets another password", .form = forgot_page },
	{ GET,    "/:lang/account/reset",          reset_page,      AUTH_GUEST, code_page_rules,     PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/reset.cs",    .may = MAY_SIGN_IN, .summary = "Form for another password" },
	{ POST,   "/:lang/account/reset",          reset_post,      AUTH_GUEST, reset_form_rules,    PER_MIN(10),  CACHE_NEVER,     TX_STEPS, NULL,               .may = MAY_SIGN_IN, .summary = "Set another password by code", .pool = POOL_SLOW, .form = reset_page },
	{ POST,   "/:lang/account/logout",         logout_post,     AUTH_GUEST, form_rules,          PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,               .may = MAY_SIGN_IN, .summary = "Sign out", .form = login_page },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "auth", rows);
}
