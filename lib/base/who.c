/* who - names of roles. */
#include "base/who.h"

#include <string.h>

static const struct {
	enum role role;
	const char *name;
} roles[] = {
	{ ROLE_ANONYMOUS, "anonymous" },
	{ ROLE_CUSTOMER, "customer" },
	{ ROLE_DRIVER, "driver" },
	{ ROLE_CONDUCTOR, "conductor" },
	{ ROLE_PARTNER_OWNER, "partner_owner" },
	{ ROLE_PARTNER_PLANNER, "partner_planner" },
	{ ROLE_PARTNER_CASHIER, "partner_cashier" },
	{ ROLE_PARTNER_ACCOUNTANT, "partner_accountant" },
	{ ROLE_PARTNER_VIEWER, "partner_viewer" },
	{ ROLE_SUPPORT, "support" },
	{ ROLE_FINANCE, "finance" },
	{ ROLE_ADMIN, "admin" },
	{ ROLE_DEVICE, "device" },
	{ ROLE_WORKER, "worker" },
};

const char *who_role_name(enum role role)
{
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (roles[i].role == role)
			return roles[i].name;
	return "anonymous";
}

enum role who_role(const char *name)
{
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (strcmp(roles[i].name, name) == 0)
			return roles[i].role;
	return 0;
}
