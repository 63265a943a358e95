#include "config.h"

#include "data/pattern.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct pattern {
	regex_t regex;
	struct str text; /* terminated copy of what is matched */
};

/* The classes that a backslash and a letter, or a property's name, stand for: what goes
 * between the brackets of POSIX. */
static const struct {
	const char *name;
	const char *items;
} classes[] = {
	{ "d", "0-9" },
	{ "w", "[:alnum:]_" },
	{ "s", "[:space:]" },
	{ "i", "[:alpha:]_:" },
	{ "c", "[:alnum:]_:.-" },
	{ "p{L}", "[:alpha:]" },
	{ "p{Lu}", "[:upper:]" },
	{ "p{Ll}", "[:lower:]" },
	{ "p{N}", "[:digit:]" },
	{ "p{Nd}", "[:digit:]" },
	{ "p{P}", "[:punct:]" },
	{ "p{Z}", "[:space:]" },
	{ "p{Zs}", "[:blank:]" },
};

/* Finds the class that the text behind a backslash names; *LEN is how long that is. */
static const char *find_class(const char *p, size_t *len)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		*len = strlen(classes[i].name);
		if (strncmp(p, classes[i].name, *len) == 0)
			return classes[i].items;
	}
	return NULL;
}

/* The same with a capital first letter: all but that class. */
static const char *find_negated(const char *p, size_t *len)
{
	char lower[8] = "";

	if (*p < 'A' || *p > 'Z')
		return NULL;
	strncpy(lower, p, sizeof lower - 1);
	lower[0] |= 0x20;
	return find_class(lower, len);
}

/* Returns what \n, \t and \r stand for, NUL for others. */
static char control_of(char c)
{
	return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : '\0';
}

/* Translates the escape behind the backslash at *P; false when there is no such thing. */
static bool add_escape(const char **p, struct str *out)
{
	size_t len;
	const char *items = find_class(*p, &len);
	char control = control_of(**p);

	if (items) {
		str_addf(out, "[%s]", items);
	} else if ((items = find_negated(*p, &len))) {
		str_addf(out, "[^%s]", items);
	} else if (control) {
		str_add_char(out, control);
		len = 1;
	} else if (!**p || (**p | 0x20) == 'p' || (**p >= '0' && **p <= '9')) {
		return false;
	} else {
		if (strchr(".[]{}()*+?|^$\\", **p))
			str_add_char(out, '\\');
		str_add_char(out, **p);
		len = 1;
	}
	*p += len;
	return true;
}

/* What stands between brackets; in POSIX some characters must stand at certain places. */
struct bracket {
	bool negated, close, open, caret, dash;
	struct str rest;
};

/* Characters with a meaning between brackets wait for their place; see add_bracket. */
static void add_member(struct bracket *b, char c)
{
	switch (c) {
	case ']':
		b->close = true;
		break;
	case '[':
		b->open = true;
		break;
	case '^':
		b->caret = true;
		break;
	case '-':
		b->dash = true;
		break;
	default:
		str_add_char(&b->rest, c);
	}
}

static bool add_bracket_escape(const char **p, struct bracket *b)
{
	size_t len;
	const char *items = find_class(*p, &len);

	if (!**p || (!items && ((**p >= 'A' && **p <= 'Z') || **p == 'p')))
		return false;
	if (items) {
		bool dash = items[strlen(items) - 1] == '-';

		str_add_bytes(&b->rest, items, strlen(items) - dash);
		b->dash = b->dash || dash;
		*p += len;
		return true;
	}
	add_member(b, control_of(**p) ? control_of(**p) : **p);
	(*p)++;
	return true;
}

/* Reads from behind the opening bracket to behind the closing one. */
static bool scan_bracket(const char **p, struct bracket *b)
{
	if (**p == '^') {
		b->negated = true;
		(*p)++;
	}
	for (bool first = true; **p != ']' || first; first = false) {
		char c = **p;

		if (!c || c == '[')
			return false; /* the end, or a class subtracted */
		(*p)++;
		if (c == '\\') {
			if (!add_bracket_escape(p, b))
				return false;
		} else if (c == '-' && b->rest.len && **p && **p != ']' && **p != '\\' &&
			**p != '[') {
			str_add_char(&b->rest, '-');
			str_add_char(&b->rest, *(*p)++);
		} else {
			add_member(b, c);
		}
	}
	(*p)++;
	return true;
}

/* A lone caret would negate, so it stands outside. */
static bool add_bracket(const char **p, struct str *out)
{
	struct bracket b = { .negated = false };
	bool ok;

	str_init(&b.rest);
	ok = scan_bracket(p, &b);
	if (ok && b.caret && !b.negated && !b.close && !b.open && !b.rest.len) {
		str_add(out, b.dash ? "[-^]" : "\\^");
	} else if (ok) {
		str_addf(out, "[%s%s%s%s%s%s]", b.negated ? "^" : "", b.close ? "]" : "",
			b.rest.buf, b.open ? "[" : "", b.caret ? "^" : "",
			b.dash ? "-" : "");
	}
	str_release(&b.rest);
	return ok;
}

static bool translate(const char *p, struct str *out)
{
	str_add(out, "^(");
	while (*p) {
		char c = *p++;

		if (c == '\\') {
			if (!add_escape(&p, out))
				return false;
		} else if (c == '[') {
			if (!add_bracket(&p, out))
				return false;
		} else if (c == '(' && *p == '?') {
			if (p[1] != ':')
				return false;
			str_add_char(out, '(');
			p += 2;
		} else {
			str_add_char(out, c);
		}
	}
	str_add(out, ")$");
	return true;
}

/* p->text serves for the translation first, then for what is matched. */
struct pattern *pattern_new(const char *text, struct str *err)
{
	struct pattern *p = xcalloc(1, sizeof *p);
	char why[120] = "it has a part that POSIX regular expressions lack";
	bool ok;

	str_init(&p->text);
	ok = translate(text, &p->text);
	if (ok) {
		int code = regcomp(&p->regex, p->text.buf, REG_EXTENDED | REG_NOSUB);

		ok = code == 0;
		if (!ok)
			regerror(code, &p->regex, why, sizeof why);
	}
	if (ok)
		return p;
	str_addf(err, "The pattern \"%s\" cannot be used: %s.", text, why);
	str_release(&p->text);
	free(p);
	return NULL;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	regfree(&p->regex);
	str_release(&p->text);
	free(p);
}

bool pattern_match(struct pattern *p, struct slice text)
{
	if (text.len && memchr(text.text, '\0', text.len))
		return false;
	str_clear(&p->text);
	str_add_bytes(&p->text, text.text, text.len);
	return regexec(&p->regex, p->text.buf, 0, NULL, 0) == 0;
}
