/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document_writer: JSON written piece by piece to the end of a buf, for documents that
 * are made by the thousand. Others are built with base/document.h, by which texts are
 * escaped here too.
 *
 * What has a key is a member of the object that was begun last; with key NULL it is an
 * element of the array, or the document itself. Keys are constants of the program that
 * need no escape. Commas are set as they are needed, and what stands in the buf before the
 * document must be JSON, too. Who begins an object or array ends it; that a member's name
 * is not there twice is the caller's to know.
 *
 * A failure is kept in the buf, and told by buf_check (ERR_LIMIT).
 */
#ifndef KIDEPOT_BASE_DOCUMENT_WRITER_H
#define KIDEPOT_BASE_DOCUMENT_WRITER_H

#include "base/buf.h"

void document_writer_object(struct buf *out, const char *key);
void document_writer_end_object(struct buf *out);
void document_writer_array(struct buf *out, const char *key);
void document_writer_end_array(struct buf *out);

/* A member whose name is not a constant; its value is written next, with key NULL. */
void document_writer_name(struct buf *out, struct text name);

/* UTF-8; written as "" when it is not set. */
void document_writer_text(struct buf *out, const char *key, struct text value);
void document_writer_string(struct buf *out, const char *key, const char *value);

#endif
