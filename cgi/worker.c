/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>

#include "answer.h"
#include "base/clock.h"
#include "log.h"
#include "metrics.h"

enum { MIB = 1024 * 1024 };

static volatile sig_atomic_t asked_to_stop;

static void
on_stop(int number)
{
	(void)number;
	asked_to_stop = 1;
}

/* The tools of a worker. */
struct tools {
	struct gateway *gateway;
	struct arena *arena;
	struct answer_databases databases;
};

static void
tools_free(struct tools *tools)
{
	db_free(tools->databases.catalogue);
	db_free(tools->databases.admin);
	arena_free(tools->arena);
	gateway_free(tools->gateway);
}

static bool
tools_make(const struct web_settings *settings, struct tools *tools)
{
	struct err err;
	const struct db_settings db_settings = {
	    .conninfo = settings->conninfo,
	    .application_name = "kidepot.fcgi",
	    .connect_timeout = settings->connect_timeout,
	    .statement_timeout = settings->statement_timeout,
	    .retry_max = settings->retry_max,
	    .read_only = true,
	};
	struct db_settings admin_settings = db_settings;
	admin_settings.conninfo = settings->admin_conninfo;
	admin_settings.application_name = "kidepot.fcgi admin";
	admin_settings.read_only = false;
	bool has_admin = settings->admin_conninfo[0] != '\0';
	*tools = (struct tools){
	    .gateway = gateway_new(&err),
	    .arena = arena_new((size_t)settings->request_memory * MIB),
	    /* Each connects when it is asked the first time. */
	    .databases = {db_new(&db_settings), has_admin ? db_new(&admin_settings) : NULL},
	};
	if (tools->gateway != NULL && tools->arena != NULL && tools->databases.catalogue != NULL &&
	    (!has_admin || tools->databases.admin != NULL))
		return true;
	log_message(LOG_ERROR, "a worker cannot start: %s",
	            tools->gateway == NULL ? err.message : "no memory");
	tools_free(tools);
	return false;
}

/* SIGTERM is delivered only while the worker waits, so no request is torn. */
static void
set_signals(sigset_t *waiting)
{
	/* After gateway_new: libfcgi sets handlers of its own, under which SIGTERM
	 * would do nothing. */
	struct sigaction stop = {.sa_handler = on_stop}, ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGUSR1, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	sigemptyset(waiting);
}

/* While connections keep coming the worker never waits, and SIGTERM only stands
 * in line. */
static bool
is_asked_to_stop(void)
{
	sigset_t pending;
	return asked_to_stop || (sigpending(&pending) == 0 && sigismember(&pending, SIGTERM) == 1);
}

/* Waits for a connection or a signal; false after a failure that will not pass. */
static bool
wait_for_connection(const struct listener *listener, const sigset_t *waiting)
{
	fd_set ready;
	FD_ZERO(&ready);
	FD_SET(listener->fd, &ready);
	return pselect(listener->fd + 1, &ready, NULL, NULL, NULL, waiting) >= 0 || errno == EINTR;
}

static void
serve(const struct web_settings *settings, struct tools *tools, int connection)
{
	if (gateway_read_request(tools->gateway, connection))
		answer_request(settings, tools->gateway, &tools->databases, tools->arena);
	else
		log_message(LOG_DEBUG, "a connection brought no request");
}

/* Those who connected before SIGTERM get their answer. At a port others still
 * connect, so there is an end, early enough for the last one's answer. */
static void
drain(const struct web_settings *settings, const struct listener *listener, struct tools *tools)
{
	int64_t end = clock_ms() + settings->stop_timeout / 3 * 2;
	int connection;
	while (clock_ms() < end &&
	       (connection = listener_accept(listener, settings->io_timeout)) >= 0)
		serve(settings, tools, connection);
}

int
worker_run(const struct web_settings *settings, const struct listener *listener)
{
	struct tools tools;
	sigset_t waiting;
	if (!tools_make(settings, &tools))
		return EXIT_FAILURE;
	set_signals(&waiting);
	/* Connected before the first request, so that it need not wait; when the
	 * database is away the first request says so. */
	struct err err;
	bool is_up = db_connect(tools.databases.catalogue, &err);
	metrics_set_database(is_up ? METRICS_DATABASE_UP : METRICS_DATABASE_AWAY);
	if (!is_up)
		log_message(LOG_WARNING, "%s", err.message);
	bool ok = true;
	while (ok && !is_asked_to_stop()) {
		int connection = listener_accept(listener, settings->io_timeout);
		if (connection >= 0)
			serve(settings, &tools, connection);
		else
			ok = wait_for_connection(listener, &waiting);
	}
	drain(settings, listener, &tools);
	tools_free(&tools);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
worker_run_cgi(const struct web_settings *settings)
{
	struct tools tools;
	if (!tools_make(settings, &tools))
		return EXIT_FAILURE;
	gateway_take_cgi(tools.gateway);
	answer_request(settings, tools.gateway, &tools.databases, tools.arena);
	tools_free(&tools);
	return EXIT_SUCCESS;
}
