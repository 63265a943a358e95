#ifndef CLI_LINEMODE_COMMANDS_H
#define CLI_LINEMODE_COMMANDS_H

/* What the words of app/linemode_words.c do; each as struct verb has it. */

#include <stdbool.h>
#include <stddef.h>

struct linemode;

/* Reads TEXT, all of it a number, into *NUMBER; false when it is none. */
bool cmd_number(const char *text, size_t *number);

/* --- telling what is listed, in portions --- */

/* Tells the next items, at the end the first again; with a number those from it on. */
void cmd_list(struct linemode *l, const char *argument);

/* Tells the first items. */
void cmd_first(struct linemode *l, const char *argument);

/* Tells the last items. */
void cmd_last(struct linemode *l, const char *argument);

/* Tells the next items. */
void cmd_page_down(struct linemode *l, const char *argument);

/* Tells the items before those told last. */
void cmd_page_up(struct linemode *l, const char *argument);

/* --- opening, and being in a record --- */

/* Opens the item of that number, or the record of that name. */
void cmd_open(struct linemode *l, const char *argument);

/* Tells the record one is in again. */
void cmd_record(struct linemode *l, const char *argument);

/* Tells it with its empty fields and all names, or without them again. */
void cmd_all(struct linemode *l, const char *argument);

/* Goes to the next record of the list it was opened from. */
void cmd_next_record(struct linemode *l, const char *argument);

/* Goes to the record before. */
void cmd_previous_record(struct linemode *l, const char *argument);

/* Goes back to the place before. */
void cmd_back(struct linemode *l, const char *argument);

/* Goes forward again. */
void cmd_forward(struct linemode *l, const char *argument);

/* --- other tabs --- */

/* Tells the tabs. */
void cmd_tabs(struct linemode *l, const char *argument);

/* Goes to the tab of that number, name, title, or beginning of a title. */
void cmd_tab(struct linemode *l, const char *argument);

/* Goes to the next tab, behind the last to the first. */
void cmd_next_tab(struct linemode *l, const char *argument);

/* Goes to the tab before. */
void cmd_previous_tab(struct linemode *l, const char *argument);

/* Goes to the timeline: at that date, or at the record one is in. */
void cmd_timeline(struct linemode *l, const char *argument);

/* --- searching and sorting --- */

/* Filters all tables and tells what is left where one is; alone, tells the search. */
void cmd_search(struct linemode *l, const char *argument);

/* Tells what the search, or a new one, finds in all tables. */
void cmd_find(struct linemode *l, const char *argument);

/* Takes the search away. */
void cmd_clear(struct linemode *l, const char *argument);

/* Sorts by a column, by its number, title or beginning; alone, tells the columns. */
void cmd_sort(struct linemode *l, const char *argument);

/* The same the other way round. */
void cmd_sort_reverse(struct linemode *l, const char *argument);

/* --- the data and the program --- */

/* Tells the faults of the data. */
void cmd_problems(struct linemode *l, const char *argument);

/* Reads the data again and stays on the same record. */
void cmd_reload(struct linemode *l, const char *argument);

/* Goes back, from the first place out of the program. */
void cmd_leave(struct linemode *l, const char *argument);

/* Ends the program. */
void cmd_quit(struct linemode *l, const char *argument);

/* --- writing --- */

/* Writes the rows that are listed into the file of that name. */
void cmd_export(struct linemode *l, const char *argument);

#endif
