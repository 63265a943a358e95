/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Matches rows with what they are called: their other names, and the names and labels of
 * the rows that they reference. A country is referenced by dozens of rows, and has a
 * hundred and fifty names: what is known of a row is kept for as long as the query is the
 * same, a byte for each term.
 */

#include "query/match_text.h"

#include <string.h>

enum {
	KEPT_ROWS = 1 << 16,  /* of the largest table of which it is kept */
	KNOWS_NAMES = 1 << 2, /* above the bits of match_name */
	KNOWS_LABEL = 1 << 3,
	LABEL_MATCHES = 1 << 4,
};

/* Returns where KEPT has the byte of REF, or UNKNOWN, which is 0. Before the package is
 * linked nothing is kept: there are more rows to come. */
static uint8_t *kept_byte(
	struct match *m, uint8_t **kept, struct row_ref ref, uint8_t *unknown)
{
	size_t rows = table_rows(&m->texts->package->tables[ref.table]);

	if (!m->texts->linked || rows > KEPT_ROWS)
		return unknown;
	if (!kept[ref.table])
		kept[ref.table] = arena_array(&m->arena, rows, 1);
	return &kept[ref.table][ref.row];
}

/* --- other names --- */

unsigned match_name(struct match *m, const struct match_term *term, struct row_ref name)
{
	const struct term *t = term->term;
	unsigned how = NAME_MATCHES | NAME_MATCHES_REFERENCED;
	struct slice label = search_text_label(m->texts, name);
	bool found;

	if (t->kind == TERM_REGEX)
		return 0;
	if (t->kind == TERM_EQUAL)
		found = slice_equal(label, t->folded);
	else if (t->whole || term->term->scope.len)
		found = match_word(label, t->folded, true, 0) != SIZE_MAX;
	else if (!term->is_short)
		found = (unsigned char)t->folded.text[0] < 0xe0
			? match_starts(label, t->folded)
			: match_word(label, t->folded, false, 0) != SIZE_MAX;
	else
		found = slice_starts(label, t->folded) ||
			(m->query->count > 1 &&
				match_word(label, t->folded, true, 0) != SIZE_MAX);
	if (!found || !match_row_has_signs(m, t, name, false))
		return 0;
	/* A row that references IOM is not about "migration" for the midst of its French
	 * name. */
	if ((term->is_short || (m->query->count > 1 && !t->scope.len)) &&
		label.len > t->folded.len)
		how = NAME_MATCHES;
	else if (!t->scope.len && !slice_starts(label, t->folded))
		how = NAME_MATCHES;
	return how;
}

bool match_names(
	struct match *m, const struct match_term *term, struct row_ref ref, unsigned how)
{
	for (; ref.table >= 0 && m->texts->tables[ref.table].named;
		ref = search_text_above(m->texts, ref)) {
		uint8_t unknown = 0;
		uint8_t *known = kept_byte(m, term->called, ref, &unknown);
		struct name_walk walk = search_text_names(m->texts, ref);
		struct row_ref name;

		walk.own = true;
		while (!(*known & KNOWS_NAMES) && search_text_next_name(&walk, &name))
			*known |= match_name(m, term, name);
		*known |= KNOWS_NAMES;
		if (*known & how)
			return true;
	}
	return false;
}

struct slice match_bare(struct match *m, struct slice name)
{
	size_t kept = 0; /* bytes of NAME before AT that are copied */

	str_clear(&m->bare);
	for (size_t at = 0, len; at < name.len; at += len + 1) {
		const char *end = memchr(name.text + at, ' ', name.len - at);

		len = (end ? (size_t)(end - name.text) : name.len) - at;
		if (!casefold_is_filler(slice_part(name, at, len)))
			continue;
		str_add_bytes(&m->bare, name.text + kept, at - kept);
		kept = at + len + (end != NULL);
	}
	/* Most names have none: nothing is copied. */
	if (!kept)
		return name;
	str_add_bytes(&m->bare, name.text + kept, name.len - kept);
	return m->bare.len ? slice_trim(str_slice(&m->bare)) : name;
}

/* Returns whether A and B differ in their blanks only: "south east", "southeast". */
static bool same_letters(struct slice a, struct slice b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		i += i < a.len && a.text[i] == ' ';
		k += k < b.len && b.text[k] == ' ';
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.text[i] != b.text[k])
			return false;
	}
}

static enum closeness compare(const struct match *m, struct slice name)
{
	struct slice typed = str_slice(&m->name);

	if (!slice_starts(name, typed))
		return !match_is_short(typed) && same_letters(name, typed)
			? CLOSENESS_EQUALS
			: CLOSENESS_APART;
	if (name.len == m->name.len)
		return CLOSENESS_EQUALS;
	return m->whole ? CLOSENESS_APART : CLOSENESS_BEGINS;
}

