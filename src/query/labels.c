#include "config.h"

#include "query/labels.h"

#include <string.h>

#include "base/casefold.h"

enum { LABELS_SAME, LABELS_START, LABELS_WORD, LABELS_NONE };

/* Returns how TEXT fits LABEL; both are folded. */
static int labels_rank(const struct str *label, const struct str *text)
{
	const char *at = label->buf;

	if (!strcmp(label->buf, text->buf))
		return LABELS_SAME;
	if (!strncmp(label->buf, text->buf, text->len))
		return LABELS_START;
	while ((at = strchr(at, ' ')))
		if (!strncmp(++at, text->buf, text->len))
			return LABELS_WORD;
	return LABELS_NONE;
}

size_t labels_find(
	const struct package *p, int table, struct slice text, uint32_t *rows, size_t max)
{
	const struct table *t = &p->tables[table];
	size_t ends[LABELS_NONE] = { 0 }; /* of the rows of each rank in ROWS */
	struct str wanted = STR_INIT, label = STR_INIT, folded = STR_INIT;

	casefold_add(&wanted, text);
	for (size_t i = 0; wanted.len && i < table_rows(t) && i < LABELS_ROWS; i++) {
		size_t at;
		int rank;

		str_clear(&label);
		str_clear(&folded);
		package_add_label(p, t, i, &label);
		casefold_add(&folded, str_slice(&label));
		rank = labels_rank(&folded, &wanted);
		if (rank == LABELS_NONE || ends[rank] == max)
			continue;
		at = ends[rank];
		memmove(&rows[at + 1], &rows[at],
			((ends[LABELS_WORD] < max ? ends[LABELS_WORD] : max - 1) - at) *
				sizeof *rows);
		rows[at] = (uint32_t)i;
		for (; rank < LABELS_NONE; rank++)
			ends[rank] += ends[rank] < max;
	}
	str_release(&wanted);
	str_release(&label);
	str_release(&folded);
	return ends[LABELS_WORD];
}
