/*
 * The breaking of text into lines, a line at a time. The work for a line depends on the
 * line alone, however long the text after it, so a pager may ask for the first lines of
 * anything. Invariant: between the end of one line and the start of the next there are
 * only blanks and at most one newline.
 */

#include "config.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/memory.h"

static const char wide_blank[] = "\xe3\x80\x80"; /* U+3000 */

enum { WIDE_BLANK_LEN = sizeof wide_blank - 1 };

/* Returns the bytes of the blank that S (not empty) starts with, 0 when it starts with
 * none. */
static size_t blank_at(struct slice s)
{
	int width;
	size_t len = text_cluster(s, &width);

	if (len == 1 && (*s.text == ' ' || *s.text == '\t'))
		return 1;
	if (len == WIDE_BLANK_LEN && memcmp(s.text, wide_blank, len) == 0)
		return len;
	return 0;
}

static bool ends_wide(const char *text, size_t len)
{
	return len >= WIDE_BLANK_LEN &&
		memcmp(text + len - WIDE_BLANK_LEN, wide_blank, WIDE_BLANK_LEN) == 0;
}

/* Returns LEN without the blanks at the end of the first LEN bytes of TEXT. */
static size_t trim_blanks(const char *text, size_t len)
{
	for (;;) {
		if (len && (text[len - 1] == ' ' || text[len - 1] == '\t'))
			len--;
		else if (ends_wide(text, len))
			len -= WIDE_BLANK_LEN;
		else
			return len;
	}
}

static bool is_newline(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* Returns the offset behind the newline at offset AT of S, or AT when there is none. */
static size_t skip_newline(struct slice s, size_t at)
{
	if (at < s.len && s.text[at] == '\r')
		return at + 1 < s.len && s.text[at + 1] == '\n' ? at + 2 : at + 1;
	return at < s.len && s.text[at] == '\n' ? at + 1 : at;
}

/*
 * Returns what UAX 14 says of S, for the caller to free: for each character whether a
 * line may start with it (UC_BREAK_POSSIBLE). Characters count as they are shown.
 */
static char *find_breaks(struct slice s)
{
	uint32_t *characters = xcalloc(s.len, sizeof *characters);
	char *breaks = xcalloc(s.len, 1);
	size_t count = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t character;

		at += text_decode((struct slice){ s.text + at, s.len - at }, &character);
		characters[count++] = text_visible(character);
	}
	u32_possible_linebreaks(characters, count, "UTF-8", breaks);
	free(characters);
	return breaks;
}

/*
 * Returns the last offset in S at which a line may start, 0 for none: at most FIT, or
 * NEXT, where the first cluster stands that is no blank behind FIT and the last of S.
 */
static size_t last_break(struct slice s, size_t fit, size_t next)
{
	char *breaks = find_breaks(s);
	size_t best = 0;
	size_t index = 0;
	int width;

	for (size_t at = 0; at <= next;) {
		struct slice rest = { s.text + at, s.len - at };
		size_t len = text_cluster(rest, &width);

		if (at && breaks[index] == UC_BREAK_POSSIBLE && (at <= fit || at == next))
			best = at;
		for (size_t end = at + len; at < end; index++) {
			uint32_t character;

			rest = (struct slice){ s.text + at, end - at };
			at += text_decode(rest, &character);
		}
	}
	free(breaks);
	return best;
}

size_t text_wrap(struct slice s, int columns, size_t *next)
{
	size_t fit = text_clip(s, columns, NULL);
	size_t at = 0;
	size_t start;
	int width;

	while (at < fit && !is_newline(s.text[at]))
		at++;
	while (at < s.len) {
		size_t blank = blank_at((struct slice){ s.text + at, s.len - at });

		if (!blank)
			break;
		at += blank;
	}
	*next = skip_newline(s, at);
	if (at == s.len || *next > at)
		return trim_blanks(s.text, at);
	/* Too long: AT is the first that is no blank behind what fits, which has no
	 * newline. */
	start = at + text_cluster((struct slice){ s.text + at, s.len - at }, &width);
	*next = last_break((struct slice){ s.text, start }, fit, at);
	if (*next)
		return trim_blanks(s.text, *next);
	if (at) {
		*next = at;
		return trim_blanks(s.text, fit);
	}
	*next = start;
	return start;
}