enum closeness match_closeness(struct match *m, struct slice name)
{
	enum closeness found = compare(m, name);
	struct slice bare;

	if (found == CLOSENESS_EQUALS || name.len <= m->name.len ||
		!memchr(name.text, ' ', name.len))
		return found;
	bare = match_bare(m, name);
	return bare.len == name.len ? found : compare(m, bare);
}

static enum closeness own_names_closeness(struct match *m, struct row_ref ref)
{
	struct name_walk walk = search_text_names(m->texts, ref);
	enum closeness best = CLOSENESS_APART;
	struct row_ref name;

	walk.own = true;
	while (best < CLOSENESS_EQUALS && search_text_next_name(&walk, &name)) {
		enum closeness found =
			match_closeness(m, search_text_label(m->texts, name));

		best = found > best ? found : best;
	}
	return best;
}

enum closeness match_names_closeness(struct match *m, struct row_ref ref)
{
	enum closeness best = CLOSENESS_APART;

	for (; ref.table >= 0 && m->texts->tables[ref.table].named;
		ref = search_text_above(m->texts, ref)) {
		uint8_t unknown = 0;
		uint8_t *known = kept_byte(m, m->close, ref, &unknown);

		if (!*known)
			*known = (uint8_t)own_names_closeness(m, ref);
		best = *known > best ? *known : best;
	}
	return best;
}

/* --- rows that are referenced --- */

static bool label_matches(
	struct match *m, const struct match_term *term, struct row_ref ref)
{
	const struct term *t = term->term;
	struct doc doc = search_text_doc(m->texts, ref, match_is_raw(term));
	struct slice label = doc_label(&doc);
	struct slice line = { label.text - 1, label.len + 2 };
	bool code = match_codes(m, term, doc.codes);
	bool found;

	if (t->kind == TERM_TEXT && !t->scope.len && term->is_short)
		found = match_word(line, t->folded, true, 0) != SIZE_MAX;
	else
		found = match_lines(m, term, line, !t->scope.len);
	return (found && match_row_has_signs(m, t, ref, false)) ||
		(code && match_row_has_signs(m, t, ref, true));
}

bool match_called(struct match *m, const struct match_term *term, struct row_ref ref)
{
	uint8_t unknown = 0;
	uint8_t *known = kept_byte(m, term->called, ref, &unknown);

	if (!(*known & KNOWS_LABEL))
		*known |= KNOWS_LABEL | (label_matches(m, term, ref) ? LABEL_MATCHES : 0);
	return *known & LABEL_MATCHES ||
		match_names(m, term, ref, NAME_MATCHES_REFERENCED);
}

/* Returns whether all that was typed is as close as LEAST to a name of REF, and sets *LABEL
 * to whether to its label. */
static bool has_name(
	struct match *m, struct row_ref ref, enum closeness least, bool *label)
{
	*label = match_closeness(m, search_text_label(m->texts, ref)) >= least;
	return *label || match_names_closeness(m, ref) >= least;
}

/* Finds TERM, or without one a name as close as LEAST, in what rows are called that REF or
 * a row that it is one with references. */
static bool find_reference(struct match *m, const struct match_term *term,
	enum closeness least, struct row_ref ref, struct match_hit *hit)
{
	const struct table_text *table = &m->texts->tables[ref.table];
	size_t too_slow = m->too_slow;
	bool found = false;

	for (size_t i = 0; i < table->ref_count && !found; i++) {
		const struct reference *r = &table->refs[i];
		size_t count = 0;
		const uint32_t *rows = NULL;

		if (!r->is_source)
			rows = search_text_targets(m->texts, ref, r, &count);
		for (size_t k = 0; k < count && !found; k++) {
			struct row_ref target = { r->table, rows[k] };
			bool label = false;

			if (rows[k] == ROW_NONE)
				continue;
			if (r->one)
				found = find_reference(m, term, least, target, hit);
			else
				found = term ? match_called(m, term, target)
					     : has_name(m, target, least, &label);
			if (!found || !hit || r->one)
				continue;
			*hit = (struct match_hit){ .where = MATCH_TARGET,
				.ref = target,
				.via = r,
				.from = ref };
			if (term ? !label_matches(m, term, target) : !label)
				hit->where = MATCH_TARGET_NAME;
		}
	}
	/* Cells of other tables count where those are searched. */
	m->too_slow = too_slow;
	return found;
}

bool match_reference(struct match *m, const struct match_term *term, struct row_ref ref,
	struct match_hit *hit)
{
	return (term || !match_is_short(str_slice(&m->name))) &&
		find_reference(m, term, CLOSENESS_BEGINS, ref, hit);
}

bool match_reference_named(struct match *m, struct row_ref ref)
{
	return find_reference(m, NULL, CLOSENESS_EQUALS, ref, NULL);
}
