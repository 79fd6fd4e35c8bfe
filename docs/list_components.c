/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the components of a netlist: cc list_components.c $(pkg-config --cflags --libs kidepot) */
#include <kidepot/netlist.h>
#include <stdio.h>

static bool
list(void *context, const struct netlist_component *component)
{
	unsigned *count = context;
	const char *value = netlist_text_is_none(component->value) ? "-" : component->value;
	printf("%s\t%s%s\n", component->ref, value, component->dnp ? "\tnot placed" : "");
	(*count)++;
	return true;
}

int
main(int argc, char **argv)
{
	static char bytes[65536];
	unsigned count = 0;
	struct netlist_sink sink = {.context = &count, .component = list};
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : stdin;
	struct netlist_reader *reader = netlist_reader_new(argc == 2 ? argv[1] : "stdin", &sink, NULL);
	if (file == NULL || reader == NULL)
		return 1;
	bool good = true;
	for (size_t size; good && (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
		good = netlist_reader_feed(reader, bytes, size);
	good = good && netlist_reader_finish(reader);
	if (!good)
		fprintf(stderr, "%s\n", netlist_reader_error(reader)->message);
	fprintf(stderr, "%u components\n", count);
	netlist_reader_free(reader);
	return good ? 0 : 2;
}
