/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kicad: the four documents of KiCad's HTTP library, version v1. Handlers for
 * route.c; their contract is struct route's. To a token that is held to some
 * categories the others are not there.
 */
#ifndef KIDEPOT_CGI_KICAD_H
#define KIDEPOT_CGI_KICAD_H

#include "route.h"

/* KiCad validates the server with it: both keys there, neither empty. */
bool kicad_root(struct call *call, struct err *err);
bool kicad_categories(struct call *call, struct err *err);
/* [] for an unknown category: an error would take the whole library from KiCad. */
bool kicad_parts(struct call *call, struct err *err);
bool kicad_part(struct call *call, struct err *err);

/*
 * For after the answer, for it may wait for the database: who was let in finds the
 * categories kept by this worker, should the database be away when KiCad starts again.
 */
void kicad_keep_categories(struct call *call);

#endif
