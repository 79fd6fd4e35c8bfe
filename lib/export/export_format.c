/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_format.h"

#include <string.h>

#include "export/export_cadstar.h"
#include "export/export_orcadpcb2.h"
#include "export/export_pads.h"

struct format {
	const char *name, *dialect;
	export_writer *write;
};

static const struct format formats[] = {
    {"pads", "xsl", export_pads_write_xsl},
    {"pads", "kicad", export_pads_write_kicad},
    {"cadstar", "xsl", export_cadstar_write_xsl},
    {"cadstar", "kicad", export_cadstar_write_kicad},
    {"orcadpcb2", "xsl", export_orcadpcb2_write_xsl},
    {"orcadpcb2", "kicad", export_orcadpcb2_write_kicad},
};

static const struct format *
find(const char *name, const char *dialect)
{
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(formats[i].name, name) == 0 && strcmp(formats[i].dialect, dialect) == 0)
			return &formats[i];
	return NULL;
}

bool
export_format_write(const char *name, const char *dialect, const struct netlist_model *model,
                    struct arena *arena, struct stream_out *stream, uint64_t *work, struct err *err)
{
	const struct format *format = find(name, dialect);
	if (format == NULL)
		return err_set(err, ERR_INPUT, "no format \"%s\" is known in the dialect \"%s\"",
		               name, dialect);
	struct export_out *out = arena_alloc(arena, sizeof *out, err);
	if (out == NULL)
		return false;
	out->stream = stream;
	out->err = err;
	bool good = format->write(model, arena, out) && export_out_flush(out);
	*work += out->work;
	return good;
}
