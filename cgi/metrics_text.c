/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "metrics_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "metrics.h"

/* One that has a place, or had. */
struct worker {
	pid_t pid;
	bool is_leaving;
	enum metrics_database database;
	int64_t database_since;
};

struct page {
	struct buf *out;
	struct metrics_of_master master;
	struct worker *workers; /* master.places of them */
	struct metrics sum;
};

/* Series that are a sum over all workers. Those of one name stand together. */
static const struct {
	const char *name, *labels;
	bool is_gauge;
	int number; /* of enum metrics_gauge or metrics_counter */
	const char *help;
} sums[] = {
    {"kidepot_requests_in_flight", "", true, METRICS_BUSY, "Requests being answered."},
    {"kidepot_sent_bytes_total", "", false, METRICS_BYTES, "Bytes of bodies sent."},
    {"kidepot_left_out_total", "", false, METRICS_LEFT_OUT,
     "Rows and fields left out of answers because KiCad could not take them."},
    {"kidepot_rendered_total", "", false, METRICS_RENDERED, "Bodies made by asking the database."},
    {"kidepot_kept_bodies", "", true, METRICS_KEPT_ENTRIES, "Bodies and tokens kept."},
    {"kidepot_kept_bytes", "", true, METRICS_KEPT_BYTES, "Memory of what is kept."},
    {"kidepot_kept_workers", "{mode=\"listen\"}", true, METRICS_LISTENING,
     "Workers by how they hear of changes; those that do not keep nothing."},
    {"kidepot_kept_workers", "{mode=\"poll\"}", true, METRICS_LOOKING, NULL},
    {"kidepot_kept_workers", "{mode=\"off\"}", true, METRICS_NOT_KEEPING, NULL},
    {"kidepot_kept_served_total", "", false, METRICS_SERVED_KEPT, "Answers from a kept body."},
    {"kidepot_kept_served_stale_total", "", false, METRICS_SERVED_STALE,
     "Answers from a kept body while the database was away."},
    {"kidepot_kept_dropped_total", "{reason=\"change\"}", false, METRICS_DROPPED_CHANGE,
     "Of what is kept dropped, because its subject changed or to stay within kept_memory."},
    {"kidepot_kept_dropped_total", "{reason=\"memory\"}", false, METRICS_DROPPED_MEMORY, NULL},
    {"kidepot_notifications_total", "", false, METRICS_NOTIFICATIONS,
     "Notifications of changes that arrived."},
    {"kidepot_changes_made_total", "", false, METRICS_CHANGES_MADE,
     "Requests that changed the catalogue."},
    {"kidepot_looks_total", "", false, METRICS_LOOKS,
     "Times the database was asked whether something changed."},
};

static void
append_head(struct page *page, const char *name, const char *type, const char *help)
{
	buf_append_format(page->out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
append_gauge(struct page *page, const char *name, const char *help, int64_t value)
{
	append_head(page, name, "gauge", help);
	buf_append_format(page->out, "%s %" PRId64 "\n", name, value);
}

static void
append_sums(struct page *page)
{
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
		uint64_t value = sums[i].is_gauge ? page->sum.gauges[sums[i].number]
		                                  : page->sum.counters[sums[i].number];
		if (sums[i].help != NULL)
			append_head(page, sums[i].name, sums[i].is_gauge ? "gauge" : "counter",
			            sums[i].help);
		buf_append_format(page->out, "%s%s %" PRIu64 "\n", sums[i].name, sums[i].labels,
		                  value);
	}
}

static const char *
route_name(size_t route)
{
	return route < route_count ? route_table[route].pattern : "none";
}

static void
append_requests(struct page *page)
{
	static const char name[] = "kidepot_requests_total";
	append_head(page, name, "counter", "Requests answered, by route and HTTP status.");
	for (size_t i = 0; i < METRICS_ROUTES; i++)
		for (size_t j = 0; j < METRICS_STATUSES; j++) {
			char status[16] = "other";
			if (metrics_statuses[j] != 0)
				snprintf(status, sizeof status, "%d", metrics_statuses[j]);
			if (page->sum.requests[i][j] > 0)
				buf_append_format(
				    page->out, "%s{route=\"%s\",status=\"%s\"} %" PRIu64 "\n", name,
				    route_name(i), status, page->sum.requests[i][j]);
		}
}

/* The histogram of one route; its buckets are cumulative. */
static void
append_took_of(struct page *page, const char *name, size_t route)
{
	const char *pattern = route_name(route);
	uint64_t count = 0;
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		char bound[16] = "+Inf";
		if (i < METRICS_BUCKETS - 1)
			snprintf(bound, sizeof bound, "%g", (double)metrics_bounds_us[i] / 1e6);
		count += page->sum.took[route][i];
		buf_append_format(page->out, "%s_bucket{route=\"%s\",le=\"%s\"} %" PRIu64 "\n",
		                  name, pattern, bound, count);
	}
	uint64_t us = page->sum.took_us[route];
	buf_append_format(page->out,
	                  "%s_sum{route=\"%s\"} %" PRIu64 ".%06" PRIu64
	                  "\n%s_count{route=\"%s\"} %" PRIu64 "\n",
	                  name, pattern, us / 1000000, us % 1000000, name, pattern, count);
}

static void
append_took(struct page *page)
{
	static const char name[] = "kidepot_request_duration_seconds";
	append_head(page, name, "histogram",
	            "From the request's arrival until the web server has its answer.");
	for (size_t route = 0; route < METRICS_ROUTES; route++) {
		uint64_t count = 0;
		for (size_t i = 0; i < METRICS_BUCKETS; i++)
			count += page->sum.took[route][i];
		if (count > 0)
			append_took_of(page, name, route);
	}
}

