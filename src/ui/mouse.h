#ifndef UI_MOUSE_H
#define UI_MOUSE_H

/*
 * Events of the mouse: one button and the wheel. Dragging and the other buttons are left
 * to the terminal.
 */

enum mouse_act {
	MOUSE_CLICK, /* when the button is pressed; its release is ignored */
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	int x, y; /* column and row of the screen, from 0 */
};

#endif
