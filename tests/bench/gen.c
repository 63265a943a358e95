/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/gen.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { GEN_QUOTED = 20 }; /* one row in so many holds quotes */

static const char *const gen_places[] = { "Amber Bay", "Birch Hollow", "Cedar Point",
	"Dune", "Elm Crossing", "Fern Valley", "Granite", "Harbour", "Iron Hill",
	"Juniper" };

static const char *const gen_regions[] = { "North", "East", "South", "West", "Centre" };

static const char *const gen_words[] = { "meeting", "agreed", "plan", "review",
	"training", "border", "report", "data", "working", "group" };

static const char *const gen_quoted[] = { "\"said \"\"yes\"\", then left\"",
	"\"two lines,\nof one cell\"", "\"São Tomé, Côte d’Ivoire\"", "\"金, 木, 水\"" };

/* A step of a linear congruential generator (Numerical Recipes): its high bits are good
 * enough to choose words. */
static uint32_t gen_next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)*seed * below) >> 32);
}

/* Appends NUMBER with DIGITS digits at least. */
static void gen_add_number(struct str *out, unsigned long number, size_t digits)
{
	char text[20];
	size_t at = sizeof text;

	for (; number || sizeof text - at < digits; number /= 10)
		text[--at] = (char)('0' + number % 10);
	str_add_bytes(out, text + at, sizeof text - at);
}

/* Appends a row. Not by printf(3): tables of ten million rows are made. */
static void gen_add_row(struct str *out, long row)
{
	uint32_t seed = (uint32_t)row * 2654435761u;

	str_add(out, "row ");
	gen_add_number(out, (unsigned long)row, 8);
	str_add_char(out, ',');
	str_add(out, gen_places[gen_next(&seed, 10)]);
	str_add_char(out, ',');
	str_add(out, gen_regions[gen_next(&seed, 5)]);
	str_add_char(out, ',');
	gen_add_number(out, 1990 + gen_next(&seed, 35), 4);
	str_add_char(out, '-');
	gen_add_number(out, 1 + gen_next(&seed, 12), 2);
	str_add_char(out, '-');
	gen_add_number(out, 1 + gen_next(&seed, 28), 2);
	str_add_char(out, ',');
	gen_add_number(out, gen_next(&seed, 1000000), 1);
	for (int i = 0; i < 6; i++) {
		str_add_char(out, i ? ' ' : ',');
		str_add(out, gen_words[gen_next(&seed, 10)]);
	}
	str_add_char(out, ',');
	if (gen_next(&seed, GEN_QUOTED))
		str_add(out, gen_words[gen_next(&seed, 10)]);
	else
		str_add(out, gen_quoted[gen_next(&seed, 4)]);
	str_add_char(out, '\n');
}

/* Writes HEAD and what ADD appends for each of ROWS rows to the new file PATH. */
static bool gen_write_rows(const char *path, const char *head, long rows,
	void (*add)(struct str *out, long row), struct str *err)
{
	FILE *file = fopen(path, "wb");
	bool good = file != NULL;
	struct str line = STR_INIT;

	str_add(&line, head);
	for (long row = 1; good && row <= rows + 1; row++) {
		good = fwrite(line.buf, 1, line.len, file) == line.len;
		str_clear(&line);
		add(&line, row);
	}
	if (file && fclose(file) != 0)
		good = false;
	if (!good)
		str_addf(err, "Cannot write %s: %s.", path, strerror(errno));
	str_release(&line);
	return good;
}

bool gen_write(const char *path, long rows, struct str *err)
{
	return gen_write_rows(path, "name,place,region,date,amount,note,remark\n", rows,
		gen_add_row, err);
}

/* Appends a place: the sum of three numbers is more often near to the middle. */
static void gen_add_place(struct str *out, long row)
{
	static const struct {
		double lat, lon;
	} parts[] = { { 40, -100 }, { 50, 10 }, { 20, 100 }, { -30, 140 }, { -15, -60 } };
	uint32_t seed = (uint32_t)row * 2654435761u;
	uint32_t part = gen_next(&seed, 5);
	double lat = parts[part].lat - 30, lon = parts[part].lon - 30;

	for (int i = 0; i < 3; i++) {
		lat += gen_next(&seed, 2000000) / 1e5;
		lon += gen_next(&seed, 2000000) / 1e5;
	}
	str_addf(out, "row %08ld,%.5f,%.5f\n", row, lat, lon);
}

bool gen_write_places(const char *path, long rows, struct str *err)
{
	return gen_write_rows(
		path, "name,latitude,longitude\n", rows, gen_add_place, err);
}

bool gen_write_package(const char *path, struct str *err)
{
	static const char package[] =
		"{\"name\":\"many\",\"resources\":[{\"name\":\"events\",\"path\":"
		"\"events.csv\",\"title\":\"Events\",\"schema\":{\"fields\":["
		"{\"name\":\"name\"},{\"name\":\"place\"},{\"name\":\"region\"},"
		"{\"name\":\"date\",\"type\":\"date\"},{\"name\":\"amount\"},"
		"{\"name\":\"note\"},{\"name\":\"remark\"}]},\"bali\":{\"view\":"
		"\"tab\",\"label\":\"name\",\"timeline\":{\"date\":\"date\","
		"\"lane\":\"region\"}}}]}\n";
	FILE *file = fopen(path, "wb");
	bool good = file && fputs(package, file) >= 0;

	if (file && fclose(file) != 0)
		good = false;
	if (!good)
		str_addf(err, "Cannot write %s: %s.", path, strerror(errno));
	return good;
}
