#include "config.h"

/* Owns the sorter. What always holds: a column is among the keys at most once. */

#include "view/list_sort.h"

#include <string.h>

#include "data/reading.h"
#include "query/range.h"

void list_sort_by(struct list_sort *s, int column, bool always)
{
	struct list_order *order = &s->order;
	size_t at = 0;

	list_sort_stop(s);
	while (at < order->count && order->keys[at].column != column)
		at++;
	if (order->count && !at) {
		if (order->keys[0].reverse && !always)
			order->count = 0;
		else
			order->keys[0].reverse = !order->keys[0].reverse;
		return;
	}
	if (at == order->count && order->count < ROW_SORT_KEYS)
		order->count++;
	if (at == ROW_SORT_KEYS)
		at--;
	memmove(&order->keys[1], &order->keys[0], at * sizeof *order->keys);
	order->keys[0].column = column;
	order->keys[0].reverse = always;
}

bool list_sort_begin(struct list_sort *s, const struct column_config *columns,
	const struct rowset *from)
{
	struct row_sort_key keys[ROW_SORT_KEYS];

	for (size_t i = 0; i < s->order.count; i++)
		keys[i] = (struct row_sort_key){ column_config_find(columns,
							 (size_t)s->order.keys[i].column)
							 ->path,
			s->order.keys[i].reverse };
	row_sort_init(&s->sorter, columns->package, columns->table->number, keys,
		s->order.count, from);
	s->begun = true;
	s->done = s->sorter.task.step(&s->sorter.task, clock_now() + LIST_SORT_AT_ONCE);
	return s->done;
}

void list_sort_stop(struct list_sort *s)
{
	if (s->begun)
		row_sort_release(&s->sorter);
	s->begun = s->done = false;
}

/* Appends what comes first among values of F. */
static void add_direction(const struct field *f, bool reverse, struct str *out)
{
	if (f->choices_ordered && f->choice_count)
		str_addf(out, "%s first",
			f->choices[reverse ? f->choice_count - 1 : 0].label);
	else if (range_of_dates(f))
		str_add(out, reverse ? "newest first" : "oldest first");
	else if (f->reference < 0 && (range_of_numbers(f) || f->type == FIELD_DURATION))
		str_add(out, reverse ? "largest first" : "smallest first");
	else if (f->type == FIELD_BOOLEAN && f->true_count && f->false_count)
		str_addf(out, "%s first",
			reverse ? f->true_values[0] : f->false_values[0]);
	else
		str_add(out, reverse ? "Z to A" : "A to Z");
}

void list_sort_add_words(
	const struct list_sort *s, const struct column_config *columns, struct str *out)
{
	for (size_t i = 0; i < s->order.count; i++) {
		const struct path *path =
			&column_config_find(columns, (size_t)s->order.keys[i].column)
				 ->path;
		const struct field *as =
			reading_of_path(columns->package, columns->table->number, path);

		str_addf(out, "%s%s, ", i ? ", then " : "", path->title);
		add_direction(as, s->order.keys[i].reverse, out);
	}
}

void list_sort_add_sign(const struct list_sort *s, size_t column, struct str *out)
{
	for (size_t i = 0; i < s->order.count; i++) {
		if ((size_t)s->order.keys[i].column != column)
			continue;
		str_add(out, s->order.count > 1 ? "" : " ");
		str_add(out, s->order.keys[i].reverse ? "▾" : "▴");
		if (s->order.count > 1)
			str_addf(out, "%zu", i + 1);
	}
}
