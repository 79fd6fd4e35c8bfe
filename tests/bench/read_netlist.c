/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The netlist reader with a sink that takes everything and does nothing, for
 * tests/bench/netlist: read_netlist FILE
 */
#include <stdio.h>

#include "netlist/netlist.h"

static bool
take_component(void *context, const struct netlist_component *component)
{
	(void)component;
	(*(unsigned long *)context)++;
	return true;
}

static bool
take_libpart(void *context, const struct netlist_libpart *libpart)
{
	(void)libpart;
	(*(unsigned long *)context)++;
	return true;
}

static bool
take_net(void *context, const struct netlist_net *net)
{
	(void)net;
	(*(unsigned long *)context)++;
	return true;
}

static bool
take_node(void *context, const struct netlist_net *net, const struct netlist_node *node)
{
	(void)net, (void)node;
	(*(unsigned long *)context)++;
	return true;
}

int
main(int argc, char **argv)
{
	static char bytes[65536];
	unsigned long records = 0;
	const struct netlist_sink sink = {
	    .context = &records,
	    .component = take_component,
	    .libpart = take_libpart,
	    .net = take_net,
	    .node = take_node,
	};
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	struct netlist_reader *reader = netlist_reader_new(argv[argc - 1], &sink, NULL);
	size_t size;
	if (file == NULL || reader == NULL)
		return 4;
	while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
		if (!netlist_reader_feed(reader, bytes, size))
			break;
	bool good = netlist_reader_finish(reader);
	if (!good)
		fprintf(stderr, "%s\n", netlist_reader_error(reader)->message);
	printf("%lu\n", records);
	netlist_reader_free(reader);
	return good ? 0 : 2;
}
