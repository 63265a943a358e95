#include "config.h"

/*
 * Eight bytes at a time are compared with the two least frequent letters of the word, and
 * only where both are is the word compared. Keeps nothing and never reads beyond a text.
 */

#include "query/scan.h"

#include <stdint.h>
#include <string.h>

enum { STEP = sizeof(uint64_t) };

/* Letters and digits from the most to the least frequent in tables of names in European
 * languages, years and codes. */
static const char frequent[] = "eainortsldcu0129mhgpb345678yfvkwxjzq";

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

bool scan_takes(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_letter(word.text[i]) &&
			!(word.text[i] >= '0' && word.text[i] <= '9'))
			return false;
	return word.len > 0;
}

static size_t rarity(char c)
{
	return (size_t)(strchr(frequent, c) - frequent);
}

void scan_init(struct scan *s, struct slice word)
{
	*s = (struct scan){ .word = word };
	for (size_t i = 1; i < word.len; i++)
		if (rarity(word.text[i]) > rarity(word.text[s->rare]))
			s->rare = i;
	s->second = word.len > 1 && s->rare == 0;
	for (size_t i = 0; i < word.len; i++)
		if (i != s->rare && rarity(word.text[i]) > rarity(word.text[s->second]))
			s->second = i;
}

static uint64_t load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

static uint64_t fill(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* Returns marks that are not zero when a byte of X is zero; the lowest is right. */
static uint64_t zeros(uint64_t x)
{
	return (x - fill(1)) & ~x & fill(0x80);
}

/* Makes capitals small letters, and some signs others: what is found has to be compared
 * byte by byte. */
static uint64_t lower(uint64_t x)
{
	return x | fill(0x20);
}

static bool is_hit(const struct scan *s, const char *p)
{
	for (size_t i = 0; i < s->word.len; i++) {
		char want = s->word.text[i];

		if (p[i] != want && !(is_letter(want) && p[i] == want - 'a' + 'A'))
			return false;
	}
	return true;
}

size_t scan_find(const struct scan *s, struct slice text, size_t from)
{
	const char *p = text.text;
	uint64_t rare = fill((unsigned char)s->word.text[s->rare] | 0x20);
	uint64_t second = fill((unsigned char)s->word.text[s->second] | 0x20);
	size_t at = from;

	while (at + s->word.len + STEP <= text.len) {
		uint64_t marks = zeros(lower(load(p + at + s->rare)) ^ rare);

		marks &= zeros(lower(load(p + at + s->second)) ^ second);
		for (size_t i = 0; marks && i < STEP; i++)
			if (is_hit(s, p + at + i))
				return at + i;
		at += STEP;
	}
	for (; at + s->word.len <= text.len; at++)
		if (is_hit(s, p + at))
			return at;
	return text.len;
}

bool scan_starts(const struct scan *s, struct slice text, size_t from)
{
	for (size_t at = scan_find(s, text, from); at < text.len;
		at = scan_find(s, text, at + 1)) {
		struct slice before = { text.text + at - (at > 0), at > 0 };

		if (!at || (!scan_takes(before) && scan_odd(before, 0) == 1))
			return true;
	}
	return false;
}

size_t scan_odd(struct slice text, size_t from)
{
	size_t at = from;

	for (; at + STEP <= text.len; at += STEP) {
		uint64_t bytes = load(text.text + at);

		if ((bytes & fill(0x80)) | zeros(bytes ^ fill('\'')))
			break;
	}
	while (at < text.len && (unsigned char)text.text[at] < 0x80 &&
		text.text[at] != '\'')
		at++;
	return at;
}
