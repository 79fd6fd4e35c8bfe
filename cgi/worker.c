/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "answer.h"
#include "base/clock.h"
#include "log.h"
#include "metrics.h"

enum { MIB = 1024 * 1024, MEMORY_HELD = 8 * MIB };

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
	changes_free(tools->databases.changes);
	db_free(tools->databases.catalogue);
	db_free(tools->databases.admin);
	arena_free(tools->arena);
	gateway_free(tools->gateway);
}

static bool
tools_make(const struct web_settings *settings, bool keeps, struct tools *tools)
{
	struct err err;
	const struct db_settings db_settings = {
	    .conninfo = settings->conninfo,
	    .conninfo_way_out = "the setting conninfo says which database",
	    .application_name = "kidepot.fcgi",
	    .connect_timeout = settings->connect_timeout,
	    .statement_timeout = settings->statement_timeout,
	    .retry_max = settings->retry_max,
	    .read_only = true,
	    .is_pooled = settings->transaction_pooling,
	};
	struct db_settings admin_settings = db_settings;
	admin_settings.conninfo = settings->admin_conninfo;
	admin_settings.application_name = "kidepot.fcgi admin";
	admin_settings.read_only = false;
	admin_settings.is_pooled = false;
	bool has_admin = settings->admin_conninfo[0] != '\0';
	*tools = (struct tools){
	    .gateway = gateway_new(&err),
	    .arena = arena_new((size_t)settings->request_memory * MIB),
	    /* Each connects when it is asked the first time. */
	    .databases = {.catalogue = db_new(&db_settings),
	                  .admin = has_admin ? db_new(&admin_settings) : NULL},
	};
	struct answer_databases *databases = &tools->databases;
	bool good = tools->gateway != NULL && tools->arena != NULL &&
	            databases->catalogue != NULL && (!has_admin || databases->admin != NULL);
	if (good && keeps)
		databases->changes = changes_new(settings, databases->catalogue);
	if (good && (!keeps || databases->changes != NULL))
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

/* What a worker waits for. */
struct waiter {
	int epoll;
	int also; /* that it knows besides the listener; -1: none */
};

static bool
waiter_make(const struct listener *listener, struct waiter *waiter)
{
	/* A connection wakes one of the workers that wait, not all. */
	struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = listener->fd};
	*waiter = (struct waiter){.epoll = epoll_create1(EPOLL_CLOEXEC), .also = -1};
	if (waiter->epoll >= 0 &&
	    epoll_ctl(waiter->epoll, EPOLL_CTL_ADD, listener->fd, &event) == 0)
		return true;
	log_message(LOG_ERROR, "a worker cannot start: cannot wait for connections: %s",
	            strerror(errno));
	if (waiter->epoll >= 0)
		close(waiter->epoll);
	return false;
}

/* What was closed since is known no more, also when another has its number. */
static bool
waiter_watch(struct waiter *waiter, const struct db_connect_wait *also)
{
	struct epoll_event event = {.events = also->is_for_writing ? EPOLLOUT : EPOLLIN,
	                            .data.fd = also->fd};
	if (waiter->also >= 0 && waiter->also != also->fd)
		epoll_ctl(waiter->epoll, EPOLL_CTL_DEL, waiter->also, NULL);
	waiter->also = also->fd;
	return also->fd < 0 || epoll_ctl(waiter->epoll, EPOLL_CTL_MOD, also->fd, &event) == 0 ||
	       (errno == ENOENT && epoll_ctl(waiter->epoll, EPOLL_CTL_ADD, also->fd, &event) == 0);
}

/* Waits for a connection, for what the database has to say, or a signal; false after a
 * failure that will not pass. */
static bool
wait_for_connection(struct waiter *waiter, const struct listener *listener, struct changes *changes,
                    const sigset_t *waiting)
{
	struct db_connect_wait also = changes_waits(changes);
	struct epoll_event events[2];
	int timeout = also.timeout > INT_MAX ? INT_MAX : (int)also.timeout;
	if (!waiter_watch(waiter, &also))
		return false;
	int count = epoll_pwait(waiter->epoll, events, 2, timeout, waiting);
	if (count < 0)
		return errno == EINTR;
	bool has_come = false;
	for (int i = 0; i < count; i++)
		has_come = has_come || events[i].data.fd == listener->fd;
	if (!has_come)
		changes_hear(changes);
	return true;
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

/* What one answer gives back is what the next one takes. Of a large one, memory that goes
 * back to the system, and comes again in empty pages, is a quarter of the work. */
static void
hold_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, MEMORY_HELD);
	mallopt(M_MMAP_THRESHOLD, MEMORY_HELD);
}

int
worker_run(const struct web_settings *settings, const struct listener *listener)
{
	struct tools tools;
	struct waiter waiter;
	sigset_t waiting;
	if (!tools_make(settings, settings->kept_memory > 0, &tools))
		return EXIT_FAILURE;
	if (!waiter_make(listener, &waiter)) {
		tools_free(&tools);
		return EXIT_FAILURE;
	}
	set_signals(&waiting);
	hold_memory();
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
			ok = wait_for_connection(&waiter, listener, tools.databases.changes,
			                         &waiting);
	}
	drain(settings, listener, &tools);
	close(waiter.epoll);
	tools_free(&tools);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
worker_run_cgi(const struct web_settings *settings)
{
	struct tools tools;
	if (!tools_make(settings, false, &tools))
		return EXIT_FAILURE;
	gateway_take_cgi(tools.gateway);
	answer_request(settings, tools.gateway, &tools.databases, tools.arena);
	tools_free(&tools);
	return EXIT_SUCCESS;
}
