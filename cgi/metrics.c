/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "metrics.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

const int metrics_statuses[METRICS_STATUSES] = {200, 201, 204, 304, 400, 401, 403, 404, 405,
                                                409, 412, 413, 414, 415, 422, 500, 503, 0};
const int64_t metrics_bounds_us[METRICS_BUCKETS - 1] = {
    100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000};

/* As struct metrics. The master alone writes the first two. */
struct place {
	_Atomic(int64_t) pid;
	atomic_bool is_leaving;
	atomic_int database;
	_Atomic(int64_t) database_since;
	_Atomic(uint64_t) counters[METRICS_COUNTERS];
	_Atomic(uint64_t) gauges[METRICS_GAUGES];
	_Atomic(uint64_t) requests[METRICS_ROUTES][METRICS_STATUSES];
	_Atomic(uint64_t) took[METRICS_ROUTES][METRICS_BUCKETS];
	_Atomic(uint64_t) took_us[METRICS_ROUTES];
};

/* Pages of places that nobody had cost no memory as long as they are not read. */
struct shared {
	pid_t master;
	int64_t started;
	_Atomic(int64_t) wanted;
	_Atomic(uint64_t) restarts;
	_Atomic(size_t) places;
	struct place at[METRICS_PLACES];
};

static struct shared *shared; /* NULL: this process counts for itself alone */
static struct place alone;
static struct place *own = &alone;

/* A place has one writer, so reading and then storing loses nothing, and costs no
 * locked instruction. */
static void
grow(_Atomic(uint64_t) *number, uint64_t count)
{
	uint64_t before = atomic_load_explicit(number, memory_order_relaxed);
	atomic_store_explicit(number, before + count, memory_order_relaxed);
}

void
metrics_add(enum metrics_counter counter, uint64_t count)
{
	grow(&own->counters[counter], count);
}

void
metrics_set(enum metrics_gauge gauge, uint64_t value)
{
	atomic_store_explicit(&own->gauges[gauge], value, memory_order_relaxed);
}

uint64_t
metrics_total(enum metrics_counter counter)
{
	if (shared == NULL)
		return alone.counters[counter];
	uint64_t total = 0;
	size_t places = atomic_load_explicit(&shared->places, memory_order_relaxed);
	for (size_t i = 0; i < places; i++)
		total += atomic_load_explicit(&shared->at[i].counters[counter],
		                              memory_order_relaxed);
	return total;
}

void
metrics_set_database(enum metrics_database state)
{
	if (atomic_load_explicit(&own->database, memory_order_relaxed) == (int)state)
		return;
	atomic_store_explicit(&own->database_since, (int64_t)time(NULL), memory_order_relaxed);
	atomic_store_explicit(&own->database, (int)state, memory_order_relaxed);
}

static size_t
status_place(int status)
{
	size_t i = 0;
	while (i < METRICS_STATUSES - 1 && metrics_statuses[i] != status)
		i++;
	return i;
}

static size_t
bucket_of(int64_t took_us)
{
	size_t i = 0;
	while (i < METRICS_BUCKETS - 1 && took_us > metrics_bounds_us[i])
		i++;
	return i;
}

void
metrics_count_request(size_t route, int status, int64_t took_us)
{
	if (route > METRICS_NO_ROUTE)
		route = METRICS_NO_ROUTE;
	if (took_us < 0)
		took_us = 0;
	grow(&own->requests[route][status_place(status)], 1);
	grow(&own->took[route][bucket_of(took_us)], 1);
	grow(&own->took_us[route], (uint64_t)took_us);
}

bool
metrics_open(struct err *err)
{
	/* MAP_ANONYMOUS without the name, which POSIX.1-2008 does not have. */
	int zero = open("/dev/zero", O_RDWR | O_CLOEXEC);
	void *memory = zero < 0 ? MAP_FAILED
	                        : mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED,
	                               zero, 0);
	int reason = errno;
	if (zero >= 0)
		close(zero);
	if (memory == MAP_FAILED)
		return err_set(err, ERR_SYSTEM, "cannot share memory for what is counted: %s",
		               strerror(reason));
	shared = memory;
	shared->master = getpid();
	shared->started = (int64_t)time(NULL);
	return true;
}

size_t
metrics_next_place(void)
{
	size_t place = 0;
	while (place < METRICS_PLACES && shared != NULL && shared->at[place].pid != 0)
		place++;
	return shared != NULL ? place : METRICS_PLACES;
}

void
metrics_take_place(size_t place)
{
	if (place < METRICS_PLACES)
		own = &shared->at[place];
}

void
metrics_started(size_t place, pid_t pid)
{
	if (place >= METRICS_PLACES)
		return;
	shared->at[place].pid = pid;
	if (place >= shared->places)
		shared->places = place + 1;
}

static struct place *
place_of(pid_t pid)
{
	for (size_t i = 0; shared != NULL && i < shared->places; i++)
		if (shared->at[i].pid == pid)
			return &shared->at[i];
	return NULL;
}

void
metrics_leaving(pid_t pid)
{
	struct place *place = place_of(pid);
	if (place != NULL)
		place->is_leaving = true;
}

void
metrics_ended(pid_t pid)
{
	struct place *place = place_of(pid);
	if (place == NULL)
		return;
	for (size_t i = 0; i < METRICS_GAUGES; i++)
		place->gauges[i] = 0;
	place->database = METRICS_DATABASE_UNKNOWN;
	place->database_since = 0;
	place->is_leaving = false;
	place->pid = 0;
}

void
metrics_restarted(void)
{
	if (shared != NULL)
		shared->restarts++;
}

void
metrics_set_wanted(int64_t workers)
{
	if (shared != NULL)
		shared->wanted = workers;
}

bool
metrics_read_master(struct metrics_of_master *master)
{
	*master = (struct metrics_of_master){.pid = 0};
	if (shared == NULL)
		return false;
	*master = (struct metrics_of_master){shared->master, shared->started, shared->wanted,
	                                     shared->restarts, shared->places};
	return true;
}

static void
copy(uint64_t *to, const _Atomic(uint64_t) *from, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = atomic_load_explicit(&from[i], memory_order_relaxed);
}

void
metrics_read(size_t number, struct metrics *metrics)
{
	*metrics = (struct metrics){.pid = 0};
	if (shared == NULL || number >= shared->places)
		return;
	const struct place *place = &shared->at[number];
	metrics->pid = (pid_t)place->pid;
	metrics->is_leaving = place->is_leaving;
	metrics->database = (enum metrics_database)place->database;
	metrics->database_since = place->database_since;
	copy(metrics->counters, place->counters, METRICS_COUNTERS);
	copy(metrics->gauges, place->gauges, METRICS_GAUGES);
	copy(metrics->took_us, place->took_us, METRICS_ROUTES);
	for (size_t i = 0; i < METRICS_ROUTES; i++) {
		copy(metrics->requests[i], place->requests[i], METRICS_STATUSES);
		copy(metrics->took[i], place->took[i], METRICS_BUCKETS);
	}
}
