/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netlist: KiCad's intermediate XML netlist, read as a stream. This is the one
 * public header of libkidepot; every name in it begins with netlist_ or NETLIST_.
 *
 * Bytes go in, in pieces of any size, typed records come out through the
 * callbacks of a sink. Memory does not grow with the file, only with its largest
 * single record, and that has limits. What KiCad 4 to 10 write is read (export
 * versions "D" and "E"); elements and attributes of later versions are passed
 * over and counted. It is no model of the netlist: a component is handed out
 * long before the libpart it refers to, and whoever needs both keeps one.
 *
 *	struct netlist_sink sink = {.context = &mine, .component = take_component};
 *	struct netlist_reader *reader = netlist_reader_new("board.xml", &sink, NULL);
 *	while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
 *		if (!netlist_reader_feed(reader, bytes, size))
 *			break;
 *	if (!netlist_reader_finish(reader))
 *		fprintf(stderr, "%s\n", netlist_reader_error(reader)->message);
 *	netlist_reader_free(reader);
 *
 * Texts are UTF-8, end in NUL (XML has none inside) and are never changed on
 * the way, see "texts" below. NULL is an element or attribute that is not there,
 * "" one that is there and empty.
 *
 * Records, their arrays and texts belong to the reader and are valid until the
 * callback returns; the net given with a node likewise. Copy what is to stay.
 *
 * A reader is used by one thread at a time; different readers are independent.
 * The callbacks may ask it for its place and counts, but not feed or free it.
 *
 * In later versions records get further members at their ends. A member that
 * moves, or a change of struct netlist_sink or netlist_limits, is another soname.
 */
#ifndef KIDEPOT_NETLIST_NETLIST_H
#define KIDEPOT_NETLIST_NETLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of the shared library these names are visible and nothing else. */
#pragma GCC visibility push(default)

/* --- records, named as KiCad names them */

struct netlist_texts {
	const char *const *items;
	size_t count;
};

/* Exactly one, before all others; members are NULL when <design> lacks them. */
struct netlist_design {
	const char *version; /* of the export: "D", "E" */
	const char *source;  /* path of the root sheet on the machine that wrote it */
	const char *date;    /* KiCad 8 and later: ISO 8601; before: as that machine's locale */
	const char *tool;    /* "Eeschema 9.0.8+1" */
	int kicad; /* 4 to 10 and so on, as in `tool`; 6 for 5.99; 0 when it does not say */
};

struct netlist_field {
	const char *name;
	const char *value;
};

struct netlist_fields {
	const struct netlist_field *items;
	size_t count;
};

/* A project's text variable, its value as it was typed (KiCad 6 and later). */
struct netlist_textvar {
	const char *name;
	const char *value;
};

struct netlist_comment {
	const char *number;
	const char *value;
};

/* One for each instance of a sheet, with its title block (KiCad 4 and later). */
struct netlist_sheet {
	const char *number;
	const char *name;    /* "/", "/A/B/" */
	const char *tstamps; /* "/", "/<id>/<id>/" */
	const char *title, *company, *revision, *date, *source;
	const struct netlist_comment *comments;
	size_t comment_count;
};

/* What differs when the variant is chosen (KiCad 10). Properties are dnp,
 * exclude_from_bom, exclude_from_sim, exclude_from_pos_files: "0" or "1". */
struct netlist_variant {
	const char *name;
	struct netlist_fields properties;
	struct netlist_fields fields;
};

struct netlist_unit {
	const char *name;
	struct netlist_texts pins;
};

/*
 * One reference on one sheet, all its units there. References are not unique: on
 * two sheets two components may be "R?". Unique is (sheet_tstamps, the last of
 * tstamps, or tstamp), for a sheet used twice has the same tstamps twice.
 */
