/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What lines mode says of items by what they are, a sentence for each kind: in other
 * languages more than the noun differs. Owns nothing.
 */

#include "cli/linemode.h"

#include "base/intl.h"

void linemode_add_unlisted(struct str *out, enum listing_noun noun, const char *text)
{
	str_addf(out,
		noun == LISTING_RECORD          ? _("No number %s: no record was listed.")
			: noun == LISTING_LINK  ? _("No number %s: no link was listed.")
			: noun == LISTING_EVENT ? _("No number %s: no event was listed.")
			: noun == LISTING_PLACE ? _("No number %s: no place was listed.")
			: noun == LISTING_FAULT ? _("No number %s: no fault was listed.")
			: noun == LISTING_TAB   ? _("No number %s: no tab was listed.")
						: _("No number %s: no row was listed."),
		text);
}

void linemode_add_no_item(struct str *out, enum listing_noun noun, const char *text,
	size_t first, size_t last)
{
	str_addf(out,
		noun == LISTING_RECORD ? _("No record %s. The numbers are %zu to %zu.")
			: noun == LISTING_LINK
			? _("No link %s. The numbers are %zu to %zu.")
			: noun == LISTING_EVENT
			? _("No event %s. The numbers are %zu to %zu.")
			: noun == LISTING_PLACE
			? _("No place %s. The numbers are %zu to %zu.")
			: noun == LISTING_FAULT
			? _("No fault %s. The numbers are %zu to %zu.")
			: noun == LISTING_TAB
			? _("No tab %s. The numbers are %zu to %zu.")
			: _("No row %s. The numbers are %zu to %zu."),
		text, first, last);
}

void linemode_add_open(struct str *out, enum listing_noun noun)
{
	str_addf(out, "%s",
		noun == LISTING_RECORD ? _("open needs the number of a record or a name.")
			: noun == LISTING_LINK
			? _("open needs the number of a link or a name.")
			: noun == LISTING_EVENT
			? _("open needs the number of an event or a name.")
			: noun == LISTING_PLACE
			? _("open needs the number of a place or a name.")
			: noun == LISTING_FAULT
			? _("open needs the number of a fault or a name.")
			: noun == LISTING_TAB
			? _("open needs the number of a tab or a name.")
			: _("open needs the number of a row or a name."));
}

void linemode_add_portion(
	struct str *out, enum listing_noun noun, size_t first, size_t next, size_t count)
{
	str_addf(out,
		noun == LISTING_RECORD          ? _("Records %zu to %zu of %zu.")
			: noun == LISTING_LINK  ? _("Links %zu to %zu of %zu.")
			: noun == LISTING_EVENT ? _("Events %zu to %zu of %zu.")
			: noun == LISTING_PLACE ? _("Places %zu to %zu of %zu.")
			: noun == LISTING_FAULT ? _("Faults %zu to %zu of %zu.")
			: noun == LISTING_TAB   ? _("Tabs %zu to %zu of %zu.")
						: _("Rows %zu to %zu of %zu."),
		first + 1, next, count);
	if (next < count)
		str_addf(out, " %s", _("Press Enter for more."));
}
