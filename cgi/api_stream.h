/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_stream: the body of a request to the REST interface that may be larger than memory:
 * a netlist, which is read while it comes.
 */
#ifndef KIDEPOT_CGI_API_STREAM_H
#define KIDEPOT_CGI_API_STREAM_H

#include "api.h"
#include "base/stream.h"

struct api_stream {
	struct stream_in in; /* named "body" */
	struct call *call;
	int64_t length; /* -1: not said */
	int64_t got;
	bool is_too_large, is_short; /* why the reading of `in` failed */
};

/*
 * Starts to read. Else there is a refusal in the reply: 400, 413, 415 as api_body_read says
 * it, with the setting netlist_max. Reading fails with ERR_LIMIT beyond netlist_max, and
 * with ERR_INPUT when the body ends before its length or a piece does not come within
 * io_timeout.
 */
void api_stream_start(struct api_stream *stream, struct call *call, const char *types);

/* True, with the 400 or 413 in the reply, when that is why the reading failed. */
bool api_stream_refuse(const struct api_stream *stream);

#endif
