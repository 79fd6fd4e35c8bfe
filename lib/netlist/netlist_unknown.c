/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_unknown.h"

#include <stdint.h>
#include <string.h>

#include "netlist/netlist_fault.h"

enum { NAME_MAX_SIZE = 255, ROOM_OF_A_NAME = NAME_MAX_SIZE + 1 + sizeof(char *) + 16 };

bool
netlist_unknown_start(struct netlist_unknown *unknown, size_t limit)
{
	if (limit > SIZE_MAX / 2 / ROOM_OF_A_NAME)
		limit = SIZE_MAX / 2 / ROOM_OF_A_NAME;
	unknown->limit = limit;
	unknown->arena = arena_new((limit + 1) * ROOM_OF_A_NAME);
	return unknown->arena != NULL;
}

void
netlist_unknown_end(struct netlist_unknown *unknown)
{
	arena_free(unknown->arena);
}

static bool
is_there(const struct netlist_unknown *unknown, const char *name)
{
	for (size_t i = 0; i < unknown->count; i++)
		if (strcmp(unknown->names[i], name) == 0)
			return true;
	return false;
}

static bool
keep(struct netlist_unknown *unknown, const char *name, size_t size, struct err *err)
{
	if (unknown->names == NULL)
		unknown->names = arena_alloc(unknown->arena,
		                             unknown->limit * sizeof *unknown->names, err);
	const char *copy = unknown->names == NULL ? NULL
	                                          : arena_copy(unknown->arena, name, size, err);
	if (copy == NULL)
		return false;
	unknown->names[unknown->count++] = copy;
	return true;
}

bool
netlist_unknown_add(struct netlist_unknown *unknown, const char *name, struct err *err)
{
	char quoted[NETLIST_FAULT_QUOTED];
	if (is_there(unknown, name))
		return true;
	size_t size = strlen(name);
	netlist_fault_quote(name, quoted);
	if (size > NAME_MAX_SIZE)
		return err_set(err, ERR_LIMIT, "the name \"%s\" has more than %d bytes", quoted,
		               NAME_MAX_SIZE);
	if (unknown->count >= unknown->limit)
		return err_set(err, ERR_LIMIT,
		               "\"%s\" is one of more than %zu unknown names; this is hardly a "
		               "netlist of KiCad's",
		               quoted, unknown->limit);
	return keep(unknown, name, size, err);
}
