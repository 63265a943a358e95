#ifndef APP_LINES_ACT_H
#define APP_LINES_ACT_H

/* What the words of app/lines_words.c do; each as struct lines_word has it. */

#include <stdbool.h>
#include <stddef.h>

struct lines;

/* Reads TEXT, all of it a number, into *NUMBER; false when it is none. */
bool act_number(const char *text, size_t *number);

/* --- telling what is listed, in portions --- */

/* Tells the next items, at the end the first again; with a number those from it on. */
void act_list(struct lines *l, const char *argument);

/* Tells the first items. */
void act_first(struct lines *l, const char *argument);

/* Tells the last items. */
void act_last(struct lines *l, const char *argument);

/* Tells the next items. */
void act_page_down(struct lines *l, const char *argument);

/* Tells the items before those told last. */
void act_page_up(struct lines *l, const char *argument);

/* --- opening, and being in a record --- */

/* Opens the item of that number, or the record of that name. */
void act_open(struct lines *l, const char *argument);

/* Tells the record one is in again. */
void act_record(struct lines *l, const char *argument);

/* Tells it with its empty fields and all names, or without them again. */
void act_all(struct lines *l, const char *argument);

/* Goes to the next record of the list it was opened from. */
void act_next_record(struct lines *l, const char *argument);

/* Goes to the record before. */
void act_previous_record(struct lines *l, const char *argument);

/* Goes back to the place before. */
void act_back(struct lines *l, const char *argument);

/* Goes forward again. */
void act_forward(struct lines *l, const char *argument);

/* --- other tabs --- */

/* Tells the tabs. */
void act_tabs(struct lines *l, const char *argument);

/* Goes to the tab of that number, name, title, or beginning of a title. */
void act_tab(struct lines *l, const char *argument);

/* Goes to the next tab, behind the last to the first. */
void act_next_tab(struct lines *l, const char *argument);

/* Goes to the tab before. */
void act_previous_tab(struct lines *l, const char *argument);

/* Goes to the timeline: at that date, or at the record one is in. */
void act_timeline(struct lines *l, const char *argument);

/* --- searching and sorting --- */

/* Filters all tables and tells what is left where one is; alone, tells the search. */
void act_search(struct lines *l, const char *argument);

/* Tells what the search, or a new one, finds in all tables. */
void act_find(struct lines *l, const char *argument);

/* Takes the search away. */
void act_clear(struct lines *l, const char *argument);

/* Sorts by a column, by its number, title or beginning; alone, tells the columns. */
void act_sort(struct lines *l, const char *argument);

/* The same the other way round. */
void act_sort_reverse(struct lines *l, const char *argument);

/* --- the data and the program --- */

/* Tells the faults of the data. */
void act_problems(struct lines *l, const char *argument);

/* Reads the data again and stays on the same record. */
void act_reload(struct lines *l, const char *argument);

/* Goes back, from the first place out of the program. */
void act_leave(struct lines *l, const char *argument);

/* Ends the program. */
void act_quit(struct lines *l, const char *argument);

/* --- writing --- */

/* Writes the rows that are listed into the file of that name. */
void act_export(struct lines *l, const char *argument);

#endif
