/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A table of the forms that are known by their first bytes, the special before the
 * general, and one rule for all others: text has hardly any control characters.
 */

#include "data/filetype.h"

#include <string.h>

enum { FILETYPE_LOOK = 8192 }; /* bytes in which control characters are counted */

struct filetype {
	const char *bytes; /* at an offset of the file */
	size_t size, offset;
	const char *inside; /* also somewhere behind them; NULL: nothing */
	const char *name;   /* "This is ..." */
	const char
		*command;   /* writes the table, with the file at its end or at %; NULL */
	const char *advice; /* where there is no command */
};

static const char from_program[] = "save its sheet as CSV in UTF-8";
static const char by_reader[] = "save it as CSV with a program that reads it";
static const char by_hand[] = "copy the table into a text file";

#define BYTES(string) string, sizeof string - 1

static const struct filetype filetypes[] = {
	/* clang-format off */
	{ BYTES("PK\3\4"), 0, "opendocument.spreadsheet",
		"an OpenDocument spreadsheet", NULL, from_program },
	{ BYTES("PK\3\4"), 0, "xl/work", "an Excel workbook", NULL, from_program },
	{ BYTES("PK\3\4"), 0, "[Content_Types].xml",
		"an Office document", NULL, from_program },
	{ BYTES("PK\3\4"), 0, NULL, "a zip archive", "unzip -p", NULL },
	{ BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 0, NULL,
		"an old Office document (xls, doc)", NULL, from_program },
	{ BYTES("\xFD" "7zXZ\0"), 0, NULL, "compressed by xz", "xz -dc", NULL },
	{ BYTES("\x5D\0\0"), 0, NULL,
		"compressed by lzma", "xz --format=lzma -dc", NULL },
	{ BYTES("1AY&SY"), 4, NULL, "compressed by bzip2", "bzip2 -dc", NULL },
	{ BYTES("\x04\x22\x4D\x18"), 0, NULL, "compressed by lz4", "lz4 -dc", NULL },
	{ BYTES("LZIP\1"), 0, NULL, "compressed by lzip", "lzip -dc", NULL },
	{ BYTES("\x1F\x9D"), 0, NULL, "compressed by compress", "gzip -dc", NULL },
	{ BYTES("\x1F\x8B\x08"), 0, NULL, "compressed twice", "gzip -dc", NULL },
	{ BYTES("\x28\xB5\x2F\xFD"), 0, NULL, "compressed twice", "zstd -dc", NULL },
	{ BYTES("ustar"), 257, NULL, "a tar archive", "tar -xOf", NULL },
	{ BYTES("7z\xBC\xAF\x27\x1C"), 0, NULL, "a 7-Zip archive", "7z x -so", NULL },
	{ BYTES("Rar!\x1A\x07"), 0, NULL, "a RAR archive", NULL, "unpack it" },
	{ BYTES("SQLite format 3\0"), 0, NULL,
		"an SQLite database", "sqlite3 -csv -header % 'select * from TABLE'", NULL },
	{ BYTES("PAR1\x15"), 0, NULL, "a Parquet file", NULL, by_reader },
	{ BYTES("ARROW1\0\0"), 0, NULL, "an Arrow file", NULL, by_reader },
	{ BYTES("\x89HDF\r\n\x1A\n"), 0, NULL, "an HDF5 file", NULL, by_reader },
	{ BYTES("%PDF-"), 0, NULL, "a PDF document", NULL, by_hand },
	{ BYTES("\x89PNG\r\n\x1A\n"), 0, NULL, "a picture (PNG)", NULL, by_hand },
	{ BYTES("\xFF\xD8\xFF"), 0, NULL, "a picture (JPEG)", NULL, by_hand },
	{ BYTES("GIF89a"), 0, NULL, "a picture (GIF)", NULL, by_hand },
	{ BYTES("\x7F" "ELF"), 0, NULL,
		"a program", NULL, "name a text file, such as CSV" },
	/* clang-format on */
};

static const struct filetype any_other = {
	.name = "a binary file, or text in an encoding that is not known",
	.advice = "save it as CSV in UTF-8",
};

/* Returns whether BYTES may be text. Text in UTF-16 or UTF-32 has no control characters
 * but NUL, and that at every second byte or at three of four; a few of them in other text
 * are faults of the data, not of the choice of the file. */
static bool is_text(struct slice bytes)
{
	size_t len = bytes.len < FILETYPE_LOOK ? bytes.len : FILETYPE_LOOK;
	size_t nul[4] = { 0, 0, 0, 0 }, nuls, others = 0;
	bool regular;

	if (!len || !memchr(bytes.text, '\0', len))
		return true;
	if (len >= 2 &&
		(!memcmp(bytes.text, "\xFF\xFE", 2) ||
			!memcmp(bytes.text, "\xFE\xFF", 2)))
		return true;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes.text[i];

		nul[i % 4] += c == 0;
		/* Also what separates fields and records in some files, and escapes. */
		others += c && c < 0x20 && !strchr("\t\n\v\f\r\1\x1B\x1C\x1D\x1E\x1F", c);
	}
	nuls = nul[0] + nul[1] + nul[2] + nul[3];
	regular = nuls <= len / 4 * 3 + 3;
	for (int i = 0; i < 4; i++)
		regular = regular && (nul[i] <= len / 32 || nul[i] >= len / 4 * 7 / 8);
	if (nuls + others < 8 || (nuls + others) * 16 < len)
		return true;
	return others ? regular && others * 64 < len : regular || nuls * 2 < len;
}

/* Appends PATH as a shell takes it. */
static void add_word(struct str *out, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./+,:@%-";
	const char *quote;

	if (strncmp(path, "./", 2) == 0 && path[2] != '-')
		path += 2;
	quote = path[strspn(path, plain)] ? "'" : "";
	str_add(out, quote);
	for (; *path; path++)
		if (*path == '\'')
			str_add(out, "'\\''");
		else
			str_add_char(out, *path);
	str_add(out, quote);
}

static bool has(const struct filetype *type, struct slice bytes)
{
	return bytes.len >= type->offset + type->size &&
		!memcmp(bytes.text + type->offset, type->bytes, type->size) &&
		(!type->inside ||
			memmem(bytes.text, bytes.len, type->inside,
				strlen(type->inside)));
}

bool filetype_refuses(struct slice bytes, const char *path, struct str *why)
{
	const struct filetype *type = NULL;
	const char *rest;

	for (size_t i = 0; !type && i < sizeof filetypes / sizeof *filetypes; i++)
		if (has(&filetypes[i], bytes))
			type = &filetypes[i];
	if (!type && is_text(bytes))
		return false;
	if (!type)
		type = &any_other;
	str_addf(why, "This is %s; ", type->name);
	if (!type->command) {
		str_addf(why, "%s.", type->advice);
		return true;
	}
	rest = strchr(type->command, '%');
	str_add(why, "“");
	str_add_bytes(why, type->command,
		rest ? (size_t)(rest - type->command) : strlen(type->command));
	str_add(why, rest ? "" : " ");
	if (strcmp(path, "-") == 0)
		str_add(why, "FILE");
	else
		add_word(why, path);
	str_addf(why, "%s | bali -” opens what is in it.", rest ? rest + 1 : "");
	return true;
}