struct netlist_component {
	const char *ref;                   /* never NULL */
	const char *value;                 /* see netlist_text_is_none */
	const char *footprint, *datasheet; /* see netlist_text_is_none */
	const char *description;
	struct netlist_fields fields;     /* of all units; 8 and later end with
	                                   * Footprint, Datasheet, Description */
	const char *lib, *part;           /* libsource; the libpart of the same two names */
	const char *library_description;  /* libsource */
	struct netlist_fields properties; /* all of them; value NULL: a flag */
	bool exclude_from_bom;            /* the flags; a property or field of */
	bool exclude_from_board;          /* that name which has a value is not */
	bool exclude_from_pos_files;      /* one */
	bool dnp;
	const struct netlist_variant *variants;
	size_t variant_count;
	bool duplicate_pin_numbers_are_jumpers;
	const struct netlist_texts *jumper_pin_groups; /* of pin numbers */
	size_t jumper_pin_group_count;
	const char *sheet_names; /* ambiguous: names may hold '/' */
	const char *sheet_tstamps;
	struct netlist_texts classes;
	const char *tstamp;               /* to 5.99; then tstamps is empty */
	struct netlist_texts tstamps;     /* 6 and later: of its units, the primary one last */
	const struct netlist_unit *units; /* 10 and later */
	size_t unit_count;
};

struct netlist_pin {
	const char *number;
	const char *name; /* see netlist_text_is_none */
	const char *type; /* "passive"; up to 5 other words: "BiDi", "3state" */
};

/* A library symbol as the schematic keeps it. Comes after all components. */
struct netlist_libpart {
	const char *lib;
	const char *part;             /* never NULL */
	struct netlist_texts aliases; /* up to 5: components may name one as their part */
	const char *description;
	const char *docs;                /* its datasheet; see netlist_text_is_none */
	struct netlist_texts footprints; /* the filters, with wildcards */
	struct netlist_fields fields;
	const struct netlist_pin *pins;
	size_t pin_count;
};

struct netlist_library {
	const char *logical; /* nickname */
	const char *uri;     /* variables such as ${KIPRJMOD} as they are */
};

struct netlist_net {
	const char *code;      /* an index with gaps, no identity */
	const char *name;      /* as written: 6, 7 and 8 leave "/A{slash}B" */
	const char *true_name; /* as 9 and 10 write it: "/A/B". Equal to name where
	                        * nothing is to be undone or `kicad` of the design is 0 */
	const char *net_class; /* may be a list: "Power/HV,Default" */
};

/* One (ref, pin) may be in more than one net. */
struct netlist_node {
	const char *ref;      /* never NULL */
	const char *pin;      /* never NULL */
	const char *function; /* the pin's name; 10 appends "_" and the pin's number */
	const char *type;
};

/* --- the reader */

/* Counted from 1, columns in characters; bytes passed before it. */
struct netlist_place {
	uint64_t line, column;
	uint64_t byte;
};

/*
 * Callbacks that are NULL are not called. One that returns false ends the
 * reading with NETLIST_STOPPED. They come in the order of the file, which is, in
 * all versions: design, textvars, sheets, components, libparts, libraries, then
 * each net and its nodes. Each record comes when its end tag has been read, but
 * a net before its nodes.
 */
struct netlist_sink {
	void *context;
	bool (*design)(void *context, const struct netlist_design *design);
	bool (*textvar)(void *context, const struct netlist_textvar *textvar);
	bool (*sheet)(void *context, const struct netlist_sheet *sheet);
	bool (*component)(void *context, const struct netlist_component *component);
	bool (*libpart)(void *context, const struct netlist_libpart *libpart);
	bool (*library)(void *context, const struct netlist_library *library);
	bool (*net)(void *context, const struct netlist_net *net);
	bool (*node)(void *context, const struct netlist_net *net, const struct netlist_node *node);
	/* The reading goes on. `message` begins with file:line:column. There is one
	 * warning: an export version that is neither "D" nor "E". */
	void (*warning)(void *context, const char *message);
};

