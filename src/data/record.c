/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/record.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/edtf.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/links.h"
#include "data/table.h"
#include "data/value.h"

enum {
	RECORD_LINKS = 64,        /* foreign keys that point to one table */
	RECORD_ITEM_LONG = 24,    /* columns; longer items are long */
	RECORD_FEW = 3,           /* items of a list that are shown in passing */
	RECORD_NAMES_SEEN = 1000, /* names that are looked at to show a few */
};

const struct table *record_table(const struct package *p, struct row_ref ref)
{
	return &p->tables[ref.table];
}

/* Returns the cells of REF, valid until row_cache_pop. */
static const struct slice *push_row(const struct package *p, struct row_ref ref)
{
	return row_cache_push(p->row_cache, record_table(p, ref), ref.row);
}

static enum record_part part_of(const struct package *p, const struct back_link *link)
{
	const struct resource *schema = p->tables[link->table].schema;

	if (schema->names && schema->names_key == link->key)
		return RECORD_NAMES;
	return schema->inline_count ? RECORD_INLINE : RECORD_NAMED_BY;
}

/* The row asked for comes first: the page of a member begins with its membership. What
 * refers to any of the rows is put in by its part, and in each by the order of the
 * tables. */
void record_init(struct record *r, const struct package *p, struct row_ref ref)
{
	struct row_ref root = package_root(p, ref), others[RECORD_JOINED];
	size_t found = package_joined_rows(p, root, others, RECORD_JOINED);
	struct back_link links[RECORD_LINKS];

	*r = (struct record){ .package = p, .joined = { ref }, .joined_count = 1 };
	if (!row_ref_equal(root, ref))
		r->joined[r->joined_count++] = root;
	for (size_t i = 0; i < found && r->joined_count < RECORD_JOINED; i++)
		if (!row_ref_equal(others[i], ref))
			r->joined[r->joined_count++] = others[i];
	for (size_t i = 0; i < r->joined_count; i++) {
		found = package_back_links(p, r->joined[i], links, RECORD_LINKS);
		for (size_t k = 0; k < found; k++) {
			size_t part = part_of(p, &links[k]), at = r->start[part + 1];

			while (at > r->start[part] &&
				r->back[at - 1].table > links[k].table)
				at--;
			r->back = array_reserve(r->back, &r->back_alloc,
				r->start[RECORD_PARTS] + 1, sizeof *r->back);
			memmove(r->back + at + 1, r->back + at,
				(r->start[RECORD_PARTS] - at) * sizeof *r->back);
			r->back[at] = links[k];
			while (part++ < RECORD_PARTS)
				r->start[part]++;
		}
	}
}

void record_release(struct record *r)
{
	free(r->back);
	*r = (struct record){ .package = NULL };
}

struct row_ref record_item(const struct package *p, struct row_ref ref, size_t field,
	size_t number, struct slice item, struct str *out)
{
	struct row_ref to =
		package_follow(p, record_table(p, ref), ref.row, field, number);

	str_clear(out);
	if (to.table >= 0)
		package_add_name(p, to, out);
	else
		str_add_bytes(out, item.text, item.len);
	return to;
}

bool record_items_long(
	const struct package *p, struct row_ref ref, size_t field, struct slice list)
{
	char delimiter = record_table(p, ref)->schema->fields[field].list_delimiter;
	bool is_long = false;
	struct slice item;
	struct str name = STR_INIT;

	for (size_t i = 0; !is_long && list_next(&list, delimiter, &item); i++) {
		record_item(p, ref, field, i, item, &name);
		is_long = text_width(slice_of(name.buf)) > RECORD_ITEM_LONG;
	}
	str_release(&name);
	return is_long;
}

/* The title of a page shows the label, the codes, and by them the key that joins the row
 * to another; a key is no use to readers when there is a label. A value says nothing that
 * is the title again, or the one that any row would have. */
enum record_place record_field_place(const struct package *p, struct row_ref ref,
	size_t field, struct slice value, struct slice title)
{
	const struct resource *schema = record_table(p, ref)->schema;
	const struct field *f = &schema->fields[field];
	const struct path *label = &schema->label;
	int joining = schema->one_to_one;

	if (f->code ||
		(label->count == 1 && label->fields[0] == field &&
			(f->choice_count || slice_equal(value, title))) ||
		(joining >= 0 && schema->keys[joining].fields[0] == field) ||
		(label->count && schema->key_count == 1 && schema->key[0] == field) ||
		(f->choices_closed && f->choice_count == 1) ||
		(f->type == FIELD_STRING && f->reference < 0 && value.len &&
			slice_equal(value, title)))
		return RECORD_HEAD;
	if ((int)field == schema->summary && value.len)
		return RECORD_LEAD;
	return f->reference >= 0 && f->type == FIELD_LIST ? RECORD_LISTS : RECORD_BODY;
}

/* Returns whether CELL of field F is the value of V, or has it as an item. */
static bool has_value(
	const struct field *f, const struct field_value *v, struct slice cell)
{
	struct slice item;

	if (!v->value || slice_equal(cell, slice_of(v->value)))
		return true;
	while (f->type == FIELD_LIST && list_next(&cell, f->list_delimiter, &item))
		if (slice_equal(item, slice_of(v->value)))
			return true;
	return false;
}

bool record_is_note(const struct resource *r, size_t field, struct slice cell)
{
	for (size_t i = 0; i < r->note_count; i++)
		if (r->notes[i].field == field &&
			has_value(&r->fields[field], &r->notes[i], cell))
			return true;
	return false;
}

/* Returns the number of the first of the values that R shows first which CELLS, those of a
 * name, have; R's number of them when they have none, SIZE_MAX when the name is for the
 * curator. */
static size_t name_order(const struct resource *r, const struct slice *cells)
{
	size_t order = 0;

	for (size_t i = 0; i < r->note_count; i++)
		if (r->notes[i].value &&
			record_is_note(r, r->notes[i].field, cells[r->notes[i].field]))
			return SIZE_MAX;
	while (order < r->first_count &&
		!has_value(&r->fields[r->first[order].field], &r->first[order],
			cells[r->first[order].field]))
		order++;
	return order;
}

size_t record_names(const struct package *p, const struct back_link *link,
	struct slice title, bool all, uint32_t *out, size_t most)
{
	const struct table *t = &p->tables[link->table];
	size_t looked = most < RECORD_NAMES_SEEN && link->count > RECORD_NAMES_SEEN
		? RECORD_NAMES_SEEN
		: link->count;
	size_t *orders = xcalloc(looked, sizeof *orders), count = 0;
	struct str name = STR_INIT;

	for (size_t i = 0; i < looked; i++) {
		orders[i] = name_order(
			t->schema, row_cache_push(p->row_cache, t, link->rows[i]));
		row_cache_pop(p->row_cache);
		str_clear(&name);
		package_add_label(p, t, link->rows[i], &name);
		if (slice_equal(str_slice(&name), title))
			orders[i] = SIZE_MAX;
		if (all && orders[i] == SIZE_MAX)
			orders[i] = t->schema->first_count;
	}
	for (size_t order = 0; order <= t->schema->first_count; order++)
		for (size_t i = 0; i < looked && count < most; i++)
			if (orders[i] == order)
				out[count++] = link->rows[i];
	str_release(&name);
	free(orders);
	return count;
}

/* Returns what R says of rows that refer to others by KEY, or NULL. */
static const struct mention *find_mention(
	const struct resource *r, const struct foreign_key *key)
{
	for (size_t i = 0; i < r->mention_count; i++)
		if (r->mentions[i].field == key->fields[0])
			return &r->mentions[i];
	return NULL;
}

/* Sets *OUT to the date of REF, an event; returns false when it is none, or has no date. */
static bool event_date(const struct package *p, struct row_ref ref, struct edtf *out)
{
	const struct resource *r = ref.table < 0 ? NULL : record_table(p, ref)->schema;
	struct str text = STR_INIT;
	bool dated = false;

	if (r && r->timeline) {
		record_add_date(p, ref, &text);
		dated = value_date(&r->fields[r->timeline_date], str_slice(&text), out);
	}
	str_release(&text);
	return dated;
}

/* Appends the latest date of the events that the rows of LINK join to the record. */
static void add_latest(
	const struct package *p, const struct back_link *link, struct str *out)
{
	struct edtf date, latest = { .last = EDTF_MIN };

	for (size_t i = 0; i < link->count; i++) {
		struct row_ref ref = { link->table, link->rows[i] };

		if (event_date(p, record_join_other(p, ref, link->key), &date) &&
			date.last > latest.last)
			latest = date;
	}
	if (latest.last > EDTF_MIN)
		edtf_add_words(out, &latest);
}

/* Appends how many rows the table has that NAME is, or how many of them refer to rows by
 * the field, where it is "table.field". */
static void add_row_count(const struct package *p, struct slice name, struct str *out)
{
	const char *dot = memchr(name.text, '.', name.len);
	struct slice field = dot ? slice_from(name, (size_t)(dot + 1 - name.text)) : name;
	struct str table = STR_INIT;
	int t, key;

	str_add_bytes(&table, name.text, dot ? (size_t)(dot - name.text) : name.len);
	t = descriptor_find(&p->descriptor, table.buf);
	str_release(&table);
	if (t < 0)
		return;
	if (!dot) {
		str_addf(out, "%zu", table_rows(&p->tables[t]));
		return;
	}
	for (size_t i = 0; i < p->tables[t].schema->field_count; i++) {
		key = p->tables[t].schema->fields[i].reference;
		if (key >= 0 &&
			slice_equal(field, slice_of(p->tables[t].schema->fields[i].name)))
			str_addf(out, "%zu", p->tables[t].links[key].filled);
	}
}

/* Appends what is between two braces of a text about the rows of LINK. */
static void add_placeholder(const struct package *p, const struct back_link *link,
	struct slice name, struct str *out)
{
	if (slice_equal(name, slice_of("n")))
		str_addf(out, "%zu", link->count);
	else if (slice_equal(name, slice_of("latest")))
		add_latest(p, link, out);
	else
		add_row_count(p, name, out);
}

/* Appends TEXT about the rows of LINK. In braces are numbers and dates, and of
 * "(one|many)" or "(many)" there is what goes with the number of rows. */
static void add_text(const struct package *p, const struct back_link *link,
	const char *text, struct str *out)
{
	while (*text) {
		const char *end = *text == '(' ? strchr(text, ')')
			: *text == '{'         ? strchr(text, '}')
					       : NULL;
		const char *bar;

		if (!end) {
			str_add_char(out, *text++);
			continue;
		}
		bar = memchr(text, '|', (size_t)(end - text));
		if (*text == '{')
			add_placeholder(p, link,
				(struct slice){ text + 1, (size_t)(end - text) - 1 },
				out);
		else if (link->count == 1 && bar)
			str_add_bytes(out, text + 1, (size_t)(bar - text) - 1);
		else if (link->count != 1)
			str_add_bytes(out, (bar ? bar : text) + 1,
				(size_t)(end - (bar ? bar : text)) - 1);
		text = end + 1;
	}
}

void record_add_mention(
	const struct package *p, const struct back_link *link, struct str *out)
{
	const struct resource *r = p->tables[link->table].schema;
	const struct foreign_key *key = &r->keys[link->key];
	const struct mention *mention = find_mention(r, key);

	if (mention && mention->text)
		add_text(p, link, mention->text, out);
	else
		/* TRANSLATORS: a table, how many of its rows, and their field: "Events 3 as
		 * Host" */
		str_addf(out, _("%s %zu as %s"), r->title, link->count,
			r->fields[key->fields[0]].title);
}

void record_add_known(
	const struct package *p, const struct back_link *link, struct str *out)
{
	const struct table *t = &p->tables[link->table];
	const struct mention *mention =
		find_mention(t->schema, &t->schema->keys[link->key]);

	if (mention && mention->partial && link->filled < table_rows(t)) {
		str_add_char(out, ' ');
		str_addf(out, _("(lists are known for %zu of %zu)"), link->filled,
			table_rows(t));
	}
	if (mention && mention->known) {
		str_add(out, " (");
		add_text(p, link, mention->known, out);
		str_add_char(out, ')');
	}
}

bool record_is_hidden(const struct package *p, const struct back_link *link)
{
	const struct resource *r = p->tables[link->table].schema;
	const struct mention *mention = find_mention(r, &r->keys[link->key]);

	return mention && mention->hidden;
}

/* Returns whether KEY is one of KEYS, which end with -1. */
static bool has_key(const int *keys, int key)
{
	while (*keys >= 0 && *keys != key)
		keys++;
	return key >= 0 && *keys == key;
}

/* Returns the foreign keys of R by which its rows join another row to that of KEY, up to
 * -1, or NULL when KEY joins nothing. */
static const int *other_keys(const struct resource *r, int key)
{
	return has_key(r->joins[0], key)    ? r->joins[1]
		: has_key(r->joins[1], key) ? r->joins[0]
					    : NULL;
}

struct row_ref record_join_other(const struct package *p, struct row_ref ref, int key)
{
	const struct table *t = record_table(p, ref);
	const int *others = other_keys(t->schema, key);
	struct row_ref other = ROW_NOWHERE;

	for (; others && *others >= 0 && other.table < 0; others++)
		other = package_follow(
			p, t, ref.row, t->schema->keys[*others].fields[0], 0);
	return other;
}

/* Appends the date in the cell of FIELD, which may be -1, in words, when there is one. */
static void add_cell_date(const struct slice *cells, int field, struct str *out)
{
	struct edtf date;

	if (field >= 0 && edtf_parse(cells[field], &date, NULL, NULL))
		edtf_add_words(out, &date);
}

void record_add_join(
	const struct package *p, struct row_ref ref, int key, struct str *out)
{
	const struct resource *r = record_table(p, ref)->schema;
	struct str name = STR_INIT, from = STR_INIT, to = STR_INIT;
	const struct slice *cells;

	package_add_name(p, record_join_other(p, ref, key), &name);
	cells = push_row(p, ref);
	add_cell_date(cells, r->period_from, &from);
	add_cell_date(cells, r->period_to, &to);
	if (from.len && to.len)
		str_addf(out, _("%s since %s until %s"), name.buf, from.buf, to.buf);
	else if (from.len)
		str_addf(out, _("%s since %s"), name.buf, from.buf);
	else if (to.len)
		str_addf(out, _("%s until %s"), name.buf, to.buf);
	else
		str_add(out, name.buf);
	for (size_t i = 0; i < r->column_count; i++) {
		const struct path *path = &r->columns[i];
		int f = path->count == 1 ? (int)path->fields[0] : -1;

		if (f >= 0 && f != r->period_from && f != r->period_to && cells[f].len &&
			(int)r->label.fields[0] != f && r->fields[f].reference < 0 &&
			!record_is_note(r, (size_t)f, cells[f]))
			str_addf(out, " (%.*s)", (int)cells[f].len, cells[f].text);
	}
	row_cache_pop(p->row_cache);
	str_release(&name);
	str_release(&from);
	str_release(&to);
}

struct row_ref record_find_join(
	const struct package *p, struct row_ref a, struct row_ref b, int *key)
{
	struct back_link links[RECORD_LINKS];
	size_t count = package_back_links(p, a, links, RECORD_LINKS);

	for (size_t i = 0; i < count; i++) {
		struct row_ref ref = { links[i].table, 0 };

		*key = links[i].key;
		if (!other_keys(record_table(p, ref)->schema, *key))
			continue;
		for (size_t k = 0; k < links[i].count; k++) {
			ref.row = links[i].rows[k];
			if (row_ref_equal(record_join_other(p, ref, *key), b))
				return ref;
		}
	}
	return ROW_NOWHERE;
}

void record_add_codes(const struct record *r, const char *between, struct str *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < r->joined_count; i++) {
		const struct resource *schema =
			record_table(r->package, r->joined[i])->schema;
		const struct slice *cells = push_row(r->package, r->joined[i]);

		for (size_t k = 0; k < schema->field_count; k++) {
			if (!schema->fields[k].code || !cells[k].len)
				continue;
			str_add(out, out->len > before ? between : "");
			str_add_bytes(out, cells[k].text, cells[k].len);
		}
		row_cache_pop(r->package->row_cache);
	}
}

void record_add_items(const struct package *p, struct row_ref ref, size_t field,
	const char *between, size_t most, struct str *out)
{
	char delimiter = record_table(p, ref)->schema->fields[field].list_delimiter;
	struct slice list = push_row(p, ref)[field], item;
	struct str name = STR_INIT;

	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		if (i == most) {
			str_add(out, " …");
			break;
		}
		record_item(p, ref, field, i, item, &name);
		str_add(out, i ? between : "");
		str_add_bytes(out, name.buf, name.len);
	}
	row_cache_pop(p->row_cache);
	str_release(&name);
}

void record_add_name(const struct package *p, struct row_ref name, struct str *out)
{
	const struct table *table = record_table(p, name);
	const struct resource *schema = table->schema;
	struct str note = STR_INIT;

	package_add_label(p, table, name.row, out);
	for (size_t i = schema->column_count; i-- > 0 && !note.len;) {
		const struct path *path = &schema->columns[i];

		if (path->count != 1 || path->fields[0] == schema->label.fields[0])
			continue;
		if (path->last->type == FIELD_LIST)
			record_add_items(
				p, name, path->fields[0], ", ", RECORD_FEW, &note);
		else
			package_add_value(p, table, name.row, path, &note);
	}
	if (note.len) {
		str_add(out, " (");
		str_add_bytes(out, note.buf, note.len);
		str_add_char(out, ')');
	}
	str_release(&note);
}

