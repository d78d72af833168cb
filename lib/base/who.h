/*
 * who - the principal of a request: who asks, on whose behalf, with which proof.
 * Filled by the gate, passed to domain calls, checked again by SQL in WHERE clauses.
 */
#ifndef BASE_WHO_H
#define BASE_WHO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

enum role {
	ROLE_ANONYMOUS = 1 << 0,
	ROLE_CUSTOMER = 1 << 1,
	ROLE_DRIVER = 1 << 2,
	ROLE_CONDUCTOR = 1 << 3,
	ROLE_PARTNER_OWNER = 1 << 4,
	ROLE_PARTNER_PLANNER = 1 << 5,
	ROLE_PARTNER_CASHIER = 1 << 6,
	ROLE_PARTNER_ACCOUNTANT = 1 << 7,
	ROLE_PARTNER_VIEWER = 1 << 8,
	ROLE_SUPPORT = 1 << 9,
	ROLE_FINANCE = 1 << 10,
	ROLE_ADMIN = 1 << 11,
	ROLE_DEVICE = 1 << 12,
	ROLE_WORKER = 1 << 13, /* background jobs act in their own name */
};

/* Office staff of an organisation, and staff of the platform. */
#define WHO_PARTNER                                                                                \
	(ROLE_PARTNER_OWNER | ROLE_PARTNER_PLANNER | ROLE_PARTNER_CASHIER |                        \
	 ROLE_PARTNER_ACCOUNTANT | ROLE_PARTNER_VIEWER)
#define WHO_PLATFORM (ROLE_ADMIN | ROLE_SUPPORT | ROLE_FINANCE)

struct who {
	enum role role;
	int64_t user_id;    /* 0 for guests */
	int64_t org_id;     /* organisation of partner staff or of a device, else 0 */
	int64_t session_id; /* cookie or refresh family, 0 for none */
	int64_t issued_s;   /* when the access token was made, Unix seconds; 0 without one */
	int64_t device_id, bus_id; /* a device, and the bus it reports for; else 0 */
	bool has_guest;     /* a guest token was presented or just issued */
	unsigned char guest_hash[ID_HASH];
};

/* Database text of a role ("customer") and back; 0 when unknown. */
const char *who_role_name(enum role role);
enum role who_role(const char *name);

#endif
