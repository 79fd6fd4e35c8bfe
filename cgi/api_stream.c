/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api_stream.h"

#include "api_body.h"
#include "base/clock.h"

enum { MIB = 1024 * 1024 };

static struct api_body_limit
limit_of(const struct call *call)
{
	return (struct api_body_limit){call->settings->netlist_max, MIB, "netlist_max"};
}

static bool
read_body(void *context, char *bytes, size_t room, size_t *size, struct err *err)
{
	struct api_stream *stream = context;
	struct api_body_limit limit = limit_of(stream->call);
	int64_t deadline = clock_ms() + stream->call->settings->io_timeout;
	*size = gateway_read(stream->call->gateway, bytes, room, deadline);
	stream->got += (int64_t)*size;
	stream->is_too_large = stream->got > limit.most * limit.unit ||
	                       (stream->length >= 0 && stream->got > stream->length);
	stream->is_short = *size < room && stream->got < stream->length;
	if (stream->is_too_large)
		return err_set(err, ERR_LIMIT, "the body is too large");
	return !stream->is_short || err_set(err, ERR_INPUT, "the body is not whole");
}

void
api_stream_start(struct api_stream *stream, struct call *call, const char *types)
{
	struct api_body_limit limit = limit_of(call);
	*stream = (struct api_stream){
	    .in = {.name = "body", .size = -1, .fd = -1, .read = read_body, .context = stream},
	    .call = call,
	};
	if (api_body_is_of(call, types, "XML"))
		api_body_length(call, &limit, &stream->length);
}

bool
api_stream_refuse(const struct api_stream *stream)
{
	struct api_body_limit limit = limit_of(stream->call);
	if (stream->is_short || (stream->is_too_large && stream->length >= 0))
		reply_problem(stream->call->reply, 400, "The body %s its Content-Length.",
		              stream->is_short ? "ended before" : "is longer than");
	else if (stream->is_too_large)
		api_body_too_large(stream->call, &limit);
	return stream->is_short || stream->is_too_large;
}
