/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_fault.h"

#include <stdio.h>
#include <string.h>

#define EXPORT_IT "export the netlist with \"kicad-cli sch export netlist --format kicadxml\""

/* U+0000 to U+001F as ECMA-48 calls them. */
static const char *const controls[32] = {
    "null",
    "start of heading",
    "start of text",
    "end of text",
    "end of transmission",
    "enquiry",
    "acknowledge",
    "bell",
    "backspace",
    "character tabulation",
    "line feed",
    "line tabulation",
    "form feed",
    "carriage return",
    "shift out",
    "shift in",
    "data link escape",
    "device control one",
    "device control two",
    "device control three",
    "device control four",
    "negative acknowledge",
    "synchronous idle",
    "end of transmission block",
    "cancel",
    "end of medium",
    "substitute",
    "escape",
    "file separator",
    "group separator",
    "record separator",
    "unit separator",
};

void
netlist_fault_quote(const char *text, char quoted[NETLIST_FAULT_QUOTED])
{
	static const char dots[] = "...";
	struct text whole = text_of(text);
	struct text cut = whole;
	if (whole.size >= NETLIST_FAULT_QUOTED)
		cut = text_cut(whole, NETLIST_FAULT_QUOTED - sizeof dots);
	for (size_t i = 0; i < cut.size; i++) {
		unsigned char byte = (unsigned char)cut.bytes[i];
		quoted[i] = byte < 0x20 || byte == 0x7f ? '?' : cut.bytes[i];
	}
	quoted[cut.size] = '\0';
	if (cut.size < whole.size)
		memcpy(quoted + cut.size, dots, sizeof dots);
}

static const char *
in(const char *where)
{
	return where[0] == '\0' ? "" : " in ";
}

/* U+FFFE or U+FFFF, which are UTF-8 but no characters (XML 1.0, 2.2); else 0. */
static unsigned
noncharacter(struct text bytes)
{
	bool begins = bytes.size > 2 && memcmp(bytes.bytes, "\xef\xbf", 2) == 0;
	unsigned char last = begins ? (unsigned char)bytes.bytes[2] : 0;
	return last == 0xbe || last == 0xbf ? 0xffc0u + (last & 0x3fu) : 0;
}

void
netlist_fault_invalid(struct text bytes, bool at_start, const char *where, struct err *err)
{
	unsigned char byte = bytes.size == 0 ? ' ' : (unsigned char)bytes.bytes[0];
	if (byte == '(' && at_start)
		err_set(err, ERR_INPUT, "this is another format of KiCad's and no XML; " EXPORT_IT);
	else if (byte < 0x80 && where[0] == '\0')
		err_set(err, ERR_INPUT, "this is no XML; " EXPORT_IT);
	else if (byte < 0x20)
		err_set(err, ERR_INPUT,
		        "the control character U+%04X \"%s\" stands%s%s; XML cannot hold it: type "
		        "that text anew in the schematic, and export again",
		        byte, controls[byte], in(where), where);
	else if (noncharacter(bytes) != 0)
		err_set(err, ERR_INPUT,
		        "the noncharacter U+%04X stands%s%s; XML cannot hold it: type that text "
		        "anew in the schematic, and export again",
		        noncharacter(bytes), in(where), where);
	else if (byte >= 0x80)
		err_set(err, ERR_INPUT,
		        "the byte 0x%02X%s%s is no UTF-8; KiCad writes UTF-8: export again, or "
		        "convert the file",
		        byte, in(where), where);
	else
		err_set(err, ERR_INPUT, "not well-formed XML%s%s", in(where), where);
}

void
netlist_fault_mismatch(struct text bytes, const char *open, const char *where, struct err *err)
{
	char closing[NETLIST_FAULT_QUOTED], quoted[NETLIST_FAULT_QUOTED];
	size_t size = 0;
	while (size < bytes.size && size < sizeof closing - 1 &&
	       strchr("> \t\r\n", bytes.bytes[size]) == NULL)
		size++;
	struct text name = text_cut(bytes, size);
	if (name.size > 0)
		memcpy(closing, name.bytes, name.size);
	closing[name.size] = '\0';
	netlist_fault_quote(closing, quoted);
	err_set(err, ERR_INPUT, "\"</%s>\" stands where \"</%s>\" is missing%s%s", quoted, open,
	        in(where), where);
}