/* What is beyond one of them is refused with NETLIST_TOO_LARGE. */
struct netlist_limits {
	uint64_t bytes;    /* of the file */
	uint64_t elements; /* in the file */
	size_t depth;      /* elements in one another; KiCad has 7 */
	size_t attributes; /* of one element */
	size_t attribute;  /* bytes of one attribute's value */
	size_t tag;        /* bytes of one tag with all its attributes, or one comment */
	size_t text;       /* bytes of one element's text */
	size_t items;      /* fields, properties, pins ... of one record together */
	size_t memory;     /* bytes of one record */
	size_t unknown;    /* different names of unknown elements and attributes */
};

enum netlist_error_code {
	NETLIST_BROKEN,    /* not XML, not UTF-8, not a netlist, or not all of it */
	NETLIST_TOO_LARGE, /* beyond a limit */
	NETLIST_NO_MEMORY,
	NETLIST_STOPPED /* a callback returned false */
};

struct netlist_error {
	enum netlist_error_code code;
	struct netlist_place place;
	char message[512]; /* "board.xml:38:5: ...", in UTF-8 without control characters */
};

struct netlist_counts {
	uint64_t bytes, elements;
	uint64_t unknown_elements, unknown_attributes; /* passed over, with all inside */
	uint64_t textvars, sheets, components, libparts, libraries, nets, nodes;
	const char *unknown; /* the name of the first unknown element or attribute, or NULL */
};

struct netlist_reader;

/*
 * `name` is for messages, a path or "stdin"; `limits` NULL are the defaults. All
 * three are copied. NULL without memory.
 */
struct netlist_reader *netlist_reader_new(const char *name, const struct netlist_sink *sink,
                                          const struct netlist_limits *limits);

/* NULL is fine. */
void netlist_reader_free(struct netlist_reader *reader);

/*
 * The next bytes of the file. Calls the sink for the records that are whole, at
 * once or with bytes to come. False when the reading has failed, now or earlier;
 * netlist_reader_error says why.
 */
bool netlist_reader_feed(struct netlist_reader *reader, const void *bytes, size_t size);

/* The file is at its end. False as in netlist_reader_feed, and for a file that
 * is not whole. Feed nothing after it. */
bool netlist_reader_finish(struct netlist_reader *reader);

/*
 * Why the reading failed; NULL while it has not. Belongs to the reader.
 *
 * NETLIST_BROKEN, each with its place:
 * - what is no well-formed XML; tags that do not match are named, and so is a raw
 *   control character with the field it stands in, for KiCad writes those;
 * - bytes that are not UTF-8 and files that declare another encoding;
 * - a DOCTYPE, so that there are no entities to expand;
 * - a root that is not <export>;
 * - a comp, libpart, field, property, variant or node without the attribute that
 *   names it;
 * - a file that ends before </export>.
 */
const struct netlist_error *netlist_reader_error(const struct netlist_reader *reader);

/* Where the reading is; in a callback, the tag that completed the record. */
struct netlist_place netlist_reader_place(const struct netlist_reader *reader);

/* What was read so far. Belongs to the reader. */
const struct netlist_counts *netlist_reader_counts(const struct netlist_reader *reader);

/* The defaults: netlists of up to 16 GiB, records of up to 16 MiB. */
struct netlist_limits netlist_reader_limits(void);

/* --- texts: two rules of KiCad's, for whoever needs them */

/*
 * Whether KiCad means "no value": NULL, "" and "~", which versions write in each
 * other's place. For a component's value and datasheet, a libpart's docs and the
 * names of pins; elsewhere "~" is a text like others.
 */
bool netlist_text_is_none(const char *text);

/*
 * Undoes KiCad's escapes, {slash} as "/" and so on, into `plain`, which has room
 * for strlen(escaped) + 1 bytes and may be `escaped` itself. ${...}, ~{...},
 * ^{...}, _{...} and unknown words stay. Returns the length.
 *
 * Since 6 escaped are: lib and part, properties' names and values, all of a
 * libpart, functions of nodes, names of nets in 6, 7 and 8 (see true_name). All
 * other texts are plain in the file and must not be unescaped again, for a field
 * may say "{slash}" in earnest. Up to 5 nothing is escaped.
 */
size_t netlist_text_unescape(const char *escaped, char *plain);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif
