/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metrics: what the workers count, in memory that they and the master share. It knows
 * no names of series and writes no text; metrics_text does.
 *
 * The memory has METRICS_PLACES places. The master gives each worker one before it
 * forks it, the lowest that no living process has: so a place has one writer, also while
 * old workers finish and new ones serve, and who replaces another counts on where that
 * one stopped. What is counted never falls until the master ends.
 *
 * Nothing here waits or fails. A process without a place (plain CGI, a test) counts for
 * itself alone. With mod_fcgid, which starts several masters, each counts its own.
 */
#ifndef KIDEPOT_CGI_METRICS_H
#define KIDEPOT_CGI_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

enum {
	METRICS_PLACES = 1280,
	METRICS_ROUTES = 64, /* those of route_table, and METRICS_NO_ROUTE */
	METRICS_NO_ROUTE = METRICS_ROUTES - 1,
	METRICS_STATUSES = 18, /* those of metrics_statuses */
	METRICS_BUCKETS = 15   /* those of metrics_bounds_us, and one for what took longer */
};

/* What only grows. */
enum metrics_counter {
	METRICS_BYTES,          /* of bodies that were sent */
	METRICS_RENDERED,       /* bodies made by asking the database */
	METRICS_SERVED_KEPT,    /* answers from a kept body, or a slice of one */
	METRICS_SERVED_STALE,   /* of these, while the database was away */
	METRICS_DROPPED_CHANGE, /* of what is kept, because its subject changed */
	METRICS_DROPPED_MEMORY, /* dropped to stay within kept_memory */
	METRICS_NOTIFICATIONS,  /* that arrived by LISTEN */
	METRICS_LOOKS,          /* at the generations in the database */
	METRICS_LEFT_OUT,       /* rows and fields that KiCad could not take */
	METRICS_CHANGES_MADE,   /* requests that changed the catalogue, over /api/ */
	METRICS_COUNTERS
};

/* What is so many now. A worker's are 0 at its start and after its end. */
enum metrics_gauge {
	METRICS_KEPT_ENTRIES, /* bodies and tokens kept */
	METRICS_KEPT_BYTES,   /* their memory */
	METRICS_LISTENING,    /* 1 while changes are told by the database ... */
	METRICS_LOOKING,      /* ... or are looked for ... */
	METRICS_NOT_KEEPING,  /* ... or nothing can be kept */
	METRICS_BUSY,         /* 1 while a request is answered */
	METRICS_GAUGES
};

enum metrics_database { METRICS_DATABASE_UNKNOWN, METRICS_DATABASE_AWAY, METRICS_DATABASE_UP };

/* --- for whoever has something to count */

void metrics_add(enum metrics_counter counter, uint64_t count);
void metrics_set(enum metrics_gauge gauge, uint64_t value);

/* Of all workers together. */
uint64_t metrics_total(enum metrics_counter counter);

/* Whether the catalogue's database answers this worker; when it did not before, since now. */
void metrics_set_database(enum metrics_database state);

/* A request that was answered; `route` is a place in route_table or METRICS_NO_ROUTE. */
void metrics_count_request(size_t route, int status, int64_t took_us);

/* --- for the master */

/* Makes the memory, once, before any worker starts. ERR_SYSTEM. */
bool metrics_open(struct err *err);

/* Around a fork: the place for the next worker; it then takes it, and the parent says who
 * did. METRICS_PLACES when all are taken, which makes a worker count for itself. */
size_t metrics_next_place(void);
void metrics_take_place(size_t place);
void metrics_started(size_t place, pid_t pid);

void metrics_leaving(pid_t pid); /* was told to end, and is none of those wanted */
void metrics_ended(pid_t pid);
void metrics_restarted(void);
void metrics_set_wanted(int64_t workers);

/* --- for whoever reads */

/* One place as it was at one moment; another process may have been writing it. */
struct metrics {
	pid_t pid; /* 0: nobody has it now */
	bool is_leaving;
	enum metrics_database database;
	int64_t database_since; /* s since 1970; 0 while unknown */
	uint64_t counters[METRICS_COUNTERS];
	uint64_t gauges[METRICS_GAUGES];
	uint64_t requests[METRICS_ROUTES][METRICS_STATUSES];
	uint64_t took[METRICS_ROUTES][METRICS_BUCKETS]; /* how many, not cumulative */
	uint64_t took_us[METRICS_ROUTES];
};

/* Of the master. */
struct metrics_of_master {
	pid_t pid;
	int64_t started; /* s since 1970 */
	int64_t wanted;  /* workers */
	uint64_t restarts;
	size_t places; /* those that any worker ever had: 0 to places - 1 */
};

extern const int metrics_statuses[METRICS_STATUSES]; /* the last is 0: any other */
extern const int64_t metrics_bounds_us[METRICS_BUCKETS - 1];

/* False in a process that counts for itself alone; outputs are then as at a start. */
bool metrics_read_master(struct metrics_of_master *master);
void metrics_read(size_t place, struct metrics *metrics);

#endif
