/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A row has the best rank that holds, so the tests come in the order of the ranks and the
 * first that holds ends it. Nothing is remembered of a row; table_hits keeps the ranks.
 */

#include "query/rank.h"

#include <string.h>
#include <unictype.h>

#include "base/casefold.h"
#include "base/text.h"
#include "data/record.h"
#include "data/value.h"
#include "query/match.h"

/* Returns whether a code may have been typed: a letter with an accent, or of another
 * script, is none of a code. "Mỹ" is no MY. */
static bool may_be_code(const struct rank *r)
{
	struct slice rest = str_slice(&r->raw);
	uint32_t letter;

	while (rest.len) {
		rest = slice_from(rest, text_decode(rest, &letter));
		if (letter >= 0x80 && uc_is_general_category(letter, UC_LETTER))
			return false;
	}
	return true;
}

void rank_init(struct rank *r, struct match *m)
{
	*r = (struct rank){
		.match = m, .raw = STR_INIT, .line = STR_INIT, .text = STR_INIT
	};
	str_addf(&r->line, "\n%s\n", m->name.buf);
	for (size_t i = 0; i < m->count; i++) {
		const struct term *t = m->terms[i].term;

		if (!term_is_plain(t))
			continue;
		str_add(&r->raw, r->words ? " " : "");
		str_add_bytes(&r->raw, t->value.text, t->value.len);
		r->words = true;
	}
	r->codes = may_be_code(r);
}

void rank_release(struct rank *r)
{
	str_release(&r->raw);
	str_release(&r->line);
	str_release(&r->text);
}

/* Finds the code of REF itself. The folded codes rule out most rows. */
static bool find_own_code(struct rank *r, struct row_ref ref, size_t *field)
{
	const struct table_text *text = &r->match->texts->tables[ref.table];
	const struct table *t = text->table;
	struct slice line = str_slice(&r->line);
	struct doc doc = search_text_doc(r->match->texts, ref, false);
	struct csvrow row;
	bool found = false;

	if (match_word(doc.codes, line, false, 0) == SIZE_MAX)
		return false;
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	/* A code that readers see comes before a key that they do not. */
	for (size_t i = 0; i < 2 * t->schema->field_count && !found; i++) {
		size_t f = i % t->schema->field_count;

		if (text->uses[f] != USE_CODE ||
			t->schema->fields[f].code != (i < t->schema->field_count))
			continue;
		str_clear(&r->text);
		casefold_add(&r->text, row.cells[f]);
		*field = f;
		found = strcmp(r->text.buf, r->match->name.buf) == 0;
	}
	csvrow_release(&row);
	return found;
}

bool rank_find_code(
	struct rank *r, struct row_ref ref, struct row_ref *where, size_t *field)
{
	for (; r->codes && ref.table >= 0;
		ref = search_text_above(r->match->texts, ref)) {
		*where = ref;
		if (find_own_code(r, ref, field))
			return true;
	}
	return false;
}

/* Returns whether an item of a list of REF is just the name. */
static bool is_item(struct rank *r, struct row_ref ref)
{
	const struct table *t = &r->match->texts->package->tables[ref.table];
	bool found = false;
	struct csvrow row;

	csvrow_init(&row);
	table_row(t, ref.row, &row);
	for (size_t f = 0; f < t->schema->field_count && !found; f++) {
		const struct field *field = &t->schema->fields[f];
		struct slice item, rest = row.cells[f];

		while (field->type == FIELD_LIST && !found &&
			list_next(&rest, field->list_delimiter, &item)) {
			str_clear(&r->text);
			casefold_add(&r->text, item);
			found = strcmp(r->text.buf, r->match->name.buf) == 0;
		}
	}
	csvrow_release(&row);
	return found;
}

/* Returns whether a column of REF shows just the name. */
static bool is_shown(struct rank *r, struct row_ref ref)
{
	const struct package *p = r->match->texts->package;
	const struct table *t = &p->tables[ref.table];
	bool found = false;
	struct str value = STR_INIT;

	for (size_t i = 0; i < t->schema->column_count && !found; i++) {
		str_clear(&value);
		str_clear(&r->text);
		package_add_value(p, t, ref.row, &t->schema->columns[i], &value);
		casefold_add(&r->text, str_slice(&value));
		found = strcmp(r->text.buf, r->match->name.buf) == 0;
	}
	str_release(&value);
	return found;
}

/* Returns whether the date of the event REF, on which TERM hits, is as exact as what was
 * typed: on a day of "2020?" it may have been, or not. Every day of a span is one. */
