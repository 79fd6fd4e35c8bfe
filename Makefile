# KiDepot. "make help" lists what can be asked for.

BUILD ?= build
PREFIX ?= /usr/local
CC = gcc
VERSION := $(shell cat VERSION)

ifdef SAN
override BUILD := $(BUILD)/san
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
# Sanitizers and fortified functions do not go together.
FORTIFY = -D_FORTIFY_SOURCE=2
endif

LIBRARIES = fcgi json-c libpq libcrypto
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral -Wno-format-truncation
ifdef CI
WARNINGS += -Werror
endif
CFLAGS ?= -O2 -g
COMPILE = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -DKIDEPOT_VERSION='"$(VERSION)"' $(FORTIFY) \
	-Ilib -I$(BUILD)/gen $(WARNINGS) $(CFLAGS) $(SANITIZE) -fstack-protector-strong -fPIE \
	-isystem $(shell pg_config --includedir 2>/dev/null) -MMD -MP
LINK = $(CC) $(CFLAGS) $(SANITIZE) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
libs = $(shell pkg-config --libs $(1))

LIB_C := $(sort $(wildcard lib/*/*.c))
CGI_C := $(sort $(wildcard cgi/*.c))
CLI_C := $(sort $(wildcard cli/*.c))
UNIT_C := $(sort $(wildcard tests/unit/*.c))
SCHEMA := $(sort $(wildcard schema/*.sql schema/*/*.sql))
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

PROGRAMS = $(BUILD)/kidepot $(BUILD)/kidepot.fcgi
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(UNIT_C))

all: $(PROGRAMS)

$(BUILD)/kidepot: $(call objects,$(CLI_C)) $(BUILD)/libkidepot.a
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,json-c libpq libcrypto)

$(BUILD)/kidepot.fcgi: $(call objects,$(CGI_C)) $(BUILD)/libkidepot.a
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,$(LIBRARIES))

$(BUILD)/libkidepot.a: $(call objects,$(LIB_C)) $(BUILD)/obj/gen/schema.o
	rm -f $@
	$(AR) rcs $@ $^

# Objects are made anew when the way they are made changes.
$(BUILD)/obj/%.o: %.c $(BUILD)/gen/store/query_names.h Makefile VERSION
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(COMPILE) -c -o $@ $<

$(BUILD)/obj/gen/schema.o: $(BUILD)/gen/schema.c $(BUILD)/gen/store/query_names.h
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(COMPILE) -c -o $@ $<

$(BUILD)/gen/schema.c: $(SCHEMA) schema/embed
	@mkdir -p $(@D)
	cd schema && ./embed code >$(abspath $@).new
	mv $@.new $@

$(BUILD)/gen/store/query_names.h: $(SCHEMA) schema/embed
	@mkdir -p $(@D)
	cd schema && ./embed names >$(abspath $@).new
	mv $@.new $@

$(BUILD)/tests/unit/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libkidepot.a
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,json-c libpq libcrypto)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

clean:
	rm -rf $(BUILD)

.PHONY: all clean
.DELETE_ON_ERROR:
