/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Words the reason why a row was found. Owns nothing and does not match: match.c reports
 * where the terms of the query hit, rank.c how well, and here it is decided which of the
 * hits is worth saying. A reason never repeats what is visible next to it, and a code or
 * another name that is all that was typed comes before a word in some field. Only rows on
 * the screen are explained; to remember what matched would cost memory for every row.
 */

#include "query/explain.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/casefold.h"
#include "base/text.h"
#include "data/record.h"
#include "data/value.h"
#include "query/match.h"
#include "query/range.h"

enum {
	REASONS = 2, /* given at most */
	SHORT = 60,  /* bytes of a value that is given whole */
	BEFORE = 24, /* bytes given in front of a hit ... */
	AFTER = 30,  /* ... and columns from it on */
	NO_FIELD = -1,
	ITEMS_MAX = 1 << 16, /* more items, or rows they reference, rank alike */
	PLACE_MAX = 1 << 24, /* above all places of items */
};

/* --- kinds of names --- */

/* What kind of name a row of a names table is. */
struct name_kind {
	const struct package *package;
	const struct table *table;
	const struct resource *schema;
	int field;          /* the one with the kind */
	struct slice value; /* of that field */
	size_t choice;      /* its number among the choices, or their count */
	int other;          /* the field by which the kind is named instead */
	struct slice item;  /* of that field: the one that names the kind ... */
	size_t item_number;
	size_t item_place; /* ... and where it is in the order of items */
	struct csvrow row;
};

/* Finds the item that names the kind: the shortest, since the codes of the more common
 * languages are shorter; of those the first among the choices, or among the rows that the
 * list references. */
static void find_item(struct name_kind *k, uint32_t row)
{
	const struct field *f = &k->schema->fields[k->other];
	struct slice rest = k->row.cells[k->other];
	struct slice item = rest;

	k->item_place = SIZE_MAX;
	for (size_t i = 0;
		f->type == FIELD_LIST ? list_next(&rest, f->list_delimiter, &item)
				      : i == 0;
		i++) {
		size_t place = value_choice(f, item);

		if (f->reference >= 0)
			place = package_follow(
				k->package, k->table, row, (size_t)k->other, i)
					.row;
		place = item.len * ITEMS_MAX +
			(place < ITEMS_MAX ? place : ITEMS_MAX - 1);
		if (place >= k->item_place)
			continue;
		k->item_place = place;
		k->item_number = i;
		k->item = item;
	}
}

/* Reads the kind of NAME; k->row is to be released. */
static void read_kind(struct name_kind *k, const struct package *p, struct row_ref name)
{
	const struct table *t = &p->tables[name.table];
	const struct resource *r = t->schema;

	*k = (struct name_kind){ .package = p,
		.table = t,
		.schema = r,
		.field = NO_FIELD,
		.other = NO_FIELD };
	csvrow_init(&k->row);
	for (size_t f = 0; f < r->field_count && k->field == NO_FIELD; f++)
		if (r->fields[f].choice_count && r->fields[f].reference < 0)
			k->field = (int)f;
	if (k->field == NO_FIELD)
		return;
	table_row(t, name.row, &k->row);
	k->value = k->row.cells[k->field];
	k->choice = value_choice(&r->fields[k->field], k->value);
	for (size_t f = 0; k->value.len && f < r->field_count; f++) {
		if ((int)f == k->field ||
			strncmp(r->fields[f].name, k->value.text, k->value.len) != 0)
			continue;
		if (k->row.cells[f].len) {
			k->other = (int)f;
			find_item(k, name.row);
		}
		break;
	}
}

size_t explain_name_order(const struct package *p, struct row_ref name)
{
	struct name_kind k;

	read_kind(&k, p, name);
	csvrow_release(&k.row);
	return k.choice * PLACE_MAX +
		(k.item_place < PLACE_MAX ? k.item_place : PLACE_MAX - 1);
}

