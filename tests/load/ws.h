/*
 * ws - WebSocket clients for the tests of the relay: handshakes as bytes, frames as bytes, nothing
 * helpful in between.
 */
#ifndef LOAD_WS_H
#define LOAD_WS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WS_ROOM = 1 << 16 };

struct ws {
	int fd;
	unsigned char in[WS_ROOM];
	size_t have;
	/* The frame read last. */
	int opcode;
	char *text; /* NUL-terminated until the next read */
	size_t n;
};

/* Sends the handshake and returns the status of the answer (101, 401, ...), 0 for none. */
int ws_open(struct ws *w, int port, const char *path, const char *ticket, const char *origin,
	    const char *address, int receive_buffer);
/* The same with a request of one's own. */
int ws_ask(struct ws *w, int port, const char *request, int receive_buffer);
void ws_close(struct ws *w);

/* A masked frame: first byte (fin, reserved bits, opcode) as given. */
void ws_send(struct ws *w, unsigned first, const void *data, size_t n);
void ws_raw(struct ws *w, const void *data, size_t n);

/* Cuts the next whole frame out of what has arrived; reads what there is when wanted. */
bool ws_take(struct ws *w);
bool ws_read(struct ws *w, int wait_ms);
/* Reads until a close frame: its code, 1005 for one without, 0 for a hang-up without one, -1 for time. */
int ws_end(struct ws *w, int wait_ms);

/* Broken frames, and the code each is to be closed with; ends with a NULL name. */
struct ws_case {
	const char *what, *bytes;
	size_t n;
	int code;
};
extern const struct ws_case ws_frames[];
/* Broken handshakes, and the status each is answered with. */
extern const struct ws_case ws_requests[];

/* Resident memory of a process. */
long resident_kb(int pid);

#endif