static void
append_workers(struct page *page)
{
	static const char name[] = "kidepot_workers", restarts[] = "kidepot_worker_restarts_total";
	size_t serving = 0, leaving = 0;
	for (size_t i = 0; i < page->master.places; i++) {
		serving += page->workers[i].pid != 0 && !page->workers[i].is_leaving;
		leaving += page->workers[i].pid != 0 && page->workers[i].is_leaving;
	}
	append_head(page, name, "gauge", "Workers alive.");
	buf_append_format(page->out, "%s{state=\"serving\"} %zu\n%s{state=\"leaving\"} %zu\n", name,
	                  serving, name, leaving);
	append_gauge(page, "kidepot_workers_wanted", "The setting workers.", page->master.wanted);
	append_head(page, restarts, "counter", "Workers that ended by themselves.");
	buf_append_format(page->out, "%s %" PRIu64 "\n", restarts, page->master.restarts);
}

static void
append_databases(struct page *page)
{
	static const char up[] = "kidepot_database_up",
			  since[] = "kidepot_database_changed_timestamp_seconds";
	append_head(page, up, "gauge", "Whether the database answered the worker last.");
	for (size_t i = 0; i < page->master.places; i++)
		if (page->workers[i].database != METRICS_DATABASE_UNKNOWN)
			buf_append_format(page->out, "%s{worker=\"%zu\"} %d\n", up, i,
			                  page->workers[i].database == METRICS_DATABASE_UP);
	append_head(page, since, "gauge", "Since when that is so.");
	for (size_t i = 0; i < page->master.places; i++)
		if (page->workers[i].database != METRICS_DATABASE_UNKNOWN)
			buf_append_format(page->out, "%s{worker=\"%zu\"} %" PRId64 "\n", since, i,
			                  page->workers[i].database_since);
}

/* Bytes; 0 when the system does not tell (proc(5): the second number is of pages). */
static int64_t
resident_memory(pid_t pid)
{
	char path[64], line[256];
	int64_t pages = 0;
	snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return 0;
	bool is_read = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	const char *number = is_read ? strchr(line, ' ') : NULL;
	const char *end = number != NULL ? strchr(number + 1, ' ') : NULL;
	if (end != NULL)
		text_to_int64((struct text){number + 1, (size_t)(end - number - 1)}, 0, INT32_MAX,
		              &pages);
	return pages * sysconf(_SC_PAGESIZE);
}

static void
append_memory(struct page *page)
{
	static const char name[] = "kidepot_resident_memory_bytes";
	append_head(page, name, "gauge", "Resident memory, shared pages with it.");
	int64_t bytes = resident_memory(page->master.pid);
	if (bytes > 0)
		buf_append_format(page->out, "%s{process=\"master\",worker=\"\"} %" PRId64 "\n",
		                  name, bytes);
	for (size_t i = 0; i < page->master.places; i++) {
		bytes = page->workers[i].pid != 0 ? resident_memory(page->workers[i].pid) : 0;
		if (bytes > 0)
			buf_append_format(page->out,
			                  "%s{process=\"worker\",worker=\"%zu\"} %" PRId64 "\n",
			                  name, i, bytes);
	}
}

static void
add(uint64_t *sum, const uint64_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sum[i] += numbers[i];
}

static bool
read_workers(struct page *page, struct arena *arena, struct err *err)
{
	size_t places = page->master.places;
	struct metrics *one = arena_alloc(arena, sizeof *one, err);
	page->workers = arena_alloc(arena, (places + 1) * sizeof *page->workers, err);
	if (one == NULL || page->workers == NULL)
		return false;
	for (size_t i = 0; i < places; i++) {
		metrics_read(i, one);
		page->workers[i] = (struct worker){one->pid, one->is_leaving, one->database,
		                                   one->database_since};
		add(page->sum.counters, one->counters, METRICS_COUNTERS);
		add(page->sum.gauges, one->gauges, METRICS_GAUGES);
		add(page->sum.took_us, one->took_us, METRICS_ROUTES);
		for (size_t route = 0; route < METRICS_ROUTES; route++) {
			add(page->sum.requests[route], one->requests[route], METRICS_STATUSES);
			add(page->sum.took[route], one->took[route], METRICS_BUCKETS);
		}
	}
	return true;
}

bool
metrics_text_get(struct call *call, struct err *err)
{
	struct page *page = arena_alloc(call->arena, sizeof *page, err);
	if (page == NULL)
		return false;
	*page = (struct page){.out = &call->reply->body};
	if (!metrics_read_master(&page->master)) {
		reply_problem(call->reply, 404,
		              "Nothing is counted here from one request to the next.");
		return true;
	}
	if (!read_workers(page, call->arena, err))
		return false;
	call->reply->type = "text/plain; version=0.0.4; charset=utf-8";
	append_head(page, "kidepot_build_info", "gauge", "The version, as a label.");
	buf_append_string(page->out, "kidepot_build_info{version=\"" KIDEPOT_VERSION "\"} 1\n");
	append_gauge(page, "kidepot_start_time_seconds", "When the program was started.",
	             page->master.started);
	append_workers(page);
	append_memory(page);
	append_databases(page);
	append_requests(page);
	append_took(page);
	append_sums(page);
	return buf_check(page->out, err);
}