/* Appends what kind of name NAME is; nothing when its table does not say. */
static void add_kind(const struct package *p, struct row_ref name, struct str *out)
{
	struct row_ref target = ROW_NOWHERE;
	const struct field *f;
	struct name_kind k;
	struct slice value;
	size_t choice;
	bool labelled;

	read_kind(&k, p, name);
	value = k.other == NO_FIELD ? k.value : k.item;
	if (k.field == NO_FIELD || (!value.len && k.other == NO_FIELD)) {
		csvrow_release(&k.row);
		return;
	}
	f = &k.schema->fields[k.other == NO_FIELD ? k.field : k.other];
	if (k.other != NO_FIELD)
		target = package_follow(
			p, k.table, name.row, (size_t)k.other, k.item_number);
	choice = value_choice(f, value);
	labelled = choice < f->choice_count &&
		strcmp(f->choices[choice].value, f->choices[choice].label) != 0;
	if (target.table >= 0)
		package_add_name(p, target, out);
	else if (labelled)
		str_add(out, f->choices[choice].label);
	else
		str_add_bytes(out, value.text, value.len);
	/* "former" says more with what it is said of: "former name". */
	if (k.other == NO_FIELD && !labelled && k.schema->label.count) {
		str_add_char(out, ' ');
		for (const char *c = k.schema->label.last->title; *c; c++)
			str_add_char(out, (char)tolower((unsigned char)*c));
	}
	csvrow_release(&k.row);
}

/* --- reasons --- */

/* What is known while one row is explained. */
struct explanation {
	struct rank *rank;
	struct match *match;
	const struct package *package;
	struct row_ref ref;
	const struct slice *visible;
	size_t visible_count;
	struct str *out;
	size_t start; /* of the reasons in out */
	size_t count; /* of the reasons */
	struct casefold fold;
	struct str value; /* scratch */
};

/* Starts a reason with BEFORE and TITLE (each may be NULL), their first letters small:
 * those of abbreviations (ISO code) and names (Ad Hoc Group) excepted. */
static void start_reason(struct explanation *x, const char *before, const char *title)
{
	const char *const titles[] = { before, title };

	if (x->count++)
		str_add(x->out, "; ");
	for (size_t i = 0; i < 2; i++) {
		const char *t = titles[i], *second = t ? strchr(t, ' ') : NULL;

		if (!t || !*t)
			continue;
		if (i && before)
			str_add_char(x->out, ' ');
		str_add_char(x->out,
			islower((unsigned char)t[1]) &&
					!(second && isupper((unsigned char)second[1]))
				? (char)tolower((unsigned char)t[0])
				: t[0]);
		str_add(x->out, t + 1);
	}
}

static bool hits(struct explanation *x, const struct match_term *term, struct slice text,
	struct search_hit *hit)
{
	return match_spans(term, text, false, &x->fold, hit, 0, 1) > 0;
}

/* Appends x->value, of which the words around the hit when it is long. */
static void add_piece(struct explanation *x, const struct match_term *term)
{
	struct slice value = str_slice(&x->value);
	struct search_hit hit = { 0, 0 };
	struct slice rest;
	size_t start, len;

	if (value.len <= SHORT) {
		str_add(x->out, x->value.buf);
		return;
	}
	hits(x, term, value, &hit);
	start = hit.start > BEFORE ? hit.start - BEFORE : 0;
	while (start && start < hit.start && value.text[start - 1] != ' ')
		start++;
	rest = slice_from(value, hit.start + hit.len);
	len = text_clip(rest, AFTER, NULL);
	if (len < rest.len) {
		size_t blank = len;

		while (blank && rest.text[blank] != ' ')
			blank--;
		len = blank ? blank : len;
	}
	str_add(x->out, start ? "…" : "");
	str_add_bytes(x->out, value.text + start,
		(size_t)(rest.text - value.text) + len - start);
	str_add(x->out, len < rest.len ? "…" : "");
}

/* Appends the other name of REF that says most, with its kind: of those that TERM matches
 * in the way HOW (query/match.h), or, without a term, that are all that was typed, of
 * another row begin so. Returns
 * whether there is one. */
static bool add_name(struct explanation *x, const struct match_term *term,
	struct row_ref ref, unsigned how)
{
	struct name_walk walk = search_text_names(x->match->texts, ref);
	bool own = row_ref_equal(ref, x->ref);
	enum closeness least = own ? CLOSENESS_EQUALS : CLOSENESS_BEGINS;
	struct row_ref best = ROW_NOWHERE;
	size_t best_order = SIZE_MAX;
	struct row_ref name;
	size_t start;

	while (search_text_next_name(&walk, &name)) {
		struct slice label = search_text_label(x->match->texts, name);
		size_t order;

		if (term ? !(match_name(x->match, term, name) & how)
			 : match_closeness(x->match, label) < least)
			continue;
		/* Best is the one spelled as it was typed, accents and all, then one that
		 * begins so. */
		str_clear(&x->value);
		package_add_name(x->package, name, &x->value);
		order = strcasecmp(x->value.buf, x->rank->raw.buf) == 0
			? 0
			: explain_name_order(x->package, name) + 1;
		if (order && match_closeness(x->match, label) == CLOSENESS_APART)
			order += SIZE_MAX / 2;
		if (order >= best_order)
			continue;
		best_order = order;
		best = name;
	}
	if (best.table < 0)
		return false;
	if (own)
		start_reason(x, NULL, NULL);
	else
		str_add(x->out, " ← ");
	start = x->out->len;
	add_kind(x->package, best, x->out);
	str_add(x->out, x->out->len > start ? ": " : "");
	package_add_name(x->package, best, x->out);
	return true;
}

static bool is_for_field(const struct explanation *x, const struct match_term *term)
{
	return term->scopes && term->scopes[x->ref.table].kind == SCOPE_FIELDS;
}

static bool is_visible(const struct explanation *x, struct slice text)
{
	for (size_t i = 0; i < x->visible_count; i++)
		if (memmem(x->visible[i].text, x->visible[i].len, text.text, text.len))
			return true;
	return false;
}

/* Makes x->value, a date, words. Returns whether it is on the screen, in any form. */
static bool put_date_in_words(struct explanation *x)
{
	struct str brief = STR_INIT;
	struct edtf date;
	bool visible;

	if (!edtf_parse(str_slice(&x->value), &date, NULL, NULL))
		return false;
	edtf_add_brief(&brief, &date);
	visible = is_visible(x, str_slice(&brief)) || is_visible(x, str_slice(&x->value));
	str_clear(&x->value);
	edtf_add_words(&x->value, &date);
	str_release(&brief);
	return visible || is_visible(x, str_slice(&x->value));
}

/* Adds what a row that joins the row found to that of HIT for some time says of it: "ASEAN
 * since 1999". Returns whether there is one. */
static bool add_join(struct explanation *x, const struct match_hit *hit)
{
	int key;
	struct row_ref join = record_find_join(x->package, hit->from, hit->ref, &key);

	if (join.table < 0 || resource_only_joins(x->package->tables[join.table].schema))
		return false;
	start_reason(x, NULL, NULL);
	record_add_join(x->package, join, key, x->out);
	return true;
}

/* Adds where TERM was found: "title: value". The value to which a scope leads is left out
 * when it is empty or on the screen. */
static void add_hit(
	struct explanation *x, const struct match_term *term, const struct match_hit *hit)
{
	const struct table *t = &x->package->tables[hit->ref.table];
	const struct field *fields = x->package->tables[hit->from.table].schema->fields;
	const struct reference *via = hit->via;
	bool scoped = is_for_field(x, term);
	bool shown = false;

	if ((hit->where == MATCH_TARGET || hit->where == MATCH_TARGET_NAME) &&
		add_join(x, hit))
		return;
	if (hit->where == MATCH_NAME)
		add_name(x, term, x->ref, NAME_MATCHES);
	if (hit->where == MATCH_NAME || hit->where == MATCH_ELSEWHERE)
		return;
	str_clear(&x->value);
	if (hit->where == MATCH_FIELD)
		package_add_field(x->package, t, hit->ref.row, hit->field, &x->value);
	else
		package_add_label(x->package, t, hit->ref.row, &x->value);
	if (hit->where == MATCH_FIELD && range_of_dates(&t->schema->fields[hit->field]))
		shown = put_date_in_words(x);
	if (term->term->implied)
		shown |= strstr(x->out->buf + x->start, x->value.buf) != NULL;
	if (scoped && (shown || !x->value.len || is_visible(x, str_slice(&x->value))))
		return;
	if (hit->where != MATCH_FIELD)
		start_reason(x, NULL, fields[via->field].title);
	else
		start_reason(x,
			via && !via->one && !scoped ? fields[via->field].title : NULL,
			t->schema->fields[hit->field].title);
	str_add(x->out, ": ");
	add_piece(x, term);
	if (hit->where == MATCH_TARGET_NAME)
		add_name(
			x, term->called ? term : NULL, hit->ref, NAME_MATCHES_REFERENCED);
}

/* Returns whether what TERM finds is on the screen, or in a reason that was given. */
static bool is_clear(struct explanation *x, const struct match_term *term)
{
	struct slice given = { x->out->buf + x->start, x->out->len - x->start };
	struct search_hit hit;

	for (size_t i = 0; i < x->visible_count; i++)
		if (hits(x, term, x->visible[i], &hit))
			return true;
	return x->count && hits(x, term, given, &hit);
}

