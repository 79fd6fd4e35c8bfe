# Netlists that are broken, cut off or hostile: every command that reads one says the same,
# with the place, ends with status 2, and leaves database and files as they were, in memory
# that does not depend on how large they are. What is wrong in the reader's own terms stands
# in tests/unit/netlist_refusal.c.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(own_to_server program read_text root run scratch_dir wait_until write_text);

my ($ours, $wrong, $output) = (1, 2, 3);
my $dir = scratch_dir();
my $shipped = root() . '/tests/netlists';
my $real = read_text("$shipped/kicad10.xml") =~ s/ref="R\?"/ref="R8"/r;
my $good = write_text("$dir/good.xml", $real);
my $db = KiDepot::Database->new(own_cluster => 1);
my @by = ('--conninfo', $db->conninfo('writer'));
mkdir "$dir/out" or die "cannot make $dir/out: $!\n";
own_to_server("$dir/out");

sub there {
    return join ' ', $db->psql(join ' union all ', map { "select '$_ ' || count(*) from kidepot.$_" }
        qw(project revision textvar sheet component libpart library net node)), sort glob "$dir/out/*";
}

# Each with the words that read FILE and write nothing but what is right.
sub commands {
    my ($file) = @_;
    return (
        [qw(netlist check), $file],
        [@by, qw(netlist import --project p), $file],
        [@by, qw(netlist import --dry-run --project p), $file],
        [qw(netlist export --format pads -o), "$dir/out/pads", $file],
        [qw(netlist export --format orcadpcb2 --dialect kicad --expand -o), "$dir/out/orcad", $file],
        [@by, qw(netlist bom -o), "$dir/out/bom.csv", $file],
        [@by, qw(netlist diff), $good, $file],
        [@by, qw(netlist diff), $file, $good],
    );
}

good('a good one', @by, qw(netlist import --project good), $good);
my $before = there();

sub all_refuse {
    my ($what, $file, $message) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    for my $words (commands($file)) {
        my $result = kidepot(@$words);
        my $name = "$what: " . join ' ', grep { !/[\/=]|^--conninfo$/ } @$words;
        is $result->{status}, $wrong, "$name: status";
        is $result->{out}, '', "$name: nothing on stdout";
        is $result->{err}, 'kidepot: ' . (defined $message ? "$file:$message" : $file) . "\n", $name;
    }
    is there(), $before, "$what: all is as it was";
}

# --- broken

my $anew = 'XML cannot hold it: type that text anew in the schematic, and export again';
my $doctype = ':1:18: a DOCTYPE is not read; KiCad writes none: delete it, with all up to its ">"' =~ s/^://r;
my $laughs = '<!DOCTYPE export [<!ENTITY a0 "ha">' . join('', map { my $of = $_ - 1; "<!ENTITY a$_ \"" . "&a$of;" x 10 . '">' } 1 .. 9)
    . ']><export version="E"><components><comp ref="R1"><value>&a9;</value></comp></components></export>';
