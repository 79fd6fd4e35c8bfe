# What netlists are exported to: byte for byte what the style sheets in KiCad's
# documentation make of them with xsltproc, and as it was looked at once beside
# what KiCad 9 and 10 write themselves (export/*.golden).
# The style sheets and most netlists stand beside the checkout in shared/data.
# xsltproc takes a time that grows with the square of a netlist for OrcadPCB2;
# KIDEPOT_PATIENT=1 has it do all of them.

use v5.28;
use warnings;
use Test::More;
use File::Basename qw(basename);
use KiDepot::Cli qw(noted);
use KiDepot::Sandbox qw(root read_text run scratch_dir write_text);

my $here = root() . '/tests/netlists';
my $shared = root() . '/../shared/data';
my $dir = scratch_dir();
my %sheet = (pads => 'pads.xsl', cadstar => 'cadstar.xsl', orcadpcb2 => 'orcad.xsl');
my %patience = (pads => 1e9, cadstar => 1e9, orcadpcb2 => $ENV{KIDEPOT_PATIENT} ? 1e9 : 90_000);
my ($xsltproc) = grep { -x } map { "$_/xsltproc" } split /:/, $ENV{PATH};

# Other users may not read the checkout: the netlist comes by the standard input.
sub exported {
    my ($file, $format, $dialect) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return noted(basename($file) . " to $format as $dialect", 'netlist', 'export', '--format', $format, '--dialect', $dialect, '-',
        { input => read_text($file) });
}

