/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whatever is read as a date has an order, words, and a distance to
 * itself of nothing; whatever is not has a sentence and an offset inside the text.
 */

#include "config.h"

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/datetime.h"
#include "fuzz/fuzz.h"

static void fuzz_date(const struct edtf *date, struct str *out)
{
	struct calendar_gap gap;

	fuzz_require(date->first <= date->last);
	edtf_add_words(out, date);
	fuzz_require(out->len > 0);
	if (date->kind == EDTF_DATE && calendar_distance(date, date, &gap)) {
		fuzz_require(gap.days == 0 && gap.years == 0 && gap.months == 0);
		str_clear(out);
		calendar_add_gap(out, &gap, true);
		fuzz_require(out->len > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct edtf date;
	struct str out;
	size_t column;
	double days;

	str_init(&out);
	if (edtf_parse(text, &date, &out, &column)) {
		fuzz_require(out.len == 0);
		fuzz_date(&date, &out);
	} else {
		fuzz_require(
			out.len > 0 && out.buf[out.len - 1] == '.' && column <= size);
	}
	if (datetime_read_duration(text, &days))
		fuzz_require(text.text[0] == '-' ? days <= 0 : days >= 0);
	str_release(&out);
	return 0;
}
