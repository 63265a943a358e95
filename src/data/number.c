#include "config.h"

#include "data/number.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_LENGTH = 400 }; /* more digits than the longest double has */

/* Powers of ten that a double holds exactly. */
static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The parts of a number whose form is right. */
struct digits {
	bool negative;
	uint64_t whole; /* all digits without the point, as long as they fit */
	bool exact;     /* they did */
	long exponent;  /* of ten, for whole */
};

/* An exponent beyond 100000 says no more than one of 100000. */
static bool scan_exponent(const char **p, long *exponent)
{
	bool negative = **p == '-';
	long value = 0;

	if (**p == '-' || **p == '+')
		(*p)++;
	if (!is_digit(**p))
		return false;
	for (; is_digit(**p); (*p)++)
		if (value < 100000)
			value = value * 10 + (**p - '0');
	*exponent += negative ? -value : value;
	return true;
}

/* Takes the digits at *P, and returns how many there were. */
static size_t scan_run(const char **p, struct digits *d)
{
	size_t count = 0;

	for (; is_digit(**p); (*p)++, count++) {
		if (d->whole > (UINT64_C(1) << 53) / 10 - 1)
			d->exact = false;
		else
			d->whole = d->whole * 10 + (uint64_t)(**p - '0');
	}
	return count;
}

/* Checks the form of the terminated TEXT, whose decimal character is a point. */
static bool scan(const char *text, struct digits *d)
{
	const char *p = text;
	size_t whole, fraction = 0;

	*d = (struct digits){ .negative = *p == '-', .exact = true };
	if (*p == '-' || *p == '+')
		p++;
	whole = scan_run(&p, d);
	if (*p == '.') {
		p++;
		fraction = scan_run(&p, d);
		d->exponent = -(long)fraction;
	}
	if (!whole && !fraction)
		return false;
	if ((*p == 'e' || *p == 'E') && (p++, !scan_exponent(&p, &d->exponent)))
		return false;
	return !*p;
}

/* Lets strtod round what is too long to be computed exactly; it wants the locale's own
 * decimal character. */
static double convert_long(char *text)
{
	char *point = strchr(text, '.');

	if (point)
		*point = *localeconv()->decimal_point;
	return strtod(text, NULL);
}

/* Both operands are exact, so the one operation rounds as IEEE 754 wants it. */
static double convert(char *text, const struct digits *d)
{
	double value = (double)d->whole;

	if (!d->exact || d->exponent > 22 || d->exponent < -22)
		return convert_long(text);
	value = d->exponent < 0 ? value / powers[-d->exponent]
				: value * powers[d->exponent];
	return d->negative ? -value : value;
}

static bool read_text(char *text, double *out)
{
	struct digits d;

	if (!scan(text, &d))
		return false;
	*out = convert(text, &d);
	return true;
}

bool number_read_plain(struct slice text, double *out)
{
	char copy[NUMBER_LENGTH];

	if (!text.len || text.len >= sizeof copy || memchr(text.text, '\0', text.len))
		return false;
	memcpy(copy, text.text, text.len);
	copy[text.len] = '\0';
	return read_text(copy, out);
}

/* Cuts off what stands round the digits: a currency, a percent sign. */
static struct slice bare(struct slice s, char decimal)
{
	while (s.len && !is_digit(*s.text) && *s.text != '-' && *s.text != '+' &&
		*s.text != decimal) {
		s.text++;
		s.len--;
	}
	while (s.len && !is_digit(s.text[s.len - 1]))
		s.len--;
	return s;
}

/* Copies S without group characters and with a point for the decimal one. */
static bool normalize(const struct field *f, struct slice s, char *out, size_t room)
{
	size_t group = strlen(f->group_char), len = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (group && s.len - i >= group && i &&
			memcmp(s.text + i, f->group_char, group) == 0) {
			i += group - 1;
			continue;
		}
		if (len + 1 >= room || !s.text[i] ||
			(s.text[i] == '.' && f->decimal_char != '.'))
			return false;
		out[len++] = s.text[i] == f->decimal_char ? '.' : s.text[i];
	}
	out[len] = '\0';
	return len > 0;
}

/* The spellings of XML Schema; others are no numbers. */
static bool read_special(struct slice text, double *out)
{
	static const struct {
		const char *name;
		double value;
	} specials[] = { { "NaN", NAN }, { "INF", INFINITY }, { "-INF", -INFINITY } };

	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
		if (slice_equal(text, slice_of(specials[i].name))) {
			*out = specials[i].value;
			return true;
		}
	}
	return false;
}

bool number_read(const struct field *f, struct slice text, double *out)
{
	char copy[NUMBER_LENGTH];

	if (f->type == FIELD_NUMBER && read_special(text, out))
		return true;
	if (!f->bare_number)
		text = bare(text, f->decimal_char);
	if (!normalize(f, text, copy, sizeof copy))
		return false;
	if (f->type == FIELD_INTEGER && strpbrk(copy, ".eE"))
		return false;
	return read_text(copy, out);
}