/* Returns the first of the COUNT terms of a clause that matches the row, and sets *HIT to
 * where. NULL when it is a negated one, or needs no reason; of a term for a field it is
 * the value that may be on the screen, see add_hit. A date of the row says more than words
 * of it in some text. */
static const struct match_term *hidden_term(struct explanation *x,
	const struct match_term *terms, size_t count, struct match_hit *hit)
{
	const struct match_term *last = &terms[count - 1];

	for (size_t i = 0; i < count; i++) {
		const struct match_term *term = &terms[i];

		/* The row matches: a clause of one term by this one. */
		if (term->term->negated ||
			(count > 1 && !match_term(x->match, term, x->ref, NULL)))
			continue;
		if (!is_for_field(x, term) && is_clear(x, term))
			return NULL;
		if (last->term->implied && last->scopes &&
			match_term(x->match, last, x->ref, hit))
			return last;
		if (match_term(x->match, term, x->ref, hit))
			return term;
	}
	return NULL;
}

/* Adds the row that is referenced and called by all of several words. */
static bool add_reference(struct explanation *x)
{
	struct match_hit hit;
	struct term all = { .kind = TERM_TEXT, .folded = str_slice(&x->match->name) };
	struct match_term term = { .term = &all };

	if (!strchr(x->match->name.buf, ' ') ||
		!match_reference(x->match, NULL, x->ref, &hit))
		return false;
	add_hit(x, &term, &hit);
	return true;
}

/* Adds the code, or else the other name, that is all that was typed, unless that is on the
 * screen as it was typed: one reason for all its words. "East Timor" is one too where
 * "Timor" and "South-eastern Asia" are on the screen. */
static bool add_whole(struct explanation *x)
{
	struct row_ref ref;
	size_t field;
	struct csvrow row;

	for (size_t i = 0; i < x->visible_count; i++) {
		casefold_set(&x->fold, x->visible[i]);
		if (match_word(str_slice(&x->fold.text), str_slice(&x->match->name),
			    false, 0) != SIZE_MAX)
			return false;
	}
	if (!x->match->name.len)
		return false;
	if (!rank_find_code(x->rank, x->ref, &ref, &field))
		return add_name(x, NULL, x->ref, 0) || add_reference(x);
	csvrow_init(&row);
	table_row(&x->package->tables[ref.table], ref.row, &row);
	start_reason(x, NULL, NULL);
	str_addf(x->out, "%s %.*s",
		x->package->tables[ref.table].schema->fields[field].title,
		(int)row.cells[field].len, row.cells[field].text);
	csvrow_release(&row);
	return true;
}

/* Adds the field that has all that was typed as a phrase, when that is several words. */
static bool add_phrase(struct explanation *x)
{
	struct term phrase = { .kind = TERM_TEXT,
		.folded = { x->match->name.buf, x->match->name.len } };
	struct match_term term = { .term = &phrase };
	struct match_hit hit = { .where = MATCH_FIELD, .ref = x->ref, .from = x->ref };

	if (!strchr(x->match->name.buf, ' ') ||
		!match_field(x->match, &term, x->ref, &hit.field))
		return false;
	add_hit(x, &term, &hit);
	return true;
}

void explain_add(struct rank *r, struct row_ref ref, const struct slice *visible,
	size_t count, struct str *out)
{
	struct explanation x = { .rank = r,
		.match = r->match,
		.package = r->match->texts->package,
		.ref = ref,
		.visible = visible,
		.visible_count = count,
		.out = out,
		.start = out->len,
		.value = STR_INIT };
	const struct query *q = r->match->query;
	const struct match_term *terms = r->match->terms;
	bool whole;

	casefold_init(&x.fold);
	whole = add_whole(&x);
	for (size_t i = 0; i < q->count && x.count < REASONS; i++) {
		struct match_hit hit;
		const struct match_term *term =
			hidden_term(&x, terms, q->clauses[i].count, &hit);

		terms += q->clauses[i].count;
		if (!term || (whole && term_is_plain(term->term)))
			continue;
		if (!x.count && term_is_plain(term->term) && add_phrase(&x))
			whole = true;
		else
			add_hit(&x, term, &hit);
	}
	casefold_release(&x.fold);
	str_release(&x.value);
}
