# KiDepot. "make help" lists what can be asked for.

BUILD ?= build
PREFIX ?= /usr/local
CC = gcc
OBJCOPY = objcopy
VERSION := $(shell cat VERSION)


ifdef SAN
ifneq ($(notdir $(BUILD)),san)
override BUILD := $(BUILD)/san
endif
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
# Sanitizers and fortified functions do not go together.
FORTIFY = -D_FORTIFY_SOURCE=2
endif

LIBRARIES = fcgi json-c libpq libcrypto expat libzip libcurl odbc zlib
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral -Wno-format-truncation
# clang does not know all of these, and minds members that are left out because they are 0.
ifneq ($(findstring clang,$(CC)),)
WARNINGS += -Wno-unknown-warning-option -Wno-missing-field-initializers
endif
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
# Programs that tests run.
HELPERS = $(BUILD)/tests/netlists/dump $(BUILD)/tests/netlists/model $(BUILD)/tests/pcm/contents \
	$(BUILD)/tests/bench/kicad_client

# Programs that "make bench" measures with, and by.
BENCHERS = $(addprefix $(BUILD)/tests/bench/,kicad_client bare_fcgi read_netlist)

# The public library: the netlist reader with what it needs of base, and expat.
# Its ABI number is the first of VERSION.
PUBLIC_C = lib/base/arena.c lib/base/err.c lib/base/text.c $(patsubst %,lib/netlist/netlist_%.c, \
	fault grammar reader record text unknown walk)
PUBLIC_H = lib/netlist/netlist.h
ABI := $(firstword $(subst ., ,$(VERSION)))
PUBLIC = $(BUILD)/public/libkidepot
public_objects = $(patsubst %.c,$(BUILD)/public/obj/%.o,$(PUBLIC_C))

all: $(PROGRAMS) $(PUBLIC).a $(PUBLIC).so.$(VERSION)

$(BUILD)/kidepot: $(call objects,$(CLI_C)) $(BUILD)/lib.a
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,json-c libpq libcrypto expat libzip libcurl odbc)

$(BUILD)/kidepot.fcgi: $(call objects,$(CGI_C)) $(BUILD)/lib.a
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,$(filter-out libcurl odbc,$(LIBRARIES)))

$(BUILD)/lib.a: $(call objects,$(LIB_C)) $(BUILD)/obj/gen/schema.o
	@rm -f $@
	@$(AR) rcs $@ $^

# Hidden names stay inside: an object of all, in which they are local.
$(PUBLIC).a: $(public_objects)
	@rm -f $@
	@$(LD) -r -o $(BUILD)/public/kidepot.o $^
	@$(OBJCOPY) --localize-hidden $(BUILD)/public/kidepot.o
	@$(AR) rcs $@ $(BUILD)/public/kidepot.o

$(PUBLIC).so.$(VERSION): $(public_objects)
	@echo "  ld $@"
	@$(CC) $(CFLAGS) $(SANITIZE) -shared -Wl,-soname,libkidepot.so.$(ABI) -Wl,-z,relro,-z,now \
		$(if $(SAN),,-Wl,-z,defs) $(LDFLAGS) -o $@ $^ $(call libs,expat)

$(BUILD)/libraries: Makefile
	@mkdir -p $(@D)
	@pkg-config --print-errors --exists $(LIBRARIES) || { \
		echo 'a library is missing; "tests/server/packages run" installs what is needed' >&2; exit 1; }
	@touch $@

# Objects are made anew when the way they are made changes.
$(BUILD)/obj/%.o: %.c $(BUILD)/gen/store/query_names.h $(BUILD)/libraries Makefile VERSION
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(COMPILE) -c -o $@ $<

$(BUILD)/public/obj/%.o: %.c $(BUILD)/libraries Makefile VERSION
	@mkdir -p $(@D)
	@$(COMPILE) -fPIC -fvisibility=hidden -c -o $@ $<

$(BUILD)/obj/gen/schema.o: $(BUILD)/gen/schema.c $(BUILD)/gen/store/query_names.h
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(COMPILE) -c -o $@ $<

$(BUILD)/gen/schema.c: $(SCHEMA) schema/embed
	@mkdir -p $(@D)
	@(cd schema && ./embed code) >$@.new
	@mv $@.new $@

$(BUILD)/gen/store/query_names.h: $(SCHEMA) schema/embed
	@mkdir -p $(@D)
	@(cd schema && ./embed names) >$@.new
	@mv $@.new $@

# Of the web program's modules those that stand by themselves have unit tests.
$(BUILD)/tests/unit/kept: $(call objects,cgi/kept.c cgi/kept_table.c cgi/metrics.c)

$(BUILD)/tests/unit/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/lib.a
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(call libs,json-c libpq libcrypto expat libzip libcurl zlib)

$(BUILD)/tests/netlists/%: $(BUILD)/obj/tests/netlists/%.o $(BUILD)/lib.a
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,json-c libpq libcrypto expat libzip libcurl)

$(BUILD)/tests/pcm/%: $(BUILD)/obj/tests/pcm/%.o $(BUILD)/lib.a
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,json-c libpq libcrypto expat libzip)

$(BUILD)/tests/bench/kicad_client: $(call objects,tests/bench/kicad_client.c \
	tests/bench/kicad_chooser.c tests/bench/kicad_load.c tests/bench/http_client.c)
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,zlib)

$(BUILD)/tests/bench/bare_fcgi: $(call objects,tests/bench/bare_fcgi.c)
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,fcgi libpq)

$(BUILD)/tests/bench/read_netlist: $(call objects,tests/bench/read_netlist.c) $(PUBLIC).a
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(LINK) -o $@ $^ $(call libs,expat)

-include $(shell find $(BUILD)/obj $(BUILD)/public/obj -name '*.d' 2>/dev/null)

