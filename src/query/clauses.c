#include "config.h"

#include "query/clauses.h"

#include <stdbool.h>

#include "query/query.h"
#include "query/scope.h"

struct known {
	const struct package *package;
	int first;
};

static bool clauses_know(void *data, struct slice scope, size_t column)
{
	const struct known *k = data;
	struct str err;
	bool known;

	(void)column;
	str_init(&err);
	known = scope_known(k->package, k->first, scope, &err);
	str_release(&err);
	return known;
}

static void clauses_parse(
	struct query *g, const struct package *p, int first, struct slice text)
{
	struct known known = { p, first };

	query_init(g);
	query_parse(g, text, clauses_know, &known);
}

static bool is_between(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '|';
}

/* Without the signs that only part or join clauses, at both ends. */
static struct slice clauses_trim(struct slice text)
{
	while (text.len && is_between(text.text[0])) {
		text.text++;
		text.len--;
	}
	while (text.len && is_between(text.text[text.len - 1]))
		text.len--;
	return text;
}

size_t clauses_split(const struct package *p, int first, struct slice text,
	struct slice *out, size_t max)
{
	struct query g;
	size_t start = 0;
	size_t count = 0;

	clauses_parse(&g, p, first, text);
	/* A clause ends where the next one starts: what is left out between them is shown
	 * too, for it stands in the query. */
	for (size_t i = 1; i < g.count && count + 1 < max; i++) {
		size_t end = g.clauses[i].terms[0].column;

		out[count++] =
			clauses_trim((struct slice){ text.text + start, end - start });
		start = end;
	}
	out[count] = clauses_trim((struct slice){ text.text + start, text.len - start });
	count += out[count].len > 0;
	query_release(&g);
	return count;
}

/* Tells whether a word put behind TEXT is a clause of its own. */
static bool clauses_are_closed(const struct package *p, int first, const struct str *text)
{
	struct query g;
	struct str probe;
	bool closed = false;

	str_init(&probe);
	str_addf(&probe, "%s x", text->buf);
	clauses_parse(&g, p, first, (struct slice){ probe.buf, probe.len });
	if (g.count) {
		const struct clause *last = &g.clauses[g.count - 1];

		closed = last->count == 1 && last->terms[0].column == probe.len - 1;
	}
	query_release(&g);
	str_release(&probe);
	return closed;
}

void clauses_close(const struct package *p, int first, struct slice kept, struct str *out)
{
	static const char *const ends[] = { "\"", "/" };
	struct str closed;

	kept = clauses_trim(kept);
	if (!kept.len)
		return;
	str_init(&closed);
	str_add_bytes(&closed, kept.text, kept.len);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (clauses_are_closed(p, first, &closed))
			break;
		str_truncate(&closed, kept.len);
		str_add(&closed, ends[i]);
	}
	if (!clauses_are_closed(p, first, &closed))
		str_truncate(&closed, kept.len);
	str_add_bytes(out, closed.buf, closed.len);
	str_release(&closed);
}

void clauses_join(struct slice kept, struct slice typed, struct str *out)
{
	str_clear(out);
	str_add_bytes(out, kept.text, kept.len);
	/* A bar in front would join what is typed to the last clause. */
	while (kept.len && typed.len && is_between(typed.text[0])) {
		typed.text++;
		typed.len--;
	}
	if (kept.len && typed.len)
		str_add_char(out, ' ');
	str_add_bytes(out, typed.text, typed.len);
}

void clauses_drop_last(const struct package *p, int first, struct str *text)
{
	struct slice clauses[CLAUSES_SHOWN];
	size_t count = clauses_split(
		p, first, (struct slice){ text->buf, text->len }, clauses, CLAUSES_SHOWN);
	size_t kept = count > 1 ? (size_t)(clauses[count - 1].text - text->buf) : 0;

	while (kept && is_between(text->buf[kept - 1]))
		kept--;
	str_truncate(text, kept);
}
