#include "config.h"

#include "data/csvscan.h"

/* Goes on with the run of quotes at S->close; false when its end has not arrived. */
static bool measure_run(struct csvscan *s)
{
	while (s->close.looked < s->have && s->bytes[s->close.looked] == s->quote)
		s->close.looked++;
	return s->close.looked < s->have || s->eof;
}

/* Tells whether the measured run ends a field. */
static bool run_closes(const struct csvscan *s)
{
	size_t next = s->close.looked;

	if ((next - s->close.at) % 2 == 0)
		return false;
	return next == s->have || s->bytes[next] == s->delimiter ||
		s->bytes[next] == '\n' || s->bytes[next] == '\r';
}

/* Moves S->close to the next run from FROM on, or to the end of what is there. */
static bool next_run(struct csvscan *s, size_t from)
{
	const char *p = memchr(s->bytes + from, s->quote, s->have - from);

	s->close.at = p ? (size_t)(p - s->bytes) : s->have;
	s->close.looked = s->close.at;
	return p;
}

static void find_close(struct csvscan *s, size_t from, size_t limit)
{
	if (s->close.at < from) {
		s->close = (struct csvscan_close){ from, from, false };
	}
	while (!s->close.found && s->close.at <= limit) {
		if (s->close.at == s->close.looked && !next_run(s, s->close.at))
			return;
		if (!s->double_quote) {
			s->close.found = true;
		} else if (!measure_run(s)) {
			return;
		} else if (run_closes(s)) {
			s->close.found = true;
		} else {
			s->close.at = s->close.looked;
		}
	}
}

enum csvscan_answer csvscan_closes(struct csvscan *s, size_t from, size_t limit)
{
	find_close(s, from, limit);
	if (s->close.at > limit)
		return CSVSCAN_NO;
	if (s->close.found)
		return CSVSCAN_YES;
	return s->eof ? CSVSCAN_NO : CSVSCAN_UNKNOWN;
}

size_t csvscan_count_ends(const char *text, size_t len)
{
	const char *end = text + len;
	size_t count = 0;

	for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		count++;
	for (const char *p = text; (p = memchr(p, '\r', (size_t)(end - p))); p++)
		if (p + 1 == end || p[1] != '\n')
			count++;
	return count;
}
