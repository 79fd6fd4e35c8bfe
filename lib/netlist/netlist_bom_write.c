/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_bom_write.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

static bool
give_all(struct netlist_bom_out *out, struct err *err)
{
	if (!buf_check(&out->buf, err) || !out->take(out->context, buf_text(&out->buf), err))
		return false;
	out->buf.size = 0;
	return true;
}

bool
netlist_bom_write_give(struct netlist_bom_out *out, struct err *err)
{
	return out->buf.size < PIECE ? buf_check(&out->buf, err) : give_all(out, err);
}

bool
netlist_bom_write(const char *format, const struct netlist_bom *bom,
                  const struct netlist_bom_columns *columns, netlist_bom_take *take, void *context,
                  struct err *err)
{
	static const struct {
		const char *name;
		netlist_bom_writer *write;
	} writers[] = {
	    {"csv", netlist_bom_csv_write},
	    {"json", netlist_bom_json_write},
	    {"html", netlist_bom_html_write},
	};
	struct netlist_bom_out out = {{.arena = bom->arena}, take, context};
	for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++)
		if (strcmp(writers[i].name, format) == 0)
			return writers[i].write(bom, columns, &out, err) && give_all(&out, err);
	return err_set(err, ERR_INPUT, "no format is called \"%s\"; there are csv, json and html",
	               format);
}
