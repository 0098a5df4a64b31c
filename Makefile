# Build everything into $B; README.md lists the targets people use.
#   make                      make check (with sanitizers, in $B/asan)
#   make install DESTDIR=...  make V=1 (show the commands)

VERSION  = 0.1.0
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/winnow
DOCDIR  ?= $(PREFIX)/share/doc/winnow
SYSCONFDIR    ?= /etc
UNITDIR       ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR   ?= $(PREFIX)/lib/sysusers.d
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
CFLAGS  ?= -O2 -g

B        = build
STAGES   = fetch parse normalize store crawl
WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
           -Wformat=2 -Wno-format-nonliteral
OWNFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -I. -DWINNOW_VERSION='"$(VERSION)"' \
           -DWINNOW_DATADIR='"$(DATADIR)"' $(WARN)
ifdef SAN
OWNFLAGS += -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all
LDFLAGS  += -fsanitize=$(SAN)
else
# Programs are optimised as wholes: a tenth of winnow-parse's time is calls between small files.
# LTO= goes without, for compilers that know no fat objects.
LTO      ?= -flto=auto -ffat-lto-objects
endif
Q        = $(if $(V),,@)

# Each folder links the libraries it names here and no others.  What lib/ needs, all need; the
# linker takes only what a program uses.  gumbo is linked statically: ARCHITECTURE.md says why.
LIBS_lib       = -ljson-c -lpcre2-8 -linih -lidn2 -lpsl -lunistring -lcrypto -lz -lm
LIBS_fetch     = -lcurl
LIBS_parse     = -l:libgumbo.a -lexpat -luchardet -lbrotlidec -lzstd -lm
LIBS_normalize =
LIBS_store     = -lsqlite3
LIBS_crawl     =

