/* mine - inputs and handlers of what belongs to the person who is signed in. */
#ifndef CGI_MINE_H
#define CGI_MINE_H

#include "auth.h"
#include "domain/account.h"

struct profile_in {
	const char *first_name, *last_name, *lang;
};
struct choices_in {
	const char *lang;
	bool sms, sms_given, email, email_given, places_given;
	const char **places;
	size_t n_places;
};
struct passenger_in {
	int64_t id;
	const char *first_name, *last_name, *id_number;
	int age;
};
struct method_in {
	int64_t id;
	const char *kind, *label;
	bool is_default;
};
struct consent_in {
	const char *subject;
	bool granted;
};
struct export_in {
	const char *id;
};
struct erase_in {
	const char *password, *challenge, *code;
};

/* mine.c */
extern const struct rule profile_rules[], choices_rules[], passenger_rules[], passenger_change_rules[], passenger_id_rules[],
	method_rules[], method_id_rules[], consent_rules[], export_rules[], erase_rules[];
extern const struct answer choices_answers[], passengers_answers[], passenger_answers[], passenger_made_answers[],
	methods_answers[], method_made_answers[], consents_answers[], consent_answers[], export_answers[],
	export_state_answers[];
handler_fn profile_update, choices_show, choices_change, passengers_list, passenger_add, passenger_change, passenger_drop,
	methods_list, method_add, method_drop, consents_list, consent_add, export_ask, export_show, export_file, erase_code,
	erase;

/* mine_page.c */
extern const struct rule profile_form_rules[], contact_form_rules[], end_rules[], passenger_form_rules[], method_form_rules[],
	consents_form_rules[], erase_page_rules[], erase_form_rules[];
handler_fn profile_page, profile_post, security_page, contact_post, confirm_post, password_post, end_post, saved_page,
	passenger_post, passenger_drop_post, method_post, method_drop_post, data_page, consents_post, export_post, erase_page,
	erase_code_post, erase_post;

#endif