# Two commands for everybody: "make run" and "make test". Both install what is missing.

export BUILD PORT RUN DEMO
PORT ?= 8080
RUN ?= .run
DEMO ?= yes

# All processors, unless -j says how many.
BUILD_ALL = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

run start: packages-run
	+@$(BUILD_ALL) all
	@tests/server/server $@

stop:
	@tests/server/server stop

test: packages-test
	+@$(BUILD_ALL) all $(UNITS) $(HELPERS)
	@tests/run $(TESTS)

lint: packages-lint
	@tests/lint/run

bench: packages-bench
	+@$(BUILD_ALL) all $(BENCHERS)
	@tests/bench/run $(BENCH)

fuzz: packages-lint
	+@$(BUILD_ALL) all
	@tests/fuzz/run

# Installs by itself what the test needs besides, and says so loudly where it cannot.
test-kicad: packages-test
	+@$(BUILD_ALL) all
	@tests/kicad/run

packages-%:
	@tests/server/packages $*

format:
	clang-format -i $(wildcard lib/*/*.[ch] cgi/*.[ch] cli/*.[ch] tests/*/*.[ch])

man1 = docs/man/kidepot.1
man5 = docs/man/kidepot.conf.5
man8 = docs/man/kidepot.fcgi.8
share = $(DESTDIR)$(PREFIX)/share
# Where libraries go: packagers say lib/x86_64-linux-gnu.
LIBDIR ?= $(PREFIX)/lib
libdir = $(DESTDIR)$(LIBDIR)
include = $(DESTDIR)$(PREFIX)/include/kidepot

install: all
	install -D -m 755 $(BUILD)/kidepot $(DESTDIR)$(PREFIX)/bin/kidepot
	install -D -m 755 $(BUILD)/kidepot.fcgi $(DESTDIR)$(PREFIX)/sbin/kidepot.fcgi
	install -D -m 755 -t $(libdir) $(PUBLIC).so.$(VERSION)
	ln -sf libkidepot.so.$(VERSION) $(libdir)/libkidepot.so.$(ABI)
	ln -sf libkidepot.so.$(ABI) $(libdir)/libkidepot.so
	install -D -m 644 -t $(libdir) $(PUBLIC).a
	install -D -m 644 -t $(include) $(PUBLIC_H)
	install -d $(libdir)/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|' \
		lib/netlist/kidepot.pc.in >$(libdir)/pkgconfig/kidepot.pc
	install -D -m 644 -t $(share)/man/man1 $(man1)
	install -D -m 644 -t $(share)/man/man5 $(man5)
	install -d $(share)/man/man8
	for page in $(man8); do \
		sed 's|/usr/local|$(PREFIX)|g' "$$page" >"$(share)/man/man8/$${page##*/}" && \
		chmod 644 "$(share)/man/man8/$${page##*/}" || exit 1; done
	install -d $(share)/kidepot
	for file in nginx/*.conf; do \
		sed 's|/usr/local|$(PREFIX)|g' "$$file" >"$(share)/kidepot/$${file#nginx/}" || exit 1; done
	install -D -m 644 -t $(share)/kidepot/demo $(wildcard schema/demo/*.sql)
	install -D -m 644 -t $(share)/doc/kidepot README.md CHANGELOG.md LICENSE $(wildcard docs/*.md docs/*.c)
	install -D -m 755 -t $(share)/doc/kidepot/examples $(wildcard docs/examples/*)
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	install -m 644 nginx/kidepot.socket $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/local|$(PREFIX)|g' nginx/kidepot.service \
		>$(DESTDIR)$(PREFIX)/lib/systemd/system/kidepot.service

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/kidepot $(DESTDIR)$(PREFIX)/sbin/kidepot.fcgi
	rm -f $(libdir)/libkidepot.so $(libdir)/libkidepot.so.$(ABI) \
		$(libdir)/libkidepot.so.$(VERSION) $(libdir)/libkidepot.a $(libdir)/pkgconfig/kidepot.pc
	rm -rf $(include)
	rm -f $(share)/man/man1/$(notdir $(man1)) $(share)/man/man5/$(notdir $(man5)) \
		$(share)/man/man8/$(notdir $(man8))
	rm -f $(DESTDIR)$(PREFIX)/lib/systemd/system/kidepot.socket \
		$(DESTDIR)$(PREFIX)/lib/systemd/system/kidepot.service
	rm -rf $(share)/kidepot $(share)/doc/kidepot

clean:
	rm -rf $(BUILD)

help:
	@echo "make run         install what is missing, build, serve the demo catalogue on PORT=8080"
	@echo "                 (DEMO=no RUN=.run-empty: an empty one of your own)"
	@echo "make start       the same in the background; make stop ends it"
	@echo "make test        install what is missing, build, run all tests (TESTS=... for some)"
	@echo "make test-kicad  a real KiCad against this server (KICAD=9 or KICAD=10)"
	@echo "make all         build $(BUILD)/kidepot, $(BUILD)/kidepot.fcgi and the public library"
	@echo "make install     below PREFIX=$(PREFIX), DESTDIR for packagers; make uninstall"
	@echo "make lint        rules of the house, compilers' and checkers' warnings"
	@echo "make format      lay out the C sources"
	@echo "make bench       speed, as ratios of the same run (BENCH=chooser for a part of it; docs/performance.md)"
	@echo "make fuzz        every parser against random bytes (FUZZ_SECONDS=60 each)"
	@echo "make clean       remove $(BUILD)"
	@echo "SAN=1            with any of these: address and undefined behaviour sanitizers"

.PHONY: all run start stop test lint bench fuzz test-kicad format install uninstall clean help
# Objects of unit tests are kept as any others.
.SECONDARY:
.DELETE_ON_ERROR:
