/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metadata_rule_inside: what a rule of metadata_rule is; the table of those of versions.
 */
#ifndef KIDEPOT_PCM_METADATA_RULE_INSIDE_H
#define KIDEPOT_PCM_METADATA_RULE_INSIDE_H

#include "pcm/metadata_rule.h"

enum {
	METADATA_RULE_SIZE = 300,
	METADATA_RULE_NONE = METADATA_SEVERITIES, /* of a severity: it is no rule there */
	METADATA_RULE_BOTH = METADATA_IN_ARCHIVE | METADATA_IN_REPOSITORY
};

/* What a rule looks at. */
struct metadata_rule_subject {
	const struct metadata_package *package;
	const struct metadata_version *version; /* of rules of versions */
	unsigned schemas;
};

struct metadata_rule {
	const char *field;
	unsigned forms;                  /* in which it holds */
	int severity, severity_official; /* usually, and when official rules are held too */
	enum metadata_source source;
	const char *mend;
	/* Says in `rule` what is wrong, of at most METADATA_RULE_SIZE bytes, when it is. */
	bool (*is_broken)(const struct metadata_rule_subject *subject, char *rule);
};

extern const struct metadata_rule metadata_rule_version_table[];
extern const size_t metadata_rule_version_count;

/* Writes the words of a rule; true, so that a rule can return it. */
bool metadata_rule_broken(char *rule, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether one of the expressions is none: metadata_rule_version's too. */
bool metadata_rule_has_bad_expression(const struct metadata_texts *texts, char *rule);

#endif
