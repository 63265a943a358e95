/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/language.h"

#include <strings.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "query/edit_distance.h"

enum {
	LANGUAGE_ROWS = 10000, /* of a table of languages that are looked at */
	LANGUAGE_NEAR = 4,     /* languages that are offered */
};

/* What is looked for, and what was near so far. */
struct language_search {
	struct slice wanted;
	struct edit_distance distance;
	struct str near;
	size_t count;
};

/* Returns whether TAG is WANTED or what it begins with: pt is in pt-BR. */
static bool covers(struct slice tag, struct slice wanted)
{
	return tag.len && tag.len <= wanted.len &&
		!strncasecmp(tag.text, wanted.text, tag.len) &&
		(tag.len == wanted.len || wanted.text[tag.len] == '-');
}

/* Looks for the language among the rows of T; returns whether it is there. */
static bool look_in(
	struct language_search *s, const struct package *p, const struct table *t)
{
	size_t rows = table_rows(t) < LANGUAGE_ROWS ? table_rows(t) : LANGUAGE_ROWS;
	struct str tag = STR_INIT, label = STR_INIT, folded = STR_INIT;
	bool found = false;

	for (size_t i = 0; i < rows && !found; i++) {
		str_clear(&tag);
		str_clear(&label);
		str_clear(&folded);
		table_add_key(t, i, &tag);
		found = covers(str_slice(&tag), s->wanted);
		package_add_label(p, t, i, &label);
		casefold_add(&folded, str_slice(&label));
		if (s->count < LANGUAGE_NEAR &&
			(edit_distance(&s->distance, str_slice(&folded)) <
					EDIT_DISTANCE_FAR ||
				edit_distance(&s->distance, str_slice(&tag)) <
					EDIT_DISTANCE_FAR))
			str_addf(&s->near, "%s%s (%s)", s->count++ ? ", " : "", tag.buf,
				label.buf);
	}
	str_release(&tag);
	str_release(&label);
	str_release(&folded);
	return found;
}

bool language_known(const struct package *p, const char *language, struct str *err)
{
	struct language_search s = { .wanted = slice_of(language), .near = STR_INIT };
	struct str folded = STR_INIT;
	bool known = false, any = false;

	casefold_add(&folded, s.wanted);
	edit_distance_init(&s.distance, str_slice(&folded));
	for (size_t i = 0; i < p->table_count && !known; i++) {
		const struct resource *r = p->tables[i].schema;
		int key = r->names && r->language >= 0 ? r->fields[r->language].reference
						       : -1;

		any |= r->names && r->language >= 0;
		if (r->names && r->language >= 0 && key < 0)
			known = true;
		else if (key >= 0 && !s.count)
			known = look_in(&s, p, &p->tables[r->keys[key].resource]);
	}
	if (!any)
		str_add(err, _("These data have no names in other languages."));
	else if (!known && s.count)
		str_addf(
			err, _("Unknown language “%s”. Near: %s."), language, s.near.buf);
	else if (!known)
		str_addf(err,
			_("Unknown language “%s”. Languages are tags, such as en or "
			  "pt-BR."),
			language);
	str_release(&folded);
	str_release(&s.near);
	return known;
}
