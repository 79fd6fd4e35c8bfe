/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_out: what an exporter writes, gathered into large pieces for a stream. The first
 * failure is kept: what is put after it is dropped, so that an exporter tests once.
 */
#ifndef KIDEPOT_EXPORT_EXPORT_OUT_H
#define KIDEPOT_EXPORT_EXPORT_OUT_H

#include "base/stream.h"
#include "netlist/netlist_model.h"

struct export_out {
	struct stream_out *stream;
	struct err *err; /* filled at the first failure: ERR_OUTPUT */
	bool failed;
	uint64_t work; /* steps of the exporter, counted by it */
	size_t used;
	char bytes[64 * 1024];
};

/*
 * What each format has, one for each dialect. `arena` is for what it looks things up in.
 * False with out->err filled, or out->failed, which is for the caller to test.
 */
typedef bool export_writer(const struct netlist_model *model, struct arena *arena,
                           struct export_out *out);

/* Puts the texts one after the other; NULL puts nothing. */
#define EXPORT_OUT_PUT(out, ...)                                    \
	export_out_texts((out), (const char *const[]){__VA_ARGS__}, \
	                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void export_out_texts(struct export_out *out, const char *const *texts, size_t count);

/* Puts the text with '_' for each blank. NULL puts nothing. */
void export_out_joined(struct export_out *out, const char *text);

void export_out_bytes(struct export_out *out, struct text text);

/* Gives what was gathered to the stream. False when anything has failed. */
bool export_out_flush(struct export_out *out);

#endif
