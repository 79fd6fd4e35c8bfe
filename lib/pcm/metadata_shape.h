/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_shape: the tables of what KiCad's PCM schemas allow, a row a field. Where the
 * schemas differ a field has a row for each.
 */
#ifndef KIDEPOT_PCM_METADATA_SHAPE_H
#define KIDEPOT_PCM_METADATA_SHAPE_H

#include "base/document_read.h"
#include "pcm/metadata_fault.h"
#include "pcm/metadata_pattern.h"

struct metadata_field;

struct metadata_shape {
	enum document_kind kind;
	const char *mend; /* of whatever is wrong with it */

	/* Of a text: */
	const char *form;          /* "of KiCad's licenses": what is not of the pattern is not it */
	metadata_pattern *pattern; /* or NULL */
	const char *const *words;  /* it is one of these, NULL at the end; or NULL */
	size_t characters_max;     /* code points; 0: any number */
	bool is_url;

	/* Of a whole number: */
	int64_t min;

	/* Of an object: */
	const struct metadata_field *fields; /* key NULL at the end; other keys are free */
	metadata_pattern *key_pattern;       /* or all its keys are of that pattern ... */
	const char *key_form;
	const struct metadata_shape *member; /* ... and all its members of that shape */

	/* Of an array: */
	const struct metadata_shape *element;
	bool not_empty, unique;
};

struct metadata_field {
	const char *key;
	const struct metadata_shape *shape;
	unsigned schemas; /* that know it, bits of enum metadata_schema */
	bool required;
};

/* The documents: a package, packages.json, repository.json. */
extern const struct metadata_shape metadata_shape_package;
extern const struct metadata_shape metadata_shape_packages;
extern const struct metadata_shape metadata_shape_repository;

#endif