my @broken = (
    ['empty', '', '1:1: the file is empty'],
    ['another root', "<?xml version=\"1.0\"?>\n<schematic/>", '2:1: this is no netlist of KiCad\'s: its root is "<schematic>", not "<export>"'],
    ['another format', "(export (version \"E\"))\n",
        '1:1: this is another format of KiCad\'s and no XML; export the netlist with "kicad-cli sch export netlist --format kicadxml"'],
    ['a compressed one', "\x1f\x8b\x08\x00", '1:1: this is no XML; export the netlist with "kicad-cli sch export netlist --format kicadxml"'],
    ['tags that do not match', '<export version="E"><components><comp ref="C1"><value>1</value></components></export>',
        '1:66: "</components>" stands where "</comp>" is missing in component "C1"'],
    ['a node without a pin', '<export version="E"><nets><net name="A"><node ref="R1"/></net></nets></export>',
        '1:41: "<node>" without "pin" in net "A"; no version of KiCad writes that'],
    ['billion laughs', $laughs, $doctype],
    ['a file from outside', '<!DOCTYPE export [<!ENTITY x SYSTEM "file:///etc/passwd">]><export>&x;</export>', $doctype],
    ['Latin-1', "<export version=\"E\"><components><comp ref=\"R1\"><value>10 \xb5F</value></comp></components></export>",
        '1:58: the byte 0xB5 in value of component "R1" is no UTF-8; KiCad writes UTF-8: export again, or convert the file'],
    ['UTF-16', "\xff\xfe" . join('', map { "$_\0" } split //, '<export version="E"/>'),
        '1:2: the encoding is "UTF-16"; KiCad writes UTF-8: convert the file'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><export/>', '1:1: the encoding is "UTF-16"; KiCad writes UTF-8: convert the file'],
    ['a NUL', $real =~ s/(<comp ref="R1">\s*<value>)/$1\0/r, qr/\d+:14: the control character U\+0000 "null" stands in value of component "R1"; \Q$anew\E/],
    ['something after the end', "$real<export/>", qr/\d+:1: not well-formed XML, junk after document element/],
);
for (@broken) {
    my ($what, $text, $message) = @$_;
    my $file = write_text("$dir/" . $what =~ s/\W/_/gr . '.xml', $text);
    if (ref $message) {
        my ($said) = kidepot(qw(netlist check), $file)->{err} =~ /^kidepot: \Q$file\E:($message)$/;
        ok defined $said, "$what: the message" or next;
        $message = $said;
    }
    all_refuse($what, $file, $message);
}

# The documentation's own sample lacks a "</comp>".
my $sample = root() . '/../shared/data/netlists/edge/doc-sample-MALFORMED.xml';
SKIP: {
    skip 'the collection of real netlists is not here', 1 unless -e $sample;
    my $file = write_text("$dir/sample.xml", read_text($sample));
    my ($said) = kidepot(qw(netlist check), $file)->{err} =~ /^kidepot: \Q$file\E:(\d+:\d+: "<\/components>" stands where "<\/comp>" is missing in component "\w+")$/;
    ok $said, "the documentation's sample: the message";
    all_refuse("the documentation's sample", $file, $said);
}

# Cut off anywhere, which a pipe that breaks is too.
my @odd;
my $whole = length $real =~ s/\s+\z//r;
for (my $size = 1; $size < $whole; $size += 617) {
    my $result = kidepot(@by, qw(netlist import --project cut -), { input => substr $real, 0, $size });
    push @odd, "$size: $result->{status} $result->{out}$result->{err}"
        if $result->{status} != $wrong || $result->{err} !~ /\Akidepot: standard input:\d+:\d+: the file ends before "<\/export>"(?:, in .+)?; it was cut off, export again\n\z/;
}
is_deeply \@odd, [], 'cut off anywhere: it says so';
is there(), $before, 'cut off anywhere: all is as it was';

# --- hostile: large in one way or other, in bounded memory

my $bound = 48 * 1024; # kB

sub write_many {
    my ($name, $start, $again, $times, $end) = @_;
    open my $out, '>:raw', "$dir/$name" or die "cannot write $dir/$name: $!\n";
    print {$out} $start;
    print {$out} $again x 1000 for 1 .. $times / 1000;
    print {$out} $end;
    close $out or die "cannot write $dir/$name: $!\n";
    return "$dir/$name";
}

my $comp = '<export version="E"><components><comp ref="R1">';
my $comp_end = '</comp></components></export>';
my $hundred = 'a' x 100;
my @hostile = (
    ['10^6 elements in one another', '<export version="E">', '<a>', 1_000_000, '</export>', '1:114: more than 32 elements in one another in export'],
    ['an attribute of 100 MB', '<export version="E"><components><comp ref="', $hundred, 1_000_000, "\">$comp_end", '1:33: more than 1048576 bytes in one tag'],
    ['a text of 100 MB', "$comp<value>", $hundred, 1_000_000, "</value>$comp_end", qr/1:\d+: more than 1048576 bytes of text in value of component "R1"/],
    ['a comment of 100 MB', '<export version="E"><!--', $hundred, 1_000_000, '--></export>', '1:21: more than 1048576 bytes in one tag'],
    ['10^6 fields', "$comp<fields>", '<field name="a">b</field>', 1_000_000, "</fields>$comp_end",
        qr/1:\d+: field "a" of component "R1": (?:more than 100000 fields, pins and the like in one record|this needs more than the \d+ bytes of memory allowed for it)/],
);
for (@hostile) {
    my ($what, $start, $again, $times, $end, $message) = @$_;
    my $file = write_many('hostile.xml', $start, $again, $times, $end);
    if (ref $message) {
        my ($said) = kidepot(qw(netlist check), $file)->{err} =~ /^kidepot: \Q$file\E:($message)$/;
        ok defined $said, "$what: the message" or next;
        $message = $said;
    }
    all_refuse($what, $file, $message);
    in_bounds($what, $_) for [qw(netlist check), $file], [@by, qw(netlist import), $file], [qw(netlist export --format pads), $file];
    unlink $file;
}

sub in_bounds {
    my ($what, $words) = @_;
    my ($time) = grep { -x } '/usr/bin/time';
    return if !$time || ($ENV{BUILD} // '') =~ /san/;
    my $result = run(command => [$time, '-f', 'peak %M', program('kidepot'), @$words]);
    my ($peak) = $result->{err} =~ /^peak (\d+)$/m;
    cmp_ok $peak, '<', $bound, "$what: memory of " . join ' ', grep { !/[\/=]|^--conninfo$/ } @$words;
}

# --- odd, but a netlist: told, kept as it is, written as it is

my $odd = write_text("$dir/odd.xml", '<export version="E"><design><source>odd.kicad_sch</source></design><components><comp ref="R1"/><comp ref="R1"/></components>'
    . '<nets><net code="1" name="A"><node ref="R1" pin="1"/><node ref="U9" pin="1"/></net></nets></export>');
my $result = kidepot(qw(netlist check), $odd);
is $result->{status}, $wrong, 'one reference twice and one of nobody: status';
like $result->{out}, qr/^duplicate: "R1" are 2 components, the second at line 1\nwithout component: "U9" has 1 node, the first at line 1$/m, 'and both are told';
$result = kidepot(@by, qw(netlist import), $odd);
like $result->{out}, qr/^odd current: made; 2 components, 1 nets, 2 nodes$/m, 'kept as it is';
like $result->{err}, qr/^kidepot: note: 1 reference names more than one component, such as "R1"; .*\nkidepot: note: 1 reference in nets names no component, such as "U9"; .*\n\z/, 'and told';
my $told = $result->{err};
$result = kidepot(qw(netlist export --format pads), $odd);
like $result->{out}, qr/^ R1\.1\n U9\.1$/m, 'written as it is';
is $result->{err}, $told, 'and told';
$db->psql(q{delete from kidepot.project where name = 'odd'});

# --- no room

# The table of nodes lies on the full disk: one of the last that are written.
sub database_is_full {
    my ($file) = $db->psql("select pg_relation_filepath('kidepot.node')");
    my $path = "$db->{cluster}{dir}/data/$file";
    $db->psql('truncate kidepot.node; checkpoint');
    ($file) = $db->psql("select pg_relation_filepath('kidepot.node')");
    $path = "$db->{cluster}{dir}/data/$file";
    $before = there();
    $db->stop_server;
    rename $path, "$path.before" or die "no $path: $!\n";
    symlink '/dev/full', $path or die "cannot make $path: $!\n";
    $db->start_server;
    refused($ours, qr/\Aquery "netlist_node_insert": could not (?:extend|write to) file .*No space left on device/, @by, qw(netlist import --project p), $good);
    $db->stop_server;
    unlink $path;
    rename "$path.before", $path or die "no $path.before: $!\n";
    $db->start_server;
    is there(), $before, 'the database is full: nothing is imported';
    like good('there is room again', @by, qw(netlist import --project p), $good), qr/^p .+: made; 12 components/, 'there is room again: all of it is';
}
database_is_full();

# What was imported stays so when nobody can be told.
is kidepot(@by, qw(netlist import --project q), $good, \'/dev/full')->{status}, $output, 'stdout is full: status';
is scalar $db->psql(q{select count(*) from kidepot.project where name = 'q'}), 1, 'stdout is full: it is imported';

done_testing;
