/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "master.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/clock.h"
#include "log.h"
#include "metrics.h"
#include "worker.h"

enum {
	WORKERS_MAX = 256,
	LEAVING_MAX = 4 * WORKERS_MAX,
	SHORT_LIFE = 1000, /* ms */
	PAUSE_FIRST = 100, /* ms */
	PAUSE_MAX = 5000,  /* ms */
	SETTINGS_MEMORY = 1024 * 1024
};
_Static_assert(WORKERS_MAX + LEAVING_MAX <= METRICS_PLACES, "each worker has a place to count");

struct slot {
	pid_t pid; /* 0: empty */
	int64_t started;
	int64_t pause;    /* ms to wait before the next start; 0 while all is well */
	int64_t start_at; /* when an empty slot is to be filled */
};

struct master {
	const struct web_settings_source *source;
	struct web_settings settings;
	struct arena *arena; /* of settings; NULL for those of the start */
	struct listener *listener;
	struct slot slots[WORKERS_MAX];
	pid_t leaving[LEAVING_MAX]; /* workers with old settings; 0: empty */
	sigset_t signals;
};

static void
become_worker(const struct master *master, size_t place, pid_t parent)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
	/* The master may have died before the line above. */
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	metrics_take_place(place);
	int status = worker_run(&master->settings, master->listener);
	exit(status);
}

static void
slot_start(struct master *master, struct slot *slot)
{
	size_t place = metrics_next_place();
	pid_t parent = getpid(), pid = fork();
	if (pid == 0)
		become_worker(master, place, parent);
	slot->started = clock_ms();
	if (pid > 0) {
		metrics_started(place, pid);
		slot->pid = pid;
		return;
	}
	log_message(LOG_ERROR, "cannot start a worker: %s", strerror(errno));
	slot->pause = PAUSE_MAX;
	slot->start_at = slot->started + PAUSE_MAX;
}

/* Fills the slots that are due; returns ms until the next is, or -1. */
static int64_t
slots_fill(struct master *master)
{
	int64_t next = -1, now = clock_ms();
	for (int64_t i = 0; i < master->settings.workers; i++) {
		struct slot *slot = &master->slots[i];
		if (slot->pid == 0 && slot->start_at <= now)
			slot_start(master, slot);
		if (slot->pid == 0 && (next < 0 || slot->start_at - now < next))
			next = slot->start_at - now;
	}
	return next;
}

static void
slot_empty(struct slot *slot, int status)
{
	int64_t now = clock_ms();
	bool short_life = now - slot->started < SHORT_LIFE;
	slot->pause = !short_life ? 0 : slot->pause == 0 ? PAUSE_FIRST : slot->pause * 2;
	if (slot->pause > PAUSE_MAX)
		slot->pause = PAUSE_MAX;
	slot->start_at = now + slot->pause;
	log_message(LOG_ERROR, "worker %ld ended by %s %d; another starts in %lld ms",
	            (long)slot->pid, WIFSIGNALED(status) ? "signal" : "exit status",
	            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
	            (long long)slot->pause);
	metrics_restarted();
	slot->pid = 0;
}

static struct slot *
slot_of(struct master *master, pid_t pid)
{
	for (size_t i = 0; i < WORKERS_MAX; i++)
		if (master->slots[i].pid == pid)
			return &master->slots[i];
	return NULL;
}

/* Forgets the workers that have ended, for their numbers may soon be those of
 * others. False when none is left. */
static bool
reap(struct master *master, bool stopping)
{
	pid_t pid;
	int status;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct slot *slot = slot_of(master, pid);
		metrics_ended(pid);
		if (slot != NULL && stopping)
			slot->pid = 0;
		else if (slot != NULL)
			slot_empty(slot, status);
		for (size_t i = 0; i < LEAVING_MAX; i++)
			if (master->leaving[i] == pid)
				master->leaving[i] = 0;
	}
	return pid == 0;
}

