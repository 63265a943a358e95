#ifndef QUERY_ALIAS_H
#define QUERY_ALIAS_H

/*
 * What kind of name a row of a names table is: "former name", "Spanish". It is told by
 * the table's first field with choices. A choice with a label of its own is told by that
 * label; one without by itself and the title of the names ("former name"). A choice by
 * which the name of another field begins ("language", "languages") is told by the value
 * of that field: of a list by its shortest item, of several the one that stands first
 * among the field's choices, or in the table that it references.
 */

#include <stddef.h>

#include "base/str.h"
#include "data/package.h"

/* Appends what kind of name NAME is; nothing when its table does not say. */
void alias_add_kind(const struct package *p, struct row_ref name, struct str *out);

/*
 * Returns how much NAME says beside others of its row, the least first: kinds rank as
 * their choices stand, what is told by a list by the item it is told by.
 */
size_t alias_order(const struct package *p, struct row_ref name);

#endif
