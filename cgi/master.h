/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * master: keeps the workers. It answers no request and has no database
 * connection, so that nothing a client sends can harm it.
 *
 *   SIGTERM, SIGINT  workers finish what they have; all ends within
 *                    stop_timeout and a moment
 *   SIGHUP           settings are read anew and new workers replace the old; a
 *                    broken source keeps the settings that are in force
 *   a worker dies    another takes its place; after a short life only after a
 *                    pause, which doubles up to five seconds
 */
#ifndef KIDEPOT_CGI_MASTER_H
#define KIDEPOT_CGI_MASTER_H

#include "listener.h"
#include "web_settings.h"

/* Returns the process's exit status. `settings` are those read from `source`. */
int master_run(const struct web_settings_source *source, const struct web_settings *settings,
               struct listener *listener);

#endif
