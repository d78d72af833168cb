/* reconcile - where the bank and the books disagree. */
#include "admin.h"

#include "domain/reconcile.h"

static const char *const states[] = { "open", "closed", NULL };

struct reconcile_in {
	const char *state;
	int page, limit;
};

const struct rule reconcile_rules[] = {
	{ "state", V_ENUM, AT(reconcile_in, state), .oneof = states },
	{ "page", V_COUNT, AT(reconcile_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(reconcile_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct reconcile_in) },
};

struct seen_in {
	int64_t id;
	const char *note;
};

const struct rule reconcile_close_rules[] = {
	{ ":id", V_ID("disagreement"), AT(seen_in, id), .need = true },
	{ "note", V_TEXT, AT(seen_in, note), .need = true, .min = 3, .max = 500 },
	{ .size = sizeof(struct seen_in) },
};

static const struct field query_fields[] = {
	{ "state", F_TEXT, AT(reconcile_in, state) },
	{ 0 },
};

const struct answer reconcile_answers[] = {
	{ 200, "Disagreement", disagreement_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "ReconcileQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 200, "ReconcileSums", reconcile_sums_fields, .name = "sum", .how = ANSWER_BESIDE },
	{ 0 },
};

enum err reconcile(struct req *r)
{
	const struct reconcile_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct reconcile_sums *sums = arena_get(r->work.arena, sizeof *sums);
	struct disagreement *list;
	size_t n;

	TRY(reconcile_list(&r->work, in->state, &page, &list, &n, sums));
	put_list(r, r->is_page ? "items" : NULL, disagreement_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_beside(r, "sum", reconcile_sums_fields, sums);
	put_counted(r, &page);
	return reply(r, 200);
}

enum err reconcile_close(struct req *r)
{
	const struct seen_in *in = r->in;

	TRY(reconcile_seen(&r->work, in->id, in->note));
	return r->is_page ? reply_redirect(r, req_page(r, "/admin/reconcile")) : reply(r, 200);
}