static bool is_dated(struct rank *r, const struct match_term *term, struct row_ref ref)
{
	const struct package *p = r->match->texts->package;
	const struct resource *schema = p->tables[ref.table].schema;
	const struct range *low = &term->term->low, *high = &term->term->high;
	struct edtf date;

	str_clear(&r->text);
	record_add_date(p, ref, &r->text);
	return value_date(&schema->fields[schema->timeline_date], str_slice(&r->text),
		       &date) &&
		(date.kind == EDTF_INTERVAL ||
			((low->none || date.first >= low->first) &&
				(high->none || date.last <= high->last)));
}

/* Returns whether the name is a value in a column of REF, in a table whose texts are kept;
 * or a date on which the event REF was. */
static bool is_value(struct rank *r, struct row_ref ref)
{
	struct search_text *texts = r->match->texts;
	const struct match_term *last =
		&r->match->terms[r->match->query->clauses[0].count - 1];
	const struct resource *schema = texts->tables[ref.table].table->schema;
	struct match_hit hit;

	if (last->term->implied && last->scopes && schema->timeline &&
		match_term(r->match, last, ref, &hit) &&
		hit.field == (size_t)schema->timeline_date && is_dated(r, last, ref))
		return true;
	/* The texts rule out most rows. */
	for (struct row_ref at = ref; at.table >= 0; at = search_text_above(texts, at))
		if (search_text_keeps(texts, at.table) &&
			match_word(search_text_doc(texts, at, false).text,
				str_slice(&r->line), false, 0) != SIZE_MAX)
			return is_shown(r, ref) || is_item(r, at);
	return false;
}

/* Where the words of a rank have to be. */
enum words { AT_STARTS, IN_LABEL, IN_REFERENCES };

static bool word_in(struct rank *r, const struct match_term *term, struct row_ref ref,
	struct slice label, enum words where)
{
	const struct term *t = term->term;

	if (where == IN_LABEL)
		return match_word(label, t->folded, t->whole, 0) != SIZE_MAX;
	return match_starts(label, t->folded) ||
		(where == IN_REFERENCES && match_reference(r->match, term, ref, NULL));
}

/* Returns whether each clause has a word that is there. */
static bool words_in(
	struct rank *r, struct row_ref ref, struct slice label, enum words where)
{
	const struct match_term *term = r->match->terms;

	for (size_t i = 0; i < r->match->query->count; i++) {
		size_t count = r->match->query->clauses[i].count;
		bool counts = false;
		bool found = false;

		for (size_t k = 0; k < count; k++) {
			if (!term_is_plain(term[k].term))
				continue;
			counts = true;
			found = found || word_in(r, &term[k], ref, label, where);
		}
		if (counts && !found)
			return false;
		term += count;
	}
	return true;
}

enum search_rank rank_row(struct rank *r, struct row_ref ref)
{
	struct search_text *texts = r->match->texts;
	const struct table_text *table = &texts->tables[ref.table];
	enum closeness alias = CLOSENESS_APART;
	enum closeness own = CLOSENESS_APART;
	struct row_ref code;
	struct slice label;
	size_t field;

	if (!r->words)
		return RANK_OTHER;
	if (r->match->name.len) {
		if (table->codes && rank_find_code(r, ref, &code, &field))
			return RANK_CODE;
		own = match_closeness(r->match, search_text_label(texts, ref));
		if (own == CLOSENESS_EQUALS)
			return RANK_NAME;
		if (table->named)
			alias = match_names_closeness(r->match, ref);
		if (alias == CLOSENESS_EQUALS)
			return RANK_ALIAS;
		if (is_value(r, ref))
			return RANK_VALUE;
		if (own == CLOSENESS_BEGINS)
			return RANK_NAME_PREFIX;
	}
	label = search_text_label(texts, ref);
	if (words_in(r, ref, label, AT_STARTS))
		return RANK_WORD_PREFIX;
	if (r->match->name.len && table->ref_count &&
		match_reference_named(r->match, ref))
		return RANK_TARGET;
	if (alias == CLOSENESS_BEGINS)
		return RANK_ALIAS_PREFIX;
	if (table->ref_count &&
		(match_reference(r->match, NULL, ref, NULL) ||
			words_in(r, ref, label, IN_REFERENCES)))
		return RANK_REFERENCE;
	label = search_text_label(texts, ref);
	return words_in(r, ref, label, IN_LABEL) ? RANK_IN_NAME : RANK_OTHER;
}
