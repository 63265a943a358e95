/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/odd.h"

#include "base/str.h"

enum { ODD_COLUMNS = 100, ODD_CELL = 70000, ODD_ROWS = 60 };

/* A wide one, marks that join, one that joins nothing, a family, right to left, controls
 * of C0 and C1, a byte that is not UTF-8, a tab, a soft hyphen. */
static const char *const odd_words[] = { "\xe6\x9f\xac\xe5\x9f\x94\xe5\xaf\xa8",
	"e\xcc\x81\xcc\xa7\xcc\xb1\xcc\x8c\xcc\x87\xcc\xa3", "\xcc\x81",
	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\x1b[2J\x07",
	"a\xc2\x9b"
	"31m",
	"\xff\xfe", "a\tb", "so\xc2\xadso",
	"\xe2\x80\xae"
	"abc",
	"", " ", "\xe0\xb8\x81\xe0\xb8\xb1\xe0\xb8\xa1\xe0\xb8\x9e\xe0\xb8\xb9", "-",
	"http://a.b/c d" };

static const char *const odd_dates[] = { "", "2002", "2002-02-30", "-9999", "9999-12-31",
	"2004-13", "2001-05/..", "../2003", "..", "/", "2010/1990", "198X", "2005~?",
	"Y170000002", "20XX-XX", "2002-02-26", "yesterday", "0000", "-0001-01-01" };

static const char *odd_word(size_t i)
{
	return odd_words[i % (sizeof odd_words / sizeof *odd_words)];
}

static void odd_save(struct folder *folder, const char *name, struct str *text)
{
	folder_write_bytes(folder, name, text->buf, text->len);
	str_clear(text);
}

static void odd_descriptor(struct str *s)
{
	static const char *const parts[] = {
		"{\"name\":\"odd\",\"title\":\"\xe6\x9f\xac\\u001b[31m\\u0007\",",
		"\"description\":\"\\n\\n\\t\\u009b\",\"resources\":[",
		"{\"name\":\"people\",\"path\":\"people.csv\",\"schema\":{\"fields\":[",
		"{\"name\":\"id\"},{\"name\":\"name\",\"title\":\"\"},{\"name\":\"boss\"}"
		",",
		"{\"name\":\"town\"},{\"name\":\"friends\",\"type\":\"list\"}],",
		"\"primaryKey\":\"id\",\"foreignKeys\":[",
		"{\"fields\":\"boss\",\"reference\":{\"resource\":\"\",\"fields\":\"id\"}"
		"},",
		"{\"fields\":\"friends\",\"reference\":{\"resource\":\"people\",",
		"\"fields\":\"id\"}},{\"fields\":\"town\",\"reference\":",
		"{\"resource\":\"towns\",\"fields\":\"id\"}}]},",
		"\"bali\":{\"label\":\"town.mayor\",\"columns\":[\"name\",\"boss.boss."
		"name\",",
		"\"town.mayor.town\",\"friends\",\"boss\"]}},",
		"{\"name\":\"towns\",\"path\":\"towns.csv\",\"schema\":{\"fields\":[",
		"{\"name\":\"id\"},{\"name\":\"mayor\"}],\"primaryKey\":\"id\",",
		"\"foreignKeys\":[{\"fields\":\"mayor\",\"reference\":",
		"{\"resource\":\"people\",\"fields\":\"id\"}}]},",
		"\"bali\":{\"label\":\"mayor.town\"}},",
		"{\"name\":\"names\",\"path\":\"names.csv\",\"schema\":{\"fields\":[",
		"{\"name\":\"of\"},{\"name\":\"name\"},{\"name\":\"kind\"}],",
		"\"primaryKey\":[\"of\",\"name\"],",
		"\"foreignKeys\":[{\"fields\":\"of\",\"reference\":{\"resource\":",
		"\"people\",\"fields\":\"id\"}}]},\"bali\":{\"names\":true,",
		"\"view\":\"lookup\"}},",
		"{\"name\":\"events\",\"path\":\"events.csv\",\"title\":\"Events\",",
		"\"schema\":{\"fields\":[{\"name\":\"id\"},{\"name\":\"date\","
		"\"rdfType\":",
		"\"http://id.loc.gov/datatypes/edtf/EDTF\"},{\"name\":\"who\"}],",
		"\"foreignKeys\":[{\"fields\":\"who\",\"reference\":{\"resource\":",
		"\"people\",\"fields\":\"id\"}}]},\"bali\":{\"timeline\":{\"date\":"
		"\"date\",",
		"\"lane\":\"who\",\"cadence\":\"P2Y\"}}},",
		"{\"name\":\"dateless\",\"path\":\"none.csv\",\"schema\":{\"fields\":[",
		"{\"name\":\"id\"},{\"name\":\"date\",\"type\":\"date\"}]},",
		"\"bali\":{\"timeline\":{\"date\":\"date\",\"cadence\":\"P0D\"}}},",
		"{\"name\":\"long\",\"path\":\"long.csv\"},",
		"{\"name\":\"wide\",\"path\":\"wide.csv\"}",
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		str_add(s, parts[i]);
	/* Tables that are one with the next, the last with the first. */
	for (int i = 0; i < ODD_TABLES - 7; i++)
		str_addf(s,
			",{\"name\":\"t%d\",\"path\":\"one.csv\",\"title\":\"Same\","
			"\"schema\":{\"fields\":[{\"name\":\"id\"}],\"primaryKey\":"
			"\"id\","
			"\"foreignKeys\":[{\"fields\":\"id\",\"reference\":{\"resource\":"
			"\"t%d\",\"fields\":\"id\"}}]}}",
			i, (i + 1) % (ODD_TABLES - 7));
	str_add(s, "]}");
}

static void odd_people(struct folder *folder, struct str *s, int rows)
{
	str_add(s, "id,name,boss,town,friends\n");
	for (int i = 0; i < rows; i++)
		str_addf(s, "%d,\"%s\",%d,%d,\"%d,%d,,none\"\n", i, odd_word((size_t)i),
			i % 3 ? (i + 1) % rows : i, i % 5, i, (i + 7) % 90);
	odd_save(folder, "people.csv", s);
	str_add(s, "id,mayor\n0,0\n1,2\n2,1\n3,77\n3,3\n4,\n");
	odd_save(folder, "towns.csv", s);
	str_add(s, "of,name,kind\n");
	for (int i = 0; i < rows; i++)
		str_addf(s, "%d,%s,%s\n", i % 4, odd_word((size_t)i * 7 + 3),
			odd_word((size_t)i));
	odd_save(folder, "names.csv", s);
}

static void odd_events(struct folder *folder, struct str *s, int rows)
{
	size_t count = sizeof odd_dates / sizeof *odd_dates;

	str_add(s, "id,date,who\n");
	for (int i = 0; i < rows; i++)
		str_addf(s, "%s,%s,%d\n", odd_word((size_t)i),
			odd_dates[(size_t)i % count], i % 70);
	odd_save(folder, "events.csv", s);
	str_add(s, "id,date\n1,\n2,\n");
	odd_save(folder, "none.csv", s);
}

static void odd_shapes(struct folder *folder, struct str *s, int rows)
{
	str_add(s, "a,b\n");
	for (int i = 0; i < 4 && i < rows; i++) {
		size_t end = s->len + ODD_CELL;

		str_add_char(s, '"');
		for (size_t word = 0; s->len < end; word++)
			str_addf(s, "%s%s", odd_word(word), i % 2 ? "\n" : "x");
		str_add(s, "\",1\n");
	}
	odd_save(folder, "long.csv", s);
	for (int row = 0; row < 2; row++)
		for (int i = 0; i < ODD_COLUMNS; i++)
			str_addf(s, "%s%d%s", row ? odd_word((size_t)i) : "c", i,
				i + 1 < ODD_COLUMNS ? "," : "\n");
	odd_save(folder, "wide.csv", s);
	str_add(s, "id\n1\n2\n");
	odd_save(folder, "one.csv", s);
}

void odd_write(struct folder *folder, bool is_short)
{
	int rows = is_short ? 1 : ODD_ROWS;
	struct str s;

	str_init(&s);
	odd_descriptor(&s);
	odd_save(folder, "datapackage.json", &s);
	odd_people(folder, &s, rows);
	odd_events(folder, &s, is_short ? 0 : rows);
	odd_shapes(folder, &s, is_short ? 0 : rows);
	str_release(&s);
}
