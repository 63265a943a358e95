#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/*
 * Calls that this project does not make. configure includes this header in every
 * file through config.h, so using one of them is an error of the compiler, not of a
 * review. Beside each the thing to use.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __GNUC__
#pragma GCC poison strcpy strcat strtok /* struct str */
#pragma GCC poison sprintf vsprintf     /* str_addf */
#pragma GCC poison gets atoi atol atof  /* str_parse_long */
#pragma GCC poison localtime gmtime     /* base/edtf: days are integers */
#pragma GCC poison popen tmpnam mktemp  /* posix_spawn, mkstemp */
#endif

#endif
