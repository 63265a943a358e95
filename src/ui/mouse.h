#ifndef UI_MOUSE_H
#define UI_MOUSE_H

/*
 * What a mouse does, as far as it means anything: one button and the wheel. Whoever
 * drags, or uses another button, talks to the terminal.
 */

enum mouse_act {
	MOUSE_CLICK, /* told when the button goes down: nothing is waited for */
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	int x, y; /* column and row of the screen, from 0 */
};

#endif
