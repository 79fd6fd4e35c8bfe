/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker: one process that answers requests, one at a time, over a database
 * connection of its own.
 */
#ifndef KIDEPOT_CGI_WORKER_H
#define KIDEPOT_CGI_WORKER_H

#include "listener.h"
#include "web_settings.h"

/*
 * Answers until SIGTERM, then those who wait already, for at most a second.
 * Returns the process's exit status: 0, or 1 when it could not start.
 */
int worker_run(const struct web_settings *settings, const struct listener *listener);

/* Answers the one request of plain CGI. Returns the exit status. */
int worker_run_cgi(const struct web_settings *settings);

#endif
