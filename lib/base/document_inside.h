/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_inside: what a struct document is, for document.c and document_read.c
 * alone. It is never defined: its address is a json_object's.
 */
#ifndef KIDEPOT_BASE_DOCUMENT_INSIDE_H
#define KIDEPOT_BASE_DOCUMENT_INSIDE_H

#include <stdint.h>

struct document;
struct json_object;

static inline struct json_object *
document_inside(const struct document *document)
{
	return (struct json_object *)(uintptr_t)document;
}

static inline struct document *
document_outside(struct json_object *object)
{
	return (struct document *)object;
}

#endif
