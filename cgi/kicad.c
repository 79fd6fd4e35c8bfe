/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad.h"

#include "catalogue/category.h"
#include "catalogue/part.h"
#include "client.h"

bool
kicad_root(struct call *call, struct err *err)
{
	buf_append_string(&call->reply->body, "{\"categories\":\"\",\"parts\":\"\"}");
	return buf_check(&call->reply->body, err);
}

bool
kicad_categories(struct call *call, struct err *err)
{
	return category_list(call->db, call->token->own_category_ids, call->arena,
	                     &call->reply->body, &call->left_out, err);
}

bool
kicad_parts(struct call *call, struct err *err)
{
	enum part_variant variant = client_row_variant(call->request->agent,
	                                               call->settings->stock_in_kicad_10);
	return part_list(call->db, call->ids[0], call->token->own_category_ids,
	                 call->settings->nickname, variant, call->arena, &call->reply->body,
	                 &call->left_out, err);
}

bool
kicad_part(struct call *call, struct err *err)
{
	bool found;
	if (!part_get(call->db, call->ids[0], call->token->own_category_ids,
	              call->settings->nickname, call->arena, &call->reply->body, &found,
	              &call->left_out, err))
		return false;
	if (!found)
		reply_problem(call->reply, 404, "There is no part with the id %.*s.",
		              (int)call->ids[0].size, call->ids[0].bytes);
	return true;
}
