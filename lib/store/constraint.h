/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * constraint: what each constraint of the schema means, as a sentence for the
 * person whose value broke it. db.c puts it in the place of PostgreSQL's words.
 */
#ifndef KIDEPOT_STORE_CONSTRAINT_H
#define KIDEPOT_STORE_CONSTRAINT_H

/*
 * The sentence, with the way out, for the constraint, domain constraint or unique
 * index of that name; NULL when it is none of ours, such as a site's own, or the
 * name is NULL. A sentence stands by itself and behind a prefix that says which
 * value is meant: "symbol \"Device\": ..."; one that begins with ',' goes on behind what the
 * schema's own function says of the values. Each constraint on a table that
 * kidepot_writer may write has a row here; tests/schema/constraint.t holds it.
 */
const char *constraint_sentence(const char *name);

/* Which field of what was given broke it, "name"; NULL when the constraint cannot tell,
 * as one of a domain cannot. */
const char *constraint_field(const char *name);

#endif
