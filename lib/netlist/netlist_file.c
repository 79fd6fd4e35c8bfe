/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_file.h"

enum { PIECE = 64 * 1024 };

bool
netlist_file_check(const struct netlist_reader *reader, struct err *err)
{
	static const enum err_code codes[] = {
	    [NETLIST_BROKEN] = ERR_INPUT,
	    [NETLIST_TOO_LARGE] = ERR_LIMIT,
	    [NETLIST_NO_MEMORY] = ERR_SYSTEM,
	};
	const struct netlist_error *error = netlist_reader_error(reader);
	if (error == NULL)
		return true;
	if (error->code == NETLIST_STOPPED)
		return false;
	return err_set(err, codes[error->code], "%s", error->message);
}

bool
netlist_file_read(struct netlist_reader *reader, struct stream_in *in, struct err *err)
{
	char bytes[PIECE];
	size_t size;
	do {
		if (!stream_read(in, bytes, sizeof bytes, &size, err))
			return false;
	} while (size > 0 && netlist_reader_feed(reader, bytes, size));
	if (size == 0)
		netlist_reader_finish(reader);
	return netlist_file_check(reader, err);
}

bool
netlist_file_give(void *in, const struct netlist_sink *sink, struct err *err)
{
	struct stream_in *stream = in;
	struct netlist_reader *reader = netlist_reader_new(stream->name, sink, NULL);
	bool good = reader == NULL ? err_set(err, ERR_SYSTEM, "no memory for a netlist reader")
	                           : netlist_file_read(reader, stream, err);
	netlist_reader_free(reader);
	return good;
}
