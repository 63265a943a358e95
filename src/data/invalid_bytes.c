#include "config.h"

#include "data/invalid_bytes.h"

#include "base/text.h"

/* Line ends and tabs may stand in a text. */
static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* One look at each byte without a branch: most texts are plain. */
bool invalid_bytes_any(struct slice s)
{
	bool high = false, control = false;

	for (size_t i = 0; i < s.len; i++) {
		high |= (unsigned char)s.text[i] >= 0x80;
		control |= is_control((unsigned char)s.text[i]);
	}
	return control || (high && text_check_utf8(s) < s.len);
}

static size_t find_control(struct slice s)
{
	size_t at = 0;

	while (at < s.len && !is_control((unsigned char)s.text[at]))
		at++;
	return at;
}

size_t invalid_bytes_find(struct slice s, struct invalid_byte out[INVALID_BYTES_MAX])
{
	size_t bad = text_check_utf8(s), control = find_control(s), count = 0;

	if (bad < s.len)
		out[count++] = (struct invalid_byte){ FAULT_ENCODING, bad,
			(unsigned char)s.text[bad] };
	if (control < s.len)
		out[count++] = (struct invalid_byte){ s.text[control] ? FAULT_CONTROL
								      : FAULT_NUL,
			control, (unsigned char)s.text[control] };
	return count;
}

void invalid_byte_add(const struct invalid_byte *b, struct str *out)
{
	if (b->fault == FAULT_ENCODING)
		str_addf(out,
			"The byte 0x%02X is not UTF-8; it is shown as U+FFFD. Save the "
			"file as UTF-8, or name its encoding in the descriptor.",
			b->byte);
	else if (b->fault == FAULT_CONTROL)
		str_addf(out,
			"The control character U+%04X stands here; it is shown as a "
			"sign. Take it out.",
			b->byte);
	else
		str_add(out,
			"A NUL byte stands here; the file may be damaged. Save it again "
			"from where it came, or take the byte out.");
}
