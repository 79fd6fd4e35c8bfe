/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * web_settings: what kidepot.fcgi can be told. One table, in web_settings.c.
 */
#ifndef KIDEPOT_CGI_WEB_SETTINGS_H
#define KIDEPOT_CGI_WEB_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/settings.h"

struct web_settings {
	const char *conninfo;
	const char *admin_conninfo;
	const char *listen;
	int64_t socket_mode;
	const char *socket_group;
	int64_t workers;
	int64_t connect_timeout;   /* ms */
	int64_t statement_timeout; /* ms */
	int64_t retry_max;         /* ms */
	bool transaction_pooling;
	int64_t kept_memory;     /* MiB */
	int64_t stale_max;       /* s */
	int64_t look_every;      /* ms */
	int64_t io_timeout;      /* ms */
	int64_t stop_timeout;    /* ms */
	int64_t request_memory;  /* MiB */
	int64_t path_max;        /* bytes */
	int64_t body_max;        /* KiB */
	int64_t netlist_max;     /* MiB */
	int64_t netlist_timeout; /* ms */
	const char *nickname;
	const char *contact;
	const char *stock_in_kicad_10;
	const char *log_level;
	const char *log_format;
	const char *log_file;
};

/* Where the values come from besides the environment. */
struct web_settings_source {
	const char *config; /* path, or NULL: /etc/kidepot/kidepot.conf when it is there */
	int argc;           /* options "--name value" or "--name=value" */
	char **argv;        /* borrowed */
};

/* The table over `target`; texts will live in `arena`. */
struct settings web_settings_table(struct web_settings *target, struct arena *arena);

/*
 * Reads all sources anew into `settings`; texts live in `arena`. ERR_INPUT says
 * which source is wrong and how; `settings` is then unchanged.
 */
bool web_settings_load(const struct web_settings_source *source, struct arena *arena,
                       struct web_settings *settings, struct err *err);

#endif