/* Lets the worker of the slot finish what it has; the slot is empty at once. */
static void
slot_leave(struct master *master, struct slot *slot)
{
	size_t free_place = 0;
	while (free_place < LEAVING_MAX && master->leaving[free_place] != 0)
		free_place++;
	metrics_leaving(slot->pid);
	kill(slot->pid, free_place < LEAVING_MAX ? SIGTERM : SIGKILL);
	if (free_place < LEAVING_MAX)
		master->leaving[free_place] = slot->pid;
	*slot = (struct slot){.pid = 0};
}

static void
reload(struct master *master)
{
	struct err err = {.code = ERR_SYSTEM, .message = "no memory"};
	struct web_settings settings;
	struct arena *arena = arena_new(SETTINGS_MEMORY);
	if (arena == NULL || !web_settings_load(master->source, arena, &settings, &err) ||
	    !log_open(&settings, &err)) {
		arena_free(arena);
		log_message(LOG_ERROR, "settings unchanged: %s", err.message);
		return;
	}
	if (strcmp(settings.listen, master->settings.listen) != 0)
		log_message(LOG_WARNING, "listen changes only at a restart");
	/* The old texts are still in use by nobody but the workers, which have copies. */
	arena_free(master->arena);
	master->arena = arena;
	master->settings = settings;
	for (size_t i = 0; i < WORKERS_MAX; i++)
		if (master->slots[i].pid != 0)
			slot_leave(master, &master->slots[i]);
	metrics_set_wanted(settings.workers);
	log_message(LOG_INFO, "settings read anew, %lld workers", (long long)settings.workers);
}

static void
kill_all(const struct master *master, int number)
{
	for (size_t i = 0; i < WORKERS_MAX; i++)
		if (master->slots[i].pid != 0)
			kill(master->slots[i].pid, number);
	for (size_t i = 0; i < LEAVING_MAX; i++)
		if (master->leaving[i] != 0)
			kill(master->leaving[i], number);
}

static void
stop(struct master *master)
{
	listener_hide(master->listener);
	kill_all(master, SIGTERM);
	int64_t deadline = clock_ms() + master->settings.stop_timeout;
	struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
	while (reap(master, true) && clock_ms() < deadline)
		nanosleep(&pause, NULL);
	kill_all(master, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		continue;
	log_message(LOG_INFO, "stopped");
}

/* The next signal, or 0 when a slot is due before one comes. */
static int
wait_for_signal(const struct master *master, int64_t patience)
{
	struct timespec limit = {.tv_sec = (time_t)(patience / 1000),
	                         .tv_nsec = (long)(patience % 1000) * 1000000};
	siginfo_t info;
	int number = patience < 0 ? sigwaitinfo(&master->signals, &info)
	                          : sigtimedwait(&master->signals, &info, &limit);
	return number < 0 ? 0 : number;
}

static void
ignore_nothing(int number)
{
	(void)number;
}

static void
set_signals(sigset_t *signals)
{
	static const int numbers[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
	struct sigaction action = {.sa_handler = ignore_nothing}, ignore = {.sa_handler = SIG_IGN};
	/* Whoever reads the log may be gone. */
	sigaction(SIGPIPE, &ignore, NULL);
	sigemptyset(signals);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		sigaddset(signals, numbers[i]);
		/* A parent may have left them ignored, and then none would come. */
		sigaction(numbers[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, signals, NULL);
}

int
master_run(const struct web_settings_source *source, const struct web_settings *settings,
           struct listener *listener)
{
	/* Static: the slots are larger than a stack should carry. */
	static struct master master;
	master.source = source;
	master.settings = *settings;
	master.listener = listener;
	struct err err;
	if (!metrics_open(&err)) {
		log_message(LOG_ERROR, "%s", err.message);
		return EXIT_FAILURE;
	}
	metrics_set_wanted(settings->workers);
	set_signals(&master.signals);
	log_message(LOG_INFO, "kidepot.fcgi " KIDEPOT_VERSION " started, %lld workers",
	            (long long)settings->workers);
	for (;;) {
		int64_t patience = slots_fill(&master);
		switch (wait_for_signal(&master, patience)) {
		case SIGCHLD:
			reap(&master, false);
			break;
		case SIGHUP:
			reload(&master);
			break;
		case SIGTERM:
		case SIGINT:
			stop(&master);
			arena_free(master.arena);
			return EXIT_SUCCESS;
		default:
			break;
		}
	}
}
