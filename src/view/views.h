#ifndef VIEW_VIEWS_H
#define VIEW_VIEWS_H

/* Every view there is; each stands in the file of its name. */

#include "view/view.h"

extern const struct view view_columns;
extern const struct view view_help;
extern const struct view view_overview;
extern const struct view view_palette;
extern const struct view view_problems;
extern const struct view view_record;
extern const struct view view_results;
extern const struct view view_table;
extern const struct view view_timeline;

#endif
