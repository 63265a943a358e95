/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/*
 * Functions that this project does not call. Every file includes this header through
 * config.h, so that a call is a compiler error. Each line names the replacement.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __GNUC__
#pragma GCC poison strcpy strcat strtok /* struct str */
#pragma GCC poison sprintf vsprintf     /* str_addf */
#pragma GCC poison gets atoi atol atof  /* str_parse_int64 */
#pragma GCC poison localtime gmtime     /* base/calendar.h: days are integers */
#pragma GCC poison popen tmpnam mktemp  /* posix_spawn, mkstemp */
#endif

#endif
