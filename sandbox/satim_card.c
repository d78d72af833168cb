/* satim_card - the certification platform's test cards, read from a CSV file. */
#include "satim.h"

#include "mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 10 };

static struct satim_card *cards;
static size_t n_cards;

const struct satim_outcome satim_no_attempt = {
	-100, "",
	{ "Aucune tentative de paiement", "لم تتم أي محاولة دفع", "No payment attempted yet." }
};

const struct satim_outcome satim_cancelled = {
	10, "",
	{ "Paiement annulé par le porteur", "ألغى حامل البطاقة عملية الدفع",
	  "Payment cancelled by the holder" }
};

const struct satim_outcome satim_timed_out = {
	-2007, "",
	{ "Délai de saisie dépassé", "انتهت مهلة الدفع", "The payment session timed out" }
};

const struct satim_outcome satim_reversed = {
	0, "00",
	{ "Votre transaction a été annulée", "تم إلغاء معاملتك", "Your transaction was cancelled" }
};

/* Results that mistyped or unknown cards borrow: the file must have each. */
static const char *const needed[] = {
	"accepted", "wrong_expiry", "unknown", "wrong_cvv2", "wrong_password"
};

static bool copy(char *to, size_t room, const char *from)
{
	return (size_t)snprintf(to, room, "%s", from) < room;
}

static bool all_digits(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

static bool add(char *line)
{
	struct satim_card card = { 0 };
	char *field[COLUMNS], *end;
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		if (!(field[i] = strsep(&line, ",")))
			return false;
	card.outcome.action_code = (int)strtol(field[5], &end, 10);
	if (line || *end || end == field[5] || !all_digits(field[0]) || !all_digits(field[2]) ||
	    !copy(card.pan, sizeof card.pan, field[0]) ||
	    !copy(card.expiry, sizeof card.expiry, field[1]) ||
	    !copy(card.cvv2, sizeof card.cvv2, field[2]) ||
	    !copy(card.password, sizeof card.password, field[3]) ||
	    !copy(card.result, sizeof card.result, field[4]) ||
	    !copy(card.outcome.resp_code, sizeof card.outcome.resp_code, field[6]))
		return false;
	for (i = 0; i < SATIM_LANGS; i++)
		card.outcome.text[i] = mem_text(field[7 + i]);
	cards = mem_grow(cards, (n_cards + 1) * sizeof *cards);
	cards[n_cards++] = card;
	return true;
}

static bool read_lines(FILE *f, const char *path)
{
	char line[1024];
	int number = 0;

	while (fgets(line, sizeof line, f)) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		if (!isdigit((unsigned char)*line))
			continue;       /* comment or heading */
		if (!add(line)) {
			fprintf(stderr, "world: %s:%d: not a card of %d columns\n", path, number,
			    COLUMNS);
			return false;
		}
	}
	return true;
}

bool satim_cards_load(const char *path)
{
	FILE *f = fopen(path, "re");
	bool ok;
	size_t i;

	if (!f) {
		fprintf(stderr, "world: cannot read the card file %s; name it with --cards\n",
		    path);
		return false;
	}
	ok = read_lines(f, path);
	fclose(f);
	for (i = 0; ok && i < sizeof needed / sizeof needed[0]; i++) {
		if (!satim_outcome_of(needed[i])) {
			fprintf(stderr, "world: %s: no card with result %s\n", path, needed[i]);
			ok = false;
		}
	}
	return ok;
}

void satim_cards_free(void)
{
	size_t i, k;

	for (i = 0; i < n_cards; i++)
		for (k = 0; k < SATIM_LANGS; k++)
			free((char *)cards[i].outcome.text[k]);
	free(cards);
	cards = NULL;
	n_cards = 0;
}

const struct satim_card *satim_card_at(size_t i)
{
	return i < n_cards ? &cards[i] : NULL;
}

const struct satim_card *satim_card_find(const char *pan)
{
	size_t i;

	for (i = 0; i < n_cards; i++)
		if (!strcmp(cards[i].pan, pan))
			return &cards[i];
	return NULL;
}

const struct satim_outcome *satim_outcome_of(const char *result)
{
	size_t i;

	for (i = 0; i < n_cards; i++)
		if (!strcmp(cards[i].result, result))
			return &cards[i].outcome;
	return NULL;
}

bool satim_card_leg(struct satim_order *o, const char *pan, const char *expiry, const char *cvv2)
{
	const struct satim_card *card = satim_card_find(pan);

	if (o->state != SATIM_REGISTERED)
		return false;
	if (!card)
		o->pending = satim_outcome_of("unknown");
	else if (strcmp(card->expiry, expiry))
		o->pending = satim_outcome_of("wrong_expiry");
	else if (strcmp(card->cvv2, cvv2))
		o->pending = satim_outcome_of("wrong_cvv2");
	else
		o->pending = &card->outcome;
	copy(o->pan, sizeof o->pan, pan);
	copy(o->expiry, sizeof o->expiry, expiry);
	copy(o->password, sizeof o->password, card ? card->password : "123456");
	o->tries_left = SATIM_OTP_TRIES;
	return true;
}

bool satim_password_leg(struct satim_order *o, const char *password)
{
	if (o->state != SATIM_REGISTERED || !o->pending)
		return false;
	if (!strcmp(password, o->password)) {
		satim_order_settle(o, o->pending);
		return true;
	}
	if (--o->tries_left > 0)
		return false;
	satim_order_settle(o, satim_outcome_of("wrong_password"));
	return true;
}
