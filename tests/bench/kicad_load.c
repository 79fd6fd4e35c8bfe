/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "kicad_load.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { LINE_SIZE = 1024 };

struct target {
	int status;
	char *path;
};

/* What all clients write to. */
struct shared {
	atomic_long asked, failed, different;
	atomic_ullong received;
	atomic_ullong *bodies; /* of each target: a sum of its first body, 0 before */
	uint32_t *latencies;   /* of each request, us */
};

static struct target *targets;
static size_t target_count;

static int64_t
now_us(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * (int64_t)1000000 + time.tv_nsec / 1000;
}

static void *
make_shared(size_t size)
{
	void *made = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return made == MAP_FAILED ? NULL : made;
}

static bool
read_targets(const char *file)
{
	char line[LINE_SIZE];
	FILE *in = fopen(file, "r");
	if (in == NULL)
		return false;
	while (fgets(line, sizeof line, in) != NULL) {
		char *blank = strchr(line, ' ');
		struct target *more = realloc(targets, (target_count + 1) * sizeof *targets);
		if (blank == NULL || more == NULL)
			break;
		line[strcspn(line, "\n")] = '\0';
		targets = more;
		targets[target_count++] = (struct target){atoi(line), strdup(blank + 1)};
	}
	bool whole = feof(in) && target_count > 0;
	fclose(in);
	return whole;
}

/* Never 0. Packed and plain bodies of one run are never of the same path. */
static unsigned long long
sum_of(const struct http_answer *answer)
{
	unsigned long long sum = crc32(0, (const Bytef *)answer->body, (uInt)answer->size);
	return sum << 32 | (answer->size + 1);
}

static bool
is_same(struct shared *shared, size_t target, const struct http_answer *answer)
{
	unsigned long long sum = sum_of(answer), none = 0;
	return atomic_compare_exchange_strong(&shared->bodies[target], &none, sum) || none == sum;
}

static void
ask_again_and_again(const struct kicad_load *load, struct http_client *client, uint64_t random,
                    struct shared *shared)
{
	int64_t end = now_us() + load->patience * 1000;
	long number;
	while (now_us() < end && (number = atomic_fetch_add(&shared->asked, 1)) < load->requests) {
		struct http_answer answer;
		/* Knuth's linear congruential generator. */
		random = random * 6364136223846793005u + 1442695040888963407u;
		size_t target = (size_t)(random >> 33) % target_count;
		int64_t start = now_us();
		bool ok = http_client_get(client, targets[target].path, &answer) &&
		          answer.status == targets[target].status;
		shared->latencies[number] = (uint32_t)(now_us() - start);
		if (!ok)
			atomic_fetch_add(&shared->failed, 1);
		else if (load->check && !is_same(shared, target, &answer))
			atomic_fetch_add(&shared->different, 1);
	}
	atomic_fetch_add(&shared->received, client->received);
	http_client_end(client);
}

static int
compare(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* Requests that were never made have no latency; the clients took a number each. */
static long
finished(const struct shared *shared, const struct kicad_load *load)
{
	long asked = atomic_load(&shared->asked), count = 0;
	if (asked > load->requests)
		asked = load->requests;
	for (long i = 0; i < asked; i++)
		if (shared->latencies[i] != 0)
			shared->latencies[count++] = shared->latencies[i];
	return count;
}

static void
print(const struct kicad_load *load, struct shared *shared, int64_t us)
{
	long count = finished(shared, load);
	uint32_t *sorted = shared->latencies;
	qsort(sorted, (size_t)count, sizeof *sorted, compare);
	printf("{\"requests\":%ld,\"failed\":%ld,\"different\":%ld,\"seconds\":%.6f,"
	       "\"received\":%llu,\"p50_us\":%u,\"p99_us\":%u,\"max_us\":%u}\n",
	       count, atomic_load(&shared->failed), atomic_load(&shared->different),
	       (double)us / 1e6, atomic_load(&shared->received), count ? sorted[count / 2] : 0,
	       count ? sorted[count * 99 / 100] : 0, count ? sorted[count - 1] : 0);
}

bool
kicad_load_run(const struct kicad_load *load, const struct http_client *client, const char *file)
{
	struct shared *shared = make_shared(sizeof *shared);
	if (!read_targets(file) || shared == NULL ||
	    (shared->bodies = make_shared(target_count * sizeof *shared->bodies)) == NULL ||
	    (shared->latencies = make_shared(((size_t)load->requests + 1) *
	                                     sizeof *shared->latencies)) == NULL) {
		fprintf(stderr, "kicad_client: %s: no lines of \"STATUS PATH\"\n", file);
		return false;
	}
	int64_t start = now_us();
	for (long i = 0; i < load->clients; i++) {
		pid_t pid = fork();
		if (pid != 0)
			continue;
		struct http_client own = *client;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		ask_again_and_again(load, &own, (uint64_t)i * 7919 + 1, shared);
		_exit(0);
	}
	int status;
	bool ok = true;
	while (wait(&status) > 0)
		ok &= status == 0;
	print(load, shared, now_us() - start);
	return ok && atomic_load(&shared->failed) == 0 && atomic_load(&shared->different) == 0;
}