sub same {
    my ($got, $wanted, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return pass($name) if $got eq $wanted;
    my ($one, $other) = map { [split /^/, $_] } $got, $wanted;
    my ($at) = grep { ($one->[$_] // '') ne ($other->[$_] // '') } 0 .. ($#$one > $#$other ? $#$one : $#$other);
    fail($name);
    diag "line @{[$at + 1]}: got " . ($one->[$at] // "nothing\n") . 'not ' . ($other->[$at] // "nothing\n");
}

# What netlists of hand or of other versions may have.
my $long = 'v' x 150_000;
my $odd = write_text("$dir/odd.xml", <<"XML");
<?xml version="1.0" encoding="UTF-8"?>
<export version="D">
  <design>
    <tool>Eeschema (5.1.9) &lt;x&gt; </tool>
  </design>
  <components>
    <comp ref="R1"><value>10k &amp; "5%"&#xD;
second µ</value><footprint> R 0603 </footprint><libsource lib="A" part="R"/><sheetpath names="/" tstamps="/"/><tstamp>5118223E</tstamp></comp>
    <comp ref="R2"><value/><footprint/><libsource lib="B" part="R"/><tstamp/></comp>
    <comp ref="R3"><libsource part="NONE"/></comp>
    <comp ref=""><value>~</value><libsource lib="" part=""/></comp>
    <comp ref="R1"><value>again</value><libsource lib="A" part="R"/></comp>
    <comp ref="NOLIB"><value>$long</value></comp>
    <comp ref="R?"><value>un</value><libsource lib="A" part="ALIAS"/><sheetpath names="/S/" tstamps="/51182200/"/><tstamp>51182201</tstamp></comp>
    <comp ref="ABCDEFGHIJKLMNOPQRST"><value>far off</value><property name="exclude_from_board"/></comp>
  </components>
  <libparts>
    <libpart lib="A" part="R">
      <aliases><alias>ALIAS</alias></aliases>
      <pins><pin num="1" name="" type="passive"/><pin num="" name="x"/><pin num="2"/></pins>
    </libpart>
    <libpart lib="B" part="R"><pins><pin num="2"/><pin num="1"/></pins></libpart>
    <libpart lib="" part=""><pins><pin num="1"/></pins></libpart>
    <libpart lib="A" part="NONE"/>
  </libparts>
  <nets>
    <net code="1" name="A {slash} B"><node ref="R1" pin="1"/><node ref="R2" pin="1"/><node ref="R1" pin="1"/><node ref="" pin="1"/></net>
    <net code="2" name=""><node ref="R1" pin="2"/><node ref="R1" pin=""/></net>
    <net code="3" name="ONE"><node ref="R1" pin="1"/></net>
    <net><node ref="R2" pin="2"/><node ref="NOLIB" pin="A10"/><node ref="NOLIB" pin="A2"/><node ref="NOLIB" pin="A02"/></net>
    <net code="5" name="NOBODY"/>
    <net code="6" name="LONG"><node ref="NOLIB" pin="ABCDE"/><node ref="NOLIB" pin="µΩµΩµ"/><node ref="NOLIB" pin="3"/><node ref="NOLIB" pin="4"/><node ref="NOLIB" pin="5"/><node ref="NOLIB" pin="6"/><node ref="NOLIB" pin="7"/></net>
  </nets>
</export>
XML
my $empty = write_text("$dir/empty.xml", "<export/>\n");

SKIP: {
    skip 'no shared/data/xslt beside the checkout', 1 unless -d "$shared/xslt";
    skip 'xsltproc is not installed', 1 unless $xsltproc;
    for my $file ($odd, $empty, glob("$here/*.xml"), glob("$shared/netlists/*/*.xml")) {
        next if $file =~ /MALFORMED/;
        for my $format (sort keys %sheet) {
            next if -s $file > $patience{$format} && $file ne $odd;
            my $wanted = run(command => [$xsltproc, "$shared/xslt/$sheet{$format}", $file]);
            same(exported($file, $format, 'xsl'), $wanted->{out}, basename($file) . " to $format: as its style sheet");
        }
    }
}

for my $golden (glob "$here/export/*.golden") {
    my ($name, $format, $dialect) = split /\./, basename($golden);
    same(exported("$here/$name.xml", $format, $dialect), read_text($golden), "$name to $format as $dialect: as before");
}

# What KiCad's XML has as "~" is an empty value, but for KiCad 4, and its exporters write nothing.
for my $case (['10.0.6', ''], ['(5.1.9)-1', ''], ['4.0.7', '~']) {
    my ($tool, $value) = @$case;
    my $file = write_text("$dir/empty.xml", "<export version=\"E\"><design><tool>Eeschema $tool</tool></design><components><comp ref=\"R1\"><value>~</value></comp></components></export>");
    like exported($file, 'pads', 'kicad'), qr/^R1 {15}\Q$value\E$/m, "an empty value, $tool: PADS";
    like exported($file, 'cadstar', 'kicad'), qr/^\.ADD_COM     R1     "\Q$value\E"     "\$noname"$/m, "an empty value, $tool: CADSTAR";
    like exported($file, 'orcadpcb2', 'kicad'), qr/^ \( \S+ \$noname  R1 \Q$value\E$/m, "an empty value, $tool: OrcadPCB2";
}

# The same without xsltproc.
my $found = exported($odd, 'orcadpcb2', 'xsl') =~ s/v{9}v*/VALUE/r;
is $found, <<"TEXT", 'odd: OrcadPCB2';
( { Eeschema Netlist Version 1.1  Eeschema (5.1.9) <x> }
 ( 5118223E  R 0603  R1 10k & "5%"\r
second µ
  ( 1 A {slash} BA {slash} B? )
  (  \$N-02 )
  ( 2 \$N-02 )
  ( 2 \$N-02 )
  ( 1 A {slash} BA {slash} B? )
 )
 ( 00000000 \$noname R2 "~"
  ( 1 A {slash} B )
  (   )
  ( 2 \$N-0 )
  ( 2 \$N-0 )
  ( 1 A {slash} B )
 )
 ( 00000000 \$noname R3 "~"
 )
 ( 00000000 \$noname  ~
  ( 1 A {slash} B )
 )
 ( 00000000 \$noname R1 again
  ( 1 A {slash} BA {slash} B? )
  (  \$N-02 )
  ( 2 \$N-02 )
  ( 2 \$N-02 )
  ( 1 A {slash} BA {slash} B? )
 )
 ( 00000000 \$noname NOLIB VALUE
 )
 ( 51182201 \$noname R? un
 )
 ( 00000000 \$noname ABCDEFGHIJKLMNOPQRST far off
 )
)
*
TEXT

is exported($odd, 'pads', 'kicad') =~ s/v{9}v*/VALUE/r, <<"TEXT", 'odd: PADS as KiCad';
*PADS-PCB*
*PART*
R1               R_0603
R2              \x20
R3              \x20
                \x20
R1               again
NOLIB            VALUE
R?               un

*NET*
*SIGNAL* A {slash} B
R1.1 R2.1 R1.1 .1\x20
*SIGNAL* N-2
R1.2 R1.\x20
*SIGNAL* N-
R2.2 NOLIB.A10 NOLIB.A2 NOLIB.A02\x20
*SIGNAL* LONG
NOLIB.ABCD NOLIB.µΩµΩ NOLIB.3 NOLIB.4 NOLIB.5 NOLIB.6 NOLIB.7

*END*
TEXT

is exported($odd, 'orcadpcb2', 'kicad') =~ s/v{9}v*/VALUE/r, <<"TEXT", 'odd: OrcadPCB2 as KiCad';
( { EESchema Netlist Version 1.1 created   }
 ( /5118223E _R_0603_  R1 10k_&_"5%"\r
second_µ
  (      N-000002 )
  (    1 A_{slash}_B )
  (    2 N-000002 )
 )
 ( /00000000 \$noname  R2\x20
  (    1 A_{slash}_B )
  (    2 N-000000 )
 )
 ( /00000000 \$noname  R3\x20
 )
 ( /00000000 \$noname  \x20
  (    1 A_{slash}_B )
 )
 ( /00000000 \$noname  R1 again
  (      N-000002 )
  (    1 A_{slash}_B )
  (    2 N-000002 )
 )
 ( /00000000 \$noname  NOLIB VALUE
  (    3 LONG )
  (    4 LONG )
  (    5 LONG )
  (    6 LONG )
  (    7 LONG )
  (  A02 N-000000 )
  (   A2 N-000000 )
  (  A10 N-000000 )
  ( ABCD LONG )
  ( µΩµΩ LONG )
 )
 ( /51182200/51182201 \$noname  R? un
  (    1 /<NO_NET> )
  (      /<NO_NET> )
  (    2 /<NO_NET> )
 )
)
*
TEXT

done_testing;
