/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_file: a netlist from a stream of ours through a reader, and the reader's
 * errors as ours. Not in the public library, whose users read files their own way.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_FILE_H
#define KIDEPOT_NETLIST_NETLIST_FILE_H

#include "base/err.h"
#include "base/stream.h"
#include "netlist/netlist.h"

/*
 * Feeds all of the stream and finishes the reader. ERR_INPUT when it cannot be
 * read; else the reader's error: ERR_INPUT, ERR_LIMIT, ERR_SYSTEM. When a callback
 * ended the reading, err stays as the callback left it.
 */
bool netlist_file_read(struct netlist_reader *reader, struct stream_in *in, struct err *err);

/* The reader's error as one of ours, as above; true while it has none. */
bool netlist_file_check(const struct netlist_reader *reader, struct err *err);

/* All records of a struct stream_in to the sink: a netlist_model_source. ERR_SYSTEM without
 * memory; as netlist_file_read. */
bool netlist_file_give(void *in, const struct netlist_sink *sink, struct err *err);

#endif
