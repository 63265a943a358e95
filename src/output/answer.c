#include "config.h"

#include "output/answer.h"

#include "base/edtf.h"
#include "base/text.h"
#include "data/record.h"
#include "data/value.h"

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

/* Appends PHRASE about REF; returns false, with OUT as it was, when a value is missing. */
static bool add_phrase(const struct package *p, struct row_ref ref,
	const struct phrase *phrase, bool brief, struct str *out)
{
	size_t start = out->len;
	struct str other = STR_INIT;
	bool whole = true;

	if (phrase->unless.count)
		package_add_value(
			p, record_table(p, ref), ref.row, &phrase->unless, &other);
	for (size_t i = 0; whole && i < phrase->part_count; i++) {
		const struct phrase_part *part = &phrase->parts[i];

		str_add(out, part->text);
		if (part->path.count)
			whole = add_value(p, ref, part, str_slice(&other), brief, out);
	}
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
