/* home - the page for people at /. Everything shown came from outside, so everything is escaped. */
#include "home.h"

#include "clock.h"
#include "form.h"
#include "journal.h"
#include "page.h"
#include "provider.h"
#include "satim.h"
#include "sendgrid.h"
#include "sign.h"
#include "twilio.h"

#include <stdlib.h>
#include <string.h>

enum { LAST_SMS = 20, LAST_MAILS = 20, LAST_ORDERS = 30, LAST_CALLS = 60, REFRESH_S = 5 };

/* Time of day, UTC, with the date in the machine-readable value. */
static void put_time(struct buf *out, int64_t ms)
{
	char iso[CLOCK_TEXT];

	clock_iso(ms, iso);
	buf_printf(out, "<time datetime=\"%s\">%.8s</time>", iso, iso + 11);
}

/* A section with its heading and count; "None yet." when there is nothing to show. */
static void open_section(struct buf *out, const char *id, const char *title, size_t n)
{
	buf_printf(out, "<section aria-labelledby=\"%s\"><h2 id=\"%s\">%s (%zu)</h2>\n",
	    id, id, title, n);
	if (!n)
		buf_str(out, "<p class=\"muted\">None yet.</p>\n");
}

static void close_section(struct buf *out)
{
	buf_str(out, "</section>\n");
}

static void open_table(struct buf *out, const char *const *columns)
{
	buf_str(out, "<div class=\"scroll\"><table><thead><tr>");
	for (; *columns; columns++)
		buf_printf(out, "<th scope=\"col\">%s</th>", *columns);
	buf_str(out, "</tr></thead><tbody>\n");
}

static void close_table(struct buf *out)
{
	buf_str(out, "</tbody></table></div>\n");
}

/* When, to whom and from whom a message went. */
static void put_route(struct buf *out, int64_t at_ms, const char *to, const char *from)
{
	buf_str(out, "<p class=\"muted\">");
	put_time(out, at_ms);
	buf_str(out, " to <bdi class=\"copy\">");
	buf_html(out, to);
	buf_str(out, "</bdi> from <bdi>");
	buf_html(out, from);
	buf_str(out, "</bdi></p>\n");
}

static void put_sms(struct buf *out)
{
	const struct twilio_message *m;
	size_t i = twilio_message_count(), shown;

	open_section(out, "sms", "Text messages", i);
	for (shown = 0; i-- && shown < LAST_SMS; shown++) {
		m = twilio_message_at(i);
		buf_str(out, "<div class=\"item\">");
		put_route(out, m->created_ms, m->to, *m->from ? m->from : m->service);
		buf_str(out, "<p class=\"bubble\" dir=\"auto\">");
		buf_html(out, m->body);
		buf_printf(out, "</p>\n<p class=\"muted\">%s, segments: %d</p></div>\n",
		    m->status, m->segments);
	}
	close_section(out);
}

static void put_mail(struct buf *out, const struct sendgrid_mail *m)
{
	size_t i;

	buf_str(out, "<div class=\"item\">");
	put_route(out, m->at_ms, m->to, m->from);
	buf_str(out, "<details><summary dir=\"auto\">");
	buf_html(out, m->subject);
	buf_str(out, "</summary>\n<pre dir=\"auto\">");
	buf_html(out, m->text ? m->text : "(no text part)");
	buf_str(out, "</pre>\n");
	if (m->html) {
		buf_str(out, "<details><summary>HTML source</summary><pre>");
		buf_html(out, m->html);
		buf_str(out, "</pre></details>\n");
	}
	buf_str(out, "</details>\n");
	for (i = 0; i < m->n_attachments; i++) {
		buf_printf(out, "<p>Attached: <a href=\"/mail/%s/%zu\">", m->id, i);
		buf_html(out, m->attachments[i].name);
		buf_str(out, "</a></p>\n");
	}
	buf_str(out, "</div>\n");
}

static void put_mails(struct buf *out)
{
	size_t i = sendgrid_mail_count(), shown;

	open_section(out, "mails", "Mails", i);
	for (shown = 0; i-- && shown < LAST_MAILS; shown++)
		put_mail(out, sendgrid_mail_at(i));
	close_section(out);
}

static void put_order(struct buf *out, const struct satim_order *o)
{
	const char *word = satim_order_word(o), *look = satim_order_deposit(o) ? "ok" : "bad";

	buf_str(out, "<tr><td>");
	put_time(out, o->registered_ms);
	buf_printf(out, "</td><td><span class=\"copy\">%s</span></td><td>", o->number);
	page_money(out, o->amount);
	buf_str(out, "</td><td>");
	if (o->state == SATIM_REGISTERED)
		buf_printf(out, "<a href=\"" SATIM_PAGE "?mdOrder=%s\">%s</a>", o->id, word);
	else
		buf_printf(out, "<span class=\"%s\">%s</span>", look, word);
	buf_printf(out, "</td><td>%s</td><td>", o->acknowledged_ms ? "yes" : "no");
	page_money(out, satim_order_deposit(o));
	buf_printf(out, "</td><td><span class=\"copy\">%s</span></td></tr>\n", o->id);
}

