package KiDepot::Bench::Netlist;

# Netlists, made of a real one, again and again with other references: reading 72 MB,
# against xmlwf, which parses them with the same expat and does nothing with it;
# exporting them, against Python's ElementTree, which parses them; how exporting grows;
# importing, against a bare COPY of the rows that are stored. CPU time but for imports.

use v5.28;
use warnings;
use Time::HiRes qw(time);
use KiDepot::Database;
use KiDepot::Sandbox qw(root build program run scratch_dir read_text);

use constant { MEGABYTES => 72, COMPONENTS => 2_000, IMPORTED => 3_000 };

my @tables = qw(textvar sheet component libpart library net node);

sub measure {
    my ($bench) = @_;
    my $dir = scratch_dir();
    _reading($bench, $dir);
    _importing($bench, $dir);
}

sub _section {
    my ($text, $name) = @_;
    my ($inside) = $text =~ m{<$name>\n(.*)\s*</$name>}s or die "the netlist has no <$name>\n";
    return $inside;
}

# A netlist with its components and nets so many times.
sub _write_large {
    my ($path, $source, $times) = @_;
    my $text = read_text(root() . "/tests/netlists/$source");
    my ($components, $nets) = map { _section($text, $_) } qw(components nets);
    my ($head, $middle, $tail) = $text =~ m{\A(.*<components>\n).*(\s*</components>.*<nets>\n).*(\s*</nets>.*)\z}s;
    open my $out, '>:raw', $path or die "cannot write $path: $!\n";
    print {$out} $head;
    print {$out} $components =~ s/ ref="([^"]*)"/ ref="$1_$_"/gr =~ s{</tstamps>}{-$_</tstamps>}gr for 1 .. $times;
    print {$out} $middle;
    print {$out} $nets =~ s/ ref="([^"]*)"/ ref="$1_$_"/gr for 1 .. $times;
    print {$out} $tail;
    close $out or die "cannot write $path: $!\n";
    return $path;
}

sub _run {
    my (@command) = @_;
    my $result = run(command => \@command);
    die "$command[0]: $result->{out}$result->{err}" if $result->{status} || $result->{out} =~ /not well-formed/;
}

sub _cpu_seconds {
    my @before = times;
    _run(@_);
    my @after = times;
    return $after[2] + $after[3] - $before[2] - $before[3];
}

sub _seconds {
    my $start = time;
    _run(@_);
    return time - $start;
}

sub _reading {
    my ($bench, $dir) = @_;
    my $text = read_text(root() . '/tests/netlists/kicad10.xml');
    my ($components, $nets) = map { _section($text, $_) } qw(components nets);
    my $each = () = $components =~ /<comp /g;
    my $times = int(COMPONENTS / $each);
    my $file = _write_large("$dir/large.xml", 'kicad10.xml', int(MEGABYTES * 1e6 / length("$components$nets")));
    my $few = _write_large("$dir/few.xml", 'kicad10.xml', $times);
    my $many = _write_large("$dir/many.xml", 'kicad10.xml', $times * 20);
    my $export = sub { my @how = @_; sub { _cpu_seconds(build() . '/kidepot', qw(netlist export --format), @how, '-o', "$dir/out") } };
    my $seen = $bench->interleave(
        xmlwf => sub { _cpu_seconds('xmlwf', $file) },
        read => sub { _cpu_seconds(build() . '/tests/bench/read_netlist', $file) },
        tree => sub { _cpu_seconds('python3', '-c', 'import sys, xml.etree.ElementTree as tree; tree.parse(sys.argv[1])', $file) },
        pads => $export->('pads', $file), few => $export->('orcadpcb2', $few), many => $export->('orcadpcb2', $many),
    );
    my @row = (part => 'netlist', unit => 's');
    $bench->add(@row, what => 'reading ' . MEGABYTES . ' MB', ours => $seen->{read}, ceiling => $seen->{xmlwf}, of => 'xmlwf');
    $bench->add(@row, what => 'the same to PADS', ours => $seen->{pads}, ceiling => $seen->{tree}, of => 'ElementTree, parsing');
    $bench->add(@row, what => COMPONENTS * 20 . ' components to OrcadPCB2', ours => $seen->{many},
        ceiling => [map { 20 * $_ } @{ $seen->{few} }], of => '20 times ' . COMPONENTS);
}

sub _importing {
    my ($bench, $dir) = @_;
    my $db = KiDepot::Database->new;
    my $conninfo = $db->conninfo('writer');
    _write_large("$dir/import.xml", 'kicad8.xml', IMPORTED);
    my (@import, @copy);
    for my $round (1 .. 3) {
        $db->psql('delete from kidepot.project');
        push @import, _seconds(program('kidepot'), '--conninfo', $conninfo, 'netlist', 'import', "$dir/import.xml");
        _run('psql', '-Xqd', $conninfo, map { ('-c', "\\copy kidepot.$_ to '$dir/$_.txt'") } @tables);
        my ($id, $project) = split /\t/, $db->psql('select id, project_id from kidepot.revision');
        $db->psql("delete from kidepot.revision; insert into kidepot.revision (id, project_id, name) values ($id, $project, 'bare')");
        push @copy, _seconds('psql', '-Xqd', $conninfo, '-c', 'begin', (map { ('-c', "\\copy kidepot.$_ from '$dir/$_.txt'") } @tables), '-c', 'commit');
    }
    $bench->add(part => 'netlist', unit => 's', what => sprintf('import of %.0f MB', (-s "$dir/import.xml") / 1e6),
        ours => \@import, ceiling => \@copy, of => 'bare COPY of its rows');
    $db->drop;
}

1;
