/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pcm: what a private repository answers KiCad's Plugin and Content Manager where the web
 * server cannot by itself: the documents, with the client's own user and token in the
 * addresses inside, and whether these are good for the files that it gives out.
 */
#ifndef KIDEPOT_CGI_PCM_H
#define KIDEPOT_CGI_PCM_H

#include "route.h"

/* repository.json; 404 while nothing was published. */
bool pcm_repository(struct call *call, struct err *err);

/* packages.json by the SHA-256 that it has without user and token; 404 when it is not kept. */
bool pcm_packages(struct call *call, struct err *err);

/* The token is good: 204. For a web server that named a file (KIDEPOT_FILE): 200 with this one
 * to be given out, or 404 when it said that there is none. */
bool pcm_check(struct call *call, struct err *err);

#endif
