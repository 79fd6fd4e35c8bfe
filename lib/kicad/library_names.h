/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library_names: the names of symbols, or of footprints, in a set of libraries.
 * Where they come from is library_reader's matter.
 *
 * KiCad's files have "{slash}" in a name for the '/' that people see; both are taken
 * for the same.
 */
#ifndef KIDEPOT_KICAD_LIBRARY_NAMES_H
#define KIDEPOT_KICAD_LIBRARY_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum { LIBRARY_NAMES_TEXT_MAX = 4096 }; /* bytes of a library's or an item's name */

enum library_names_answer {
	LIBRARY_NAMES_FOUND,
	LIBRARY_NAMES_NO_LIBRARY, /* no library is called so */
	LIBRARY_NAMES_NO_ITEM,    /* the library has nothing of that name */
	LIBRARY_NAMES_NOT_READ    /* the library is there, but what it has is not known */
};

struct library_names;

/* An empty set, which lives as long as the arena. NULL with ERR_LIMIT. */
struct library_names *library_names_new(struct arena *arena, struct err *err);

/* Adds a library, with or without names to come. ERR_INPUT for a name that is longer. */
bool library_names_add_library(struct library_names *names, struct text library, bool is_read,
                               struct err *err);

/* Adds an item, and its library when it is new. ERR_INPUT for a name that is longer. */
bool library_names_add(struct library_names *names, struct text library, struct text item,
                       struct err *err);

/* `id` is "Library:Name". */
enum library_names_answer library_names_find(const struct library_names *names, struct text id);

#endif
