/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener: the socket requests come in by, made here or handed over.
 */
#ifndef KIDEPOT_CGI_LISTENER_H
#define KIDEPOT_CGI_LISTENER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "web_settings.h"

struct listener {
	int fd;
	char path[108]; /* of a socket file made here, to be removed at the end; else "" */
	dev_t device;   /* and inode: that file's */
	ino_t inode;
};

/*
 * A socket handed over by systemd (LISTEN_FDS, sd_listen_fds(3)) or as standard
 * input (spawn-fcgi, mod_fcgid), else the one `listen` names. fd is -1 when there
 * is none of them, which means plain CGI. A stale socket file is replaced, one
 * that answers is not. ERR_INPUT or ERR_SYSTEM.
 */
bool listener_open(const struct web_settings *settings, struct listener *listener, struct err *err);

/* Removes the socket file, so that nobody new comes; the socket stays open. One that
 * another program has put in its place since stays there. */
void listener_hide(struct listener *listener);

/*
 * The next connection, with its time-outs set, or -1 when none waits (another
 * worker may have taken it) or it was gone again.
 */
int listener_accept(const struct listener *listener, int64_t io_timeout);

#endif
