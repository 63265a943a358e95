/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef VIEW_VIEWS_H
#define VIEW_VIEWS_H

/* Every view there is. A view is in the file of its name, but for the palette, which is a
 * form of the help (help.c), and the choice of columns (column_config.c). */

#include "view/view.h"

extern const struct view view_changes;
extern const struct view view_columns;
extern const struct view view_dialect;
extern const struct view view_help;
extern const struct view view_map;
extern const struct view view_overview;
extern const struct view view_palette;
extern const struct view view_problems;
extern const struct view view_record;
extern const struct view view_results;
extern const struct view view_table;
extern const struct view view_timeline;
extern const struct view view_values;

/* Returns the row that PANE, of view_results, shows if it is the only one, else
 * ROW_NOWHERE. */
struct row_ref results_only(const struct pane *pane);

/* Returns whether rows of P may have places, so that it has a map. */
bool map_any(const struct package *p);

#endif