objs     = $(patsubst %.c,$B/%.o,$(wildcard $(1)))
mains    = $(wildcard $(1)/main.c $(1)/*_main.c)
# store/main.c is winnow-store, store/due_main.c is winnow-due, parse/site_main.c winnow-site.
program  = winnow-$(if $(filter main,$(basename $(notdir $(1)))),$(patsubst %/,%,$(dir $(1))),$(patsubst %_main,%,$(basename $(notdir $(1)))))
PROGRAMS = $(foreach m,$(foreach s,$(STAGES),$(call mains,$s)),$(call program,$m))
UNIT     = $(patsubst %.c,$B/%,$(wildcard tests/unit/test_*.c))
FUZZ     = $(patsubst %.c,$B/%,$(wildcard tests/fuzz/fuzz_*.c))

all: $(PROGRAMS:%=$B/bin/%) $B/bin/winnow-shard

# A stage is an archive of its concepts and one program for each of its mains.
define stage
$B/$(1).a: $(filter-out $(patsubst %.c,$B/%.o,$(call mains,$(1))),$(call objs,$(1)/*.c))
	$$(Q)rm -f $$@ && $$(AR) rcs $$@ $$^
endef
define link
$B/bin/$(call program,$(2)): $B/$(2:.c=.o) $B/$(1).a $B/lib.a
	$$(Q)mkdir -p $$(@D) && $$(CC) $$(CFLAGS) $$(LTO) $$(LDFLAGS) -o $$@ $$^ -Wl,--as-needed $(LIBS_$(1)) $(LIBS_lib) $$(LDLIBS)
endef
$(foreach s,$(STAGES),$(eval $(call stage,$s)))
$(foreach s,$(STAGES),$(foreach m,$(call mains,$s),$(eval $(call link,$s,$m))))

# winnow-shard is a script, put together from its parts in their order.
$B/bin/winnow-shard: $(sort $(wildcard crawl/slurm/[0-9]-*.sh))
	$(Q)mkdir -p $(@D) && sed 's/@VERSION@/$(VERSION)/' $^ >$@ && chmod 755 $@

# Texts that are compiled in: the database's schema, the report's queries and its style sheet.
# store/schema.sql is schema_sql[] of store/schema.h.
TEXTS = store/schema.sql store/report_facts.sql store/report_style.css
$B/store.a: $(TEXTS:%=$B/%.o)
$(TEXTS:%=$B/%.c): $B/%.c: %
	$(Q)mkdir -p $(@D) && { echo '#include "$(basename $<).h"'; \
		echo 'const char $(subst .,_,$(<F))[] ='; \
		sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $<; echo ';'; } >$@
$(TEXTS:%=$B/%.o): %.o: %.c
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(OWNFLAGS) -c -o $@ $<

$B/lib.a: $(call objs,lib/*.c)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$B/%.o: %.c
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS) $(CFLAGS) $(OWNFLAGS) $(LTO) -MMD -MP -c -o $@ $<

# tests/unit/test_url.c tests lib/url.c; test_fetch_robots.c tests fetch/robots.c.
unit_stage = $(filter $(STAGES),$(firstword $(subst _, ,$(patsubst test_%,%,$(notdir $(1))))))
define unit
$(1): $(1).o $(patsubst %,$B/%.a,$(call unit_stage,$(1))) $B/lib.a
	$$(Q)$$(CC) -fno-lto $$(LDFLAGS) -o $$@ $$^ -Wl,--as-needed $(LIBS_$(call unit_stage,$(1))) $(LIBS_lib) -lcmocka $$(LDLIBS)
endef
$(foreach t,$(UNIT),$(eval $(call unit,$t)))

# tests/fuzz/fuzz_url.c is a libFuzzer target; with standalone.c it is a plain test program.  It
# links the stage it is named after, or that has a file of its name.
fuzz_name  = $(patsubst fuzz_%,%,$(notdir $(1)))
fuzz_stage = $(firstword $(filter $(STAGES),$(firstword $(subst _, ,$(fuzz_name)))) \
               $(patsubst %/,%,$(dir $(wildcard $(STAGES:%=%/$(fuzz_name)*.c)))))
define fuzz
$(1): $(1).o $(if $(LIBFUZZER),,$B/tests/fuzz/standalone.o) $(patsubst %,$B/%.a,$(call fuzz_stage,$(1))) $B/lib.a
	$$(Q)$$(CC) -fno-lto $$(LDFLAGS) $(if $(LIBFUZZER),-fsanitize=fuzzer) -o $$@ $$^ -Wl,--as-needed $(LIBS_$(call fuzz_stage,$(1))) $(LIBS_lib) $(if $(filter %fuzz_json,$(1)),-ljansson) $$(LDLIBS)
endef
$(foreach t,$(FUZZ),$(eval $(call fuzz,$t)))

# Tests run with sanitizers: without SAN, check builds a second time below $B.
ifdef SAN
check: all $(UNIT) $(FUZZ)
	$(Q)B=$(abspath $B) tests/run.sh $(TESTS)
else
check:
	$(Q)tools/install-packages build check
	$(Q)$(MAKE) -j2 B=$B/asan SAN=address,undefined check
endif

# The golden cases of tests/stage are written anew from what the programs do; read the diff.
bless: all
	$(Q)B=$(abspath $B) tests/golden.sh --bless

demo:
	$(Q)tools/install-packages build demo
	$(Q)$(MAKE) -j2 all
	$(Q)B=$(abspath $B) tests/demo.sh

# LINT=all looks at every file, otherwise clang-tidy takes what changed since HEAD~.
lint:
	$(Q)tools/install-packages build lint
	$(Q)$(MAKE) -j2 all
	$(Q)B=$B LINT='$(LINT)' tools/lint $(filter-out -fsanitize=%,$(OWNFLAGS))

FUZZ_SECONDS ?= 60
fuzz:
	$(Q)tools/install-packages build lint
	$(Q)$(MAKE) -j2 B=$B/fuzz CC=clang LIBFUZZER=1 SAN=address,undefined fuzz-run
fuzz-run: OWNFLAGS += -fsanitize=fuzzer-no-link
fuzz-run: $(FUZZ)
	$(Q)B=$(abspath $B) tests/fuzz/run.sh $(FUZZ_SECONDS)

# Nights, exports and loads, each killed at random moments: 200 kills; damaged pages under sanitizers.
soak: all
	$(Q)B=$(abspath $B) tests/crawl/soak.sh
	$(Q)B=$(abspath $B) KILLS=100 prove --exec '' tests/stage/export_kill.t tests/stage/store_kill.t
	$(Q)$(MAKE) -j2 B=$B/asan SAN=address,undefined all
	$(Q)MUTATED_PAGES=100000 B=$(abspath $B)/asan tests/run.sh tests/stage/parse_mutated.t

bench-fetch bench-parse bench-normalize bench-normalize-memory bench-store bench-merge bench-night bench-scale:
	$(Q)tools/install-packages build bench
	$(Q)$(MAKE) -j2 all
	$(Q)B=$(abspath $B) tests/bench/$(subst -,_,$(@:bench-%=%)).sh

quality: all
	$(Q)B=$(abspath $B) tests/quality/run.sh

quality-profiles: all
	$(Q)B=$(abspath $B) tests/quality/profiles.sh

# What goes where is in etc/files.
PLACES = B='$B' $(foreach n,BINDIR MANDIR DATADIR DOCDIR SYSCONFDIR UNITDIR SYSUSERSDIR COMPLETIONDIR,$n='$($n)')

$B/completion/winnow: tools/completion $(PROGRAMS:%=$B/bin/%) $B/bin/winnow-shard
	$(Q)mkdir -p $(@D) && tools/completion $(PROGRAMS:%=$B/bin/%) $B/bin/winnow-shard >$@

install: all $B/completion/winnow
	$(Q)DESTDIR='$(DESTDIR)' tools/install-tree install $(PLACES)

uninstall:
	$(Q)DESTDIR='$(DESTDIR)' tools/install-tree uninstall $(PLACES)

# A Debian package, from the files that git knows.
deb:
	$(Q)tools/install-packages build deb
	$(Q)$(MAKE) -j2 all
	$(Q)B=$(abspath $B) VERSION=$(VERSION) tools/deb

# The package, installed on a system of its own in which systemd runs.
check-deb: deb
	$(Q)tools/install-packages check
	$(Q)B=$(abspath $B) prove --exec sh tests/deb/installed.sh

clean:
	rm -rf $B

.PHONY: all check bless demo lint fuzz fuzz-run soak bench-fetch bench-parse bench-normalize \
        bench-normalize-memory bench-store bench-merge bench-night bench-scale quality quality-profiles install uninstall deb check-deb clean
.SECONDARY:
-include $(wildcard $(foreach d,lib $(STAGES) tests/unit tests/fuzz,$B/$d/*.d))
