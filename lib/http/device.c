/* device - principal of a signed report. */
#include "http/device.h"

#include "base/signed.h"
#include "store/db.h"

struct found {
	int64_t bus_id, org_id;
	const unsigned char *key;
	bool active;
};

static const struct field found_fields[] = {
	{ "busId", F_INT, AT(found, bus_id), "bus_id" },
	{ "orgId", F_INT, AT(found, org_id), "partner_id" },
	{ "key", F_BYTES, AT(found, key), "hmac_key" },
	{ "active", F_BOOL, AT(found, active), "active" },
	{ 0 },
};

static enum err find(struct req *r, int64_t id, struct found *f, bool *known)
{
	struct param p[] = { p_int(id) };
	enum err e = db_maybe(&r->work, Q_DEVICE_FIND, p, found_fields, f, known);

	if (e != ERR_UNAVAILABLE || !db_lost(&r->work))
		return e;
	fail_clear(); /* the connection was stale: once more */
	return db_maybe(&r->work, Q_DEVICE_FIND, p, found_fields, f, known);
}

enum err device_identify(struct req *r)
{
	struct who *who = &r->work.who;
	struct found f = { 0 };
	bool known = false;
	int64_t id = 0;

	who->role = ROLE_ANONYMOUS;
	if (!r->body || !signed_device(r->body, r->body_n, &id))
		return fail(ERR_UNAUTHORISED, "no deviceId");
	TRY(find(r, id, &f, &known));
	if (!known || !f.key)
		return fail(ERR_UNAUTHORISED, "device %lld is unknown", (long long)id);
	if (!signed_with(f.key, r->body, r->body_n, req_header(r, "X-Device-Signature")))
		return fail(ERR_UNAUTHORISED, "device %lld: signature", (long long)id);
	if (!f.active)
		return fail(ERR_FORBIDDEN, "device %lld is revoked", (long long)id);
	who->role = ROLE_DEVICE;
	who->device_id = id;
	who->bus_id = f.bus_id;
	who->org_id = f.org_id;
	return OK;
}
