#include "config.h"

/*
 * A key is 24 bytes and mostly all that is compared: a million of them sort in cache
 * lines, not in pointers. Only texts that agree in their first eight bytes are followed
 * to the arena.
 */

#include "query/sortkey.h"

#include <ctype.h>
#include <string.h>

#include "base/casefold.h"
#include "data/value.h"

enum {
	FIRST = 8,    /* bytes of a text in the key itself */
	LONG_RUN = 9, /* digits from which on the length of a run is a byte more */
};

/* Numbers and unsigned integers order alike after this (IEEE 754, section 5.10). */
static uint64_t order_of_number(double value)
{
	uint64_t bits;

	value += 0.0; /* makes -0 a 0 */
	memcpy(&bits, &value, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

/* The value that is shown as TEXT; of other fields than those with choices it is TEXT. */
static struct slice value_shown(const struct field *f, struct slice text)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (slice_equal(slice_of(f->choices[i].label), text))
			return slice_of(f->choices[i].value);
	return text;
}

static size_t digits_at(const char *text)
{
	size_t count = 0;

	while (isdigit((unsigned char)text[count]))
		count++;
	return count;
}

/* Appends TEXT so that byte by byte comparing gives the order of numbers for runs of
 * digits: how many digits there are, itself as a digit, and then they. */
static void add_natural(struct str *out, const char *text)
{
	while (*text) {
		size_t run = digits_at(text);
		size_t zeros = 0;

		if (!run) {
			str_add_char(out, *text++);
			continue;
		}
		while (zeros + 1 < run && text[zeros] == '0')
			zeros++;
		run -= zeros;
		str_add_char(out, (char)('0' + (run < LONG_RUN ? run : LONG_RUN)));
		if (run >= LONG_RUN)
			str_add_char(out, (char)(run < UINT8_MAX ? run : UINT8_MAX));
		str_add_bytes(out, text + zeros, run);
		text += zeros + run;
	}
}

static uint64_t first_bytes(const char *text, size_t len)
{
	uint64_t order = 0;

	for (size_t i = 0; i < FIRST; i++)
		order = order << 8 | (i < len ? (unsigned char)text[i] : 0);
	return order;
}

/* Sets what orders VALUE as a text. */
static void set_text(
	struct sortkey *key, struct slice value, struct arena *arena, struct str *scratch)
{
	struct str folded;

	str_init(&folded);
	str_clear(scratch);
	casefold_add(&folded, value);
	add_natural(scratch, folded.buf);
	str_release(&folded);
	key->kind = SORTKEY_TEXT;
	key->order = first_bytes(scratch->buf, scratch->len);
	if (scratch->len > FIRST)
		key->rest =
			arena_strndup(arena, scratch->buf + FIRST, scratch->len - FIRST);
}

struct sortkey sortkey_make(const struct field *f, struct slice value, uint32_t row,
	struct arena *arena, struct str *scratch)
{
	struct sortkey key = { .row = row, .rest = "", .kind = SORTKEY_VALUE };
	double rank;

	if (!value.len)
		key.kind = SORTKEY_EMPTY;
	else if (value_rank(f, value_shown(f, value), &rank))
		key.order = order_of_number(rank);
	else
		set_text(&key, value, arena, scratch);
	return key;
}

int sortkey_compare(const struct sortkey *a, const struct sortkey *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return strcmp(a->rest, b->rest);
}
