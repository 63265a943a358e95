#ifndef TESTS_UNIT_CSVREFERENCE_H
#define TESTS_UNIT_CSVREFERENCE_H

/*
 * What a file's rows have to be: a whole pass of libcsv, slow and plain, a byte at a
 * time, begun again after the line of every quote that stays open. data/csvfile must
 * agree with it in every row, cell and place, whatever the portions in which bytes
 * arrive.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Compares the two over SIZE bytes, read PORTION at a time, with LONGEST for the length
 * of an open field; ends the program with a message when they differ. */
void csvreference_check(
	const char *bytes, size_t size, char delimiter, size_t portion, size_t longest);

#endif