void record_add_date(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct resource *schema = record_table(p, ref)->schema;
	struct slice date;

	if (!schema->timeline)
		return;
	date = push_row(p, ref)[schema->timeline_date];
	str_add_bytes(out, date.text, date.len);
	row_cache_pop(p->row_cache);
}

void record_add_link_field(
	const struct package *p, const struct back_link *link, struct str *out)
{
	const struct resource *schema = p->tables[link->table].schema;
	const struct foreign_key *key = &schema->keys[link->key];

	for (size_t i = 0; i < key->count; i++) {
		str_add(out, i ? "/" : "");
		str_add(out, schema->fields[key->fields[i]].name);
	}
}

/* --- what a row says of itself --- */

/* Appends the value of PART for REF; returns whether there is something to read. A value
 * that equals OTHER is none. */
static bool add_value(const struct package *p, struct row_ref ref,
	const struct phrase_part *part, struct slice other, bool brief, struct str *out)
{
	const struct field *f = part->path.last;
	size_t start = out->len;
	const char *text = NULL;
	struct edtf date;
	double truth;

	package_add_value(p, record_table(p, ref), ref.row, &part->path, out);
	if (other.len && slice_equal(slice_from(str_slice(out), start), other)) {
		str_truncate(out, start);
	} else if ((f->edtf || f->type == FIELD_DATE) &&
		value_date(f, slice_from(str_slice(out), start), &date)) {
		str_truncate(out, start);
		(brief ? edtf_add_brief : edtf_add_words)(out, &date);
	} else if (part->if_true || part->if_false) {
		if (value_rank(f, slice_from(str_slice(out), start), &truth))
			text = truth != 0 ? part->if_true : part->if_false;
		str_truncate(out, start);
		str_add(out, text ? text : "");
	}
	return out->len > start;
}

/* Returns whether PHRASE has words of its own, as "since {from}" has. */
static bool phrase_has_words(const struct phrase *phrase)
{
	for (size_t i = 0; i < phrase->part_count; i++) {
		struct slice rest = slice_of(phrase->parts[i].text);
		uint32_t letter;

		while (rest.len) {
			rest = slice_from(rest, text_decode(rest, &letter));
			if (iswalpha((wint_t)letter))
				return true;
		}
	}
	return false;
}

/* Appends PHRASE about REF; returns false, with OUT as it was, when a value is missing. Among
 * words of the data a date is English, as they are. */
static bool add_phrase(const struct package *p, struct row_ref ref,
	const struct phrase *phrase, bool brief, struct str *out)
{
	size_t start = out->len;
	struct str other = STR_INIT;
	bool whole = true, words = phrase_has_words(phrase);
	bool english = words && intl_english(true);

	if (phrase->unless.count)
		package_add_value(
			p, record_table(p, ref), ref.row, &phrase->unless, &other);
	for (size_t i = 0; whole && i < phrase->part_count; i++) {
		const struct phrase_part *part = &phrase->parts[i];

		str_add(out, part->text);
		if (part->path.count)
			whole = add_value(p, ref, part, str_slice(&other), brief, out);
	}
	if (words)
		intl_english(english);
	str_release(&other);
	if (!whole)
		str_truncate(out, start);
	return whole;
}

/* Appends the phrases about REF up to the first that goes beyond ROOM, which is appended
 * only when it is the first. Returns how many are within ROOM; *ALL: these are all. */
static size_t add_phrases(const struct package *p, struct row_ref ref, int room,
	bool brief, bool *all, struct str *out)
{
	const struct resource *schema = record_table(p, ref)->schema;
	size_t start = out->len, count = 0;

	for (size_t i = 0; i < schema->answer_count; i++) {
		size_t end = out->len;

		str_add(out, end > start ? " · " : "");
		if (!add_phrase(p, ref, &schema->answer[i], brief, out)) {
			str_truncate(out, end);
		} else if (text_width(slice_from(str_slice(out), start)) > room) {
			str_truncate(out, end > start ? end : out->len);
			*all = false;
			return count;
		} else {
			count++;
		}
	}
	*all = true;
	return count;
}

void answer_add(const struct package *p, struct row_ref ref, int room, struct str *out)
{
	size_t start = out->len;
	struct str brief = STR_INIT;
	bool all;
	size_t count = add_phrases(p, ref, room, false, &all, out);

	if (!all && add_phrases(p, ref, room, true, &all, &brief) > count) {
		str_truncate(out, start);
		str_add_bytes(out, brief.buf, brief.len);
	}
	str_release(&brief);
}
