package KiDepot::Bench::Netlist;

# Netlists, made of a real one, again and again with other references: reading 72 MB,
# against xmlwf, which parses them with the same expat and does nothing with it;
# exporting them, against Python's ElementTree, which parses them, and so xmlwf against it;
# how exporting grows, and the style sheet with xsltproc; importing, against a bare COPY
# of the rows that are stored, into the same tables with their keys; the memory of an
# import of BENCH_NETLIST MB, from a file and from a pipe. CPU time but for imports.

use v5.28;
use warnings;
use Time::HiRes qw(time);
use KiDepot::Database;
use KiDepot::Sandbox qw(root build program run scratch_dir read_text);

use constant { MEGABYTES => 72, COMPONENTS => 2_000, TIMES => 100, IMPORTED => 3_000, MEMORY => 32 * 1024, PATIENCE => 7200 };

my @tables = qw(textvar sheet component libpart library net node);

sub measure {
    my ($bench, %option) = @_;
    my $dir = scratch_dir();
    _reading($bench, $dir);
    _growing($bench, $dir);
    _importing($bench, $dir);
    _remembering($bench, $dir, $option{netlist});
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

# The file that has about so many megabytes, or so many components.
sub _large {
    my ($dir, $source, %wanted) = @_;
    my $text = read_text(root() . "/tests/netlists/$source");
    my ($components, $nets) = map { _section($text, $_) } qw(components nets);
    my $each = () = $components =~ /<comp /g;
    my $times = $wanted{components} ? $wanted{components} / $each : $wanted{megabytes} * 1e6 / length("$components$nets");
    return _write_large("$dir/" . join('_', %wanted) . '.xml', $source, int $times);
}

sub _exporting {
    my ($dir, $format, $file) = @_;
    return sub { _cpu_seconds(build() . '/kidepot', qw(netlist export --format), $format, '-o', "$dir/out", $file) };
}

sub _reading {
    my ($bench, $dir) = @_;
    my $file = _large($dir, 'kicad10.xml', megabytes => MEGABYTES);
    my $seen = $bench->interleave(
        xmlwf => sub { _cpu_seconds('xmlwf', $file) },
        read => sub { _cpu_seconds(build() . '/tests/bench/read_netlist', $file) },
        tree => sub { _cpu_seconds('python3', '-c', 'import sys, xml.etree.ElementTree as tree; tree.parse(sys.argv[1])', $file) },
        pads => _exporting($dir, 'pads', $file),
    );
    my @row = (part => 'netlist', unit => 's');
    $bench->add(@row, what => 'reading ' . MEGABYTES . ' MB', ours => $seen->{read}, ceiling => $seen->{xmlwf}, of => 'xmlwf', goal => 'ratio >= 0.5');
    $bench->add(@row, what => 'the same to PADS', ours => $seen->{pads}, ceiling => $seen->{tree}, of => 'ElementTree, parsing', goal => 'ratio >= 20');
    $bench->add(@row, what => 'the same, xmlwf alone', ours => $seen->{xmlwf}, ceiling => $seen->{tree}, of => 'ElementTree, parsing');
}

# The style sheet takes minutes, and does it once.
sub _growing {
    my ($bench, $dir) = @_;
    my ($few, $many) = map { _large($dir, 'kicad10.xml', components => $_) } COMPONENTS, COMPONENTS * TIMES;
    my @row = (part => 'netlist', unit => 's');
    my $seen = $bench->interleave(few => _exporting($dir, 'orcadpcb2', $few), many => _exporting($dir, 'orcadpcb2', $many));
    $bench->add(@row, what => COMPONENTS * TIMES . ' components to OrcadPCB2', ours => $seen->{many},
        ceiling => [map { TIMES * $_ } @{ $seen->{few} }], of => TIMES . ' times ' . COMPONENTS);
    my $sheet = root() . '/../shared/data/xslt/orcad.xsl';
    return warn "no style sheet beside the checkout\n" unless -e $sheet;
    $bench->add(@row, what => COMPONENTS . ' components to OrcadPCB2', ours => KiDepot::Bench::median(@{ $seen->{few} }),
        ceiling => _cpu_seconds('xsltproc', '-o', "$dir/out", $sheet, $few), of => 'xsltproc', goal => 'ratio >= 100');
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
        ours => \@import, ceiling => \@copy, of => 'bare COPY of its rows', goal => 'ratio >= 0.5');
    $db->drop;
}

# Peaks of the command alone, in kB.
sub _peak {
    my ($conninfo, $words, $file) = @_;
    my $result = run(timeout => PATIENCE, command => ['sh', '-c', $words eq '-' ? 'file=$1; shift; cat "$file" | "$@"' : 'shift; exec "$@"', 'sh', $file,
            qw(time -f %M), program('kidepot'), '--conninfo', $conninfo, qw(netlist import --project large), $words]);
    die $result->{err} if $result->{status};
    return (split /\n/, $result->{err})[-1];
}

sub _remembering {
    my ($bench, $dir, $megabytes) = @_;
    my $db = KiDepot::Database->new;
    my $conninfo = $db->conninfo('writer');
    my $file = _large($dir, 'kicad10.xml', megabytes => $megabytes);
    my @row = (part => 'netlist', unit => 'kB', ceiling => MEMORY, of => 'allowed', goal => 'ratio >= 1');
    for my $way ([file => $file], [pipe => '-']) {
        $db->psql('delete from kidepot.project; vacuum full', undef, PATIENCE);
        $bench->add(@row, what => sprintf('memory to import %.0f MB from a %s', (-s $file) / 1e6, $way->[0]), ours => _peak($conninfo, $way->[1], $file));
    }
    printf "          the database has %.0f MB then\n", $db->psql('select pg_database_size(current_database())') / 1e6;
    unlink $file;
    $db->drop;
}

1;
