#ifndef APP_LINES_ACT_H
#define APP_LINES_ACT_H

/* What the words of app/lines_words.c do; each as struct lines_word has it. */

#include <stdbool.h>
#include <stddef.h>

struct lines;

/* Reads TEXT, all of it a number, into *NUMBER; false when it is none. */
bool act_number(const char *text, size_t *number);

/* Telling what is listed, in portions. */
void act_list(struct lines *l, const char *argument);
void act_first(struct lines *l, const char *argument);
void act_last(struct lines *l, const char *argument);
void act_page_down(struct lines *l, const char *argument);
void act_page_up(struct lines *l, const char *argument);

/* Opening what has a number, and being there. */
void act_open(struct lines *l, const char *argument);
void act_record(struct lines *l, const char *argument);
void act_all(struct lines *l, const char *argument);
void act_next_record(struct lines *l, const char *argument);
void act_previous_record(struct lines *l, const char *argument);
void act_back(struct lines *l, const char *argument);
void act_forward(struct lines *l, const char *argument);

/* Other tabs. */
void act_tabs(struct lines *l, const char *argument);
void act_tab(struct lines *l, const char *argument);
void act_next_tab(struct lines *l, const char *argument);
void act_previous_tab(struct lines *l, const char *argument);
void act_timeline(struct lines *l, const char *argument);

/* Searching and sorting. */
void act_search(struct lines *l, const char *argument);
void act_find(struct lines *l, const char *argument);
void act_clear(struct lines *l, const char *argument);
void act_sort(struct lines *l, const char *argument);
void act_sort_reverse(struct lines *l, const char *argument);

/* The data and the program. */
void act_problems(struct lines *l, const char *argument);
void act_reload(struct lines *l, const char *argument);
void act_leave(struct lines *l, const char *argument);
void act_quit(struct lines *l, const char *argument);

#endif
