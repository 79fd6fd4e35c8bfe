/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist_model: a netlist in memory, for what needs all of it at once: what components
 * are, which pins their libparts have, which pins are in which net; more when it is
 * wanted. Memory grows with the netlist, as far as the arena lets it.
 *
 * All of it lies in the arena. Lists are in the order of the file. Texts are as in the
 * records of the same names in netlist.h: NULL is what is not there.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_MODEL_H
#define KIDEPOT_NETLIST_NETLIST_MODEL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "netlist/netlist.h"

/* What else may be wanted. What is not is NULL and takes no memory. */
enum netlist_model_wanted {
	NETLIST_MODEL_SAYS = 1,       /* netlist_model_component.says, without its properties */
	NETLIST_MODEL_PROPERTIES = 2, /* netlist_model_component.says with them */
	NETLIST_MODEL_SHEETS = 4,
	NETLIST_MODEL_TEXTVARS = 8,
	NETLIST_MODEL_NETS = 16, /* true_name and net_class of nets */
	NETLIST_MODEL_PINS = 32  /* pin_names of libparts */
};

/* What a component says besides. */
struct netlist_model_says {
	const char *datasheet, *description, *library_description;
	const char *sheet_names;
	struct netlist_fields fields;     /* none of the values is NULL */
	struct netlist_fields properties; /* a value that is NULL is a flag */
};

struct netlist_model_component {
	struct netlist_model_component *next;
	const char *ref; /* never NULL, and not unique */
	const char *value, *footprint;
	const char *lib, *part;
	const char *sheet_tstamps;
	const char *tstamp; /* to 5.99 */
	const char *id;     /* its own on its sheet: the last of tstamps, or tstamp */
	const struct netlist_model_says *says;
	bool exclude_from_bom, exclude_from_board, exclude_from_pos_files, dnp;
};

struct netlist_model_libpart {
	struct netlist_model_libpart *next;
	const char *lib;
	const char *part; /* never NULL */
	struct netlist_texts aliases;
	struct netlist_texts pins;      /* their numbers */
	struct netlist_texts pin_names; /* as many, or none */
};

struct netlist_model_node {
	struct netlist_model_node *next; /* in the same net */
	const char *ref, *pin;           /* never NULL */
	const struct netlist_model_net *net;
};

struct netlist_model_net {
	struct netlist_model_net *next;
	const char *code, *name;
	const char *true_name, *net_class;
	struct netlist_model_node *nodes;
	size_t node_count;
};

/* Numbers and values of comments are not NULL. */
struct netlist_model_sheet {
	struct netlist_model_sheet *next;
	struct netlist_sheet sheet;
};

struct netlist_model_textvar {
	struct netlist_model_textvar *next;
	struct netlist_textvar textvar; /* the name is not NULL */
};

struct netlist_model {
	struct netlist_design design;
	struct netlist_model_textvar *textvars;
	struct netlist_model_sheet *sheets;
	struct netlist_model_component *components;
	struct netlist_model_libpart *libparts;
	struct netlist_model_net *nets;
	uint64_t work; /* steps it took to put it together, to be linear in the file */
};

/* Gives the records to the sink. When a callback returns false, err stays as it is. */
typedef bool netlist_model_source(void *context, const struct netlist_sink *sink, struct err *err);

/*
 * Puts the records of a source together; `wanted` is 0 or some of enum
 * netlist_model_wanted. The source's errors; ERR_LIMIT when the arena is full. err must
 * not be NULL.
 */
bool netlist_model_make(netlist_model_source *source, void *context, unsigned wanted,
                        struct arena *arena, struct netlist_model *model, struct err *err);

/* The same from the stream, read to its end. ERR_INPUT, ERR_LIMIT, ERR_SYSTEM as
 * netlist_file_read. */
bool netlist_model_read(struct stream_in *in, unsigned wanted, struct arena *arena,
                        struct netlist_model *model, struct err *err);

#endif
