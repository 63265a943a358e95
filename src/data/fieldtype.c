#include "config.h"

#include "data/fieldtype.h"

#include <string.h>

static const char *const names[FIELD_TYPE_MAX] = {
	[FIELD_ANY] = "any",
	[FIELD_STRING] = "string",
	[FIELD_INTEGER] = "integer",
	[FIELD_NUMBER] = "number",
	[FIELD_BOOLEAN] = "boolean",
	[FIELD_DATE] = "date",
	[FIELD_DATETIME] = "datetime",
	[FIELD_TIME] = "time",
	[FIELD_YEAR] = "year",
	[FIELD_YEARMONTH] = "yearmonth",
	[FIELD_LIST] = "list",
	[FIELD_GEOPOINT] = "geopoint",
	[FIELD_GEOJSON] = "geojson",
	[FIELD_OBJECT] = "object",
	[FIELD_ARRAY] = "array",
	[FIELD_DURATION] = "duration",
};

bool fieldtype_find(const char *name, enum field_type *out)
{
	for (int type = 0; type < FIELD_TYPE_MAX; type++) {
		if (strcmp(name, names[type]) == 0) {
			*out = (enum field_type)type;
			return true;
		}
	}
	return false;
}

const char *fieldtype_name(enum field_type type)
{
	return names[type];
}