static void put_orders(struct buf *out)
{
	static const char *const columns[] = {
		"Time", "Order", "Amount", "State", "Acknowledged", "Kept", "mdOrder", NULL
	};
	size_t i = satim_order_count(), shown;

	open_section(out, "orders", "Bank orders", i);
	if (i) {
		open_table(out, columns);
		for (shown = 0; i-- && shown < LAST_ORDERS; shown++)
			put_order(out, satim_order_at(i));
		close_table(out);
	}
	close_section(out);
}

static void put_cards(struct buf *out)
{
	static const char *const columns[] = {
		"Number", "Expiry", "CVV2", "Password", "Result", NULL
	};
	const struct satim_card *card;
	size_t i;

	buf_str(out, "<section aria-labelledby=\"cards\"><h2 id=\"cards\">Test cards</h2>\n"
	    "<p class=\"muted\">A click selects the number.</p>\n");
	open_table(out, columns);
	for (i = 0; (card = satim_card_at(i)); i++) {
		buf_printf(out, "<tr><td><span class=\"copy\">%s</span></td><td>%s</td>"
		    "<td>%s</td><td>", card->pan, card->expiry, card->cvv2);
		buf_html(out, card->password);
		buf_printf(out, "</td><td class=\"%s\">", card->outcome.action_code ? "bad" : "ok");
		buf_html(out, card->outcome.text[SATIM_EN]);
		buf_str(out, "</td></tr>\n");
	}
	close_table(out);
	close_section(out);
}

static void put_calls(struct buf *out)
{
	static const char *const columns[] = { "Time", "Who", "Call", "Status", "Verdict", NULL };
	const struct journal_entry *e = journal_before(UINT64_MAX);
	int shown;

	buf_str(out, "<section aria-labelledby=\"calls\"><h2 id=\"calls\">Calls</h2>\n"
	    "<p class=\"muted\">Newest first; all of them, with bodies: "
	    "<a href=\"/__sim/journal\">/__sim/journal</a>.</p>\n");
	open_table(out, columns);
	for (shown = 0; e && shown < LAST_CALLS; shown++, e = journal_before(e->seq)) {
		buf_str(out, "<tr><td>");
		put_time(out, e->at_ms);
		buf_printf(out, "</td><td>%s %s</td><td><code>", e->outgoing ? "from" : "to",
		    e->provider);
		buf_html(out, e->line);
		if (e->status)
			buf_printf(out, "</code></td><td>%d</td><td>", e->status);
		else
			buf_str(out, "</code></td><td>none</td><td>");
		buf_html(out, e->verdict);
		buf_str(out, "</td></tr>\n");
	}
	close_table(out);
	close_section(out);
}

static void home(const struct http_request *rq, struct http_reply *rp)
{
	char now[CLOCK_TEXT];
	bool refresh;
	struct form f;

	form_parse(&f, rq->query, strlen(rq->query));
	refresh = form_get(&f, "refresh") != NULL;
	form_free(&f);
	clock_iso(clock_now(), now);
	page_open(rp, 200, "en", "Sandbox", refresh ? REFRESH_S : 0);
	buf_str(&rp->body, "<p class=\"sim\">Nothing here leaves this machine: "
	    "no money, SMS or mail is real.</p>\n<main class=\"wrap\">\n"
	    "<h1>The outside world</h1>\n");
	buf_printf(&rp->body, "<nav aria-label=\"Page\"><a id=\"refresh\" href=\"%s\">%s</a>"
	    "<span class=\"muted\">World time %s</span></nav>\n<div class=\"two\">\n",
	    refresh ? "/" : "/?refresh=on", refresh ? "Stop refreshing" : "Refresh every 5 s", now);
	put_sms(&rp->body);
	put_mails(&rp->body);
	buf_str(&rp->body, "</div>\n");
	put_orders(&rp->body);
	put_cards(&rp->body);
	put_calls(&rp->body);
	buf_str(&rp->body, "</main>\n");
	page_close(rp);
}

/* Always a download, whatever type the sender claimed: nothing foreign is run on this origin. */
static void attachment(const struct http_request *rq, struct http_reply *rp)
{
	char *id = path_segment(rq->path, 1), *number = path_segment(rq->path, 2);
	const struct sendgrid_mail *m = id ? sendgrid_mail_find(id) : NULL;
	size_t n = number ? strtoul(number, NULL, 10) : 0, size;
	unsigned char *bytes;

	if (m && number && n < m->n_attachments &&
	    (bytes = sign_unbase64(m->attachments[n].content, &size))) {
		rp->type = m->attachments[n].type;
		buf_str(&rp->head, "X-Content-Type-Options: nosniff\r\n"
		    "Content-Disposition: attachment; filename*=UTF-8''");
		buf_url(&rp->head, m->attachments[n].name);
		buf_str(&rp->head, "\r\n");
		buf_add(&rp->body, bytes, size);
		free(bytes);
	} else {
		http_say(rp, 404, "There is no such attachment.");
	}
	free(id);
	free(number);
}

bool home_serve(const struct http_request *rq, struct http_reply *rp)
{
	bool is_home = !strcmp(rq->path, "/"), is_mail = !strncmp(rq->path, "/mail/", 6);

	if (!is_home && !is_mail)
		return false;
	if (strcmp(rq->method, "GET") && strcmp(rq->method, "HEAD"))
		http_say(rp, 405, "Only GET here.");
	else if (is_home)
		home(rq, rp);
	else
		attachment(rq, rp);
	return true;
}
