/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_ROMANIZE_H
#define BASE_ROMANIZE_H

/*
 * Names in Latin letters, as people spell those of other scripts: "Россия" as rossiya,
 * "Ελλάδα" as ellada, "한국" as hanguk. For Cyrillic after the UN and BGN/PCGN, for Greek
 * ELOT 743, for Korean the Revised Romanization, all without the rules that depend on
 * what is next to a letter.
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"

/* Appends FOLDED (base/casefold.h) in Latin letters to OUT. Returns false when nothing in it
 * is of another script that is known here, or something of one that is not; OUT then holds
 * a part of it. */
bool romanize_add(struct str *out, struct slice folded);

#endif
