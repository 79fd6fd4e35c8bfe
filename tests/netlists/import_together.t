# kidepot netlist import: two at once, one killed, one that loses the database:
# everything is there or nothing, and memory does not grow with the file.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text program start_process end_process process_ended wait_until run);

my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my $conninfo = $db->conninfo('writer');
my $count = 4000;

sub netlist {
    my ($prefix, $count) = @_;
    return '<export version="E"><components>'
        . join('', map { "<comp ref=\"$prefix$_\"><value>10k</value><fields><field name=\"Tolerance\">1 %</field></fields>"
            . "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>u$_</tstamps></comp>\n" } 1 .. $count)
        . '</components><nets><net code="1" name="A">'
        . join('', map { "<node ref=\"$prefix$_\" pin=\"1\"/>\n" } 1 .. $count) . '</net></nets></export>';
}
my $text = netlist('R', $count);
write_text("$dir/one.xml", $text);
write_text("$dir/other.xml", netlist('C', $count));

sub components { return join ' ', $db->psql("select left(ref, 1) || count(*) from kidepot.component group by left(ref, 1)") }
sub projects { return scalar $db->psql('select count(*) from kidepot.project') }
sub sessions { return scalar $db->psql("select count(*) from pg_stat_activity where datname = current_database() and application_name like 'kidepot netlist import%' $_[0]") }
sub import_from {
    my ($name, $file, $stdin) = @_;
    return start_process(command => [program('kidepot'), '--conninfo', $conninfo, 'netlist', 'import', '--project', 'p', $file],
        log => "$dir/$name.log", stdin => $stdin);
}
sub said { return read_text("$dir/$_[0].log") }
sub half_way {
    my ($name) = @_;
    pipe my $reader, my $writer or die "no pipe: $!\n";
    $writer->autoflush(1);
    my $pid = import_from($name, '-', $reader);
    close $reader;
    print {$writer} substr $text, 0, length($text) / 2;
    ok wait_until(60, sub { sessions("and query like 'copy netlist_row%' and state = 'active'") == 1 }), "$name: the rows are on their way";
    return ($pid, $writer);
}

for my $signal (qw(KILL INT)) {
    my ($pid, $writer) = half_way("killed by $signal");
    end_process($pid, signal => $signal);
    ok wait_until(60, sub { sessions('') == 0 }), "killed by $signal: its session ends";
    is projects(), 0, "killed by $signal: nothing is there";
}
{
    my ($pid, $writer) = half_way('terminated');
    $db->psql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'copy netlist_row%' and pid <> pg_backend_pid()");
    local $SIG{PIPE} = 'IGNORE';
    print {$writer} substr($text, length($text) / 2) . ' ' x 1_000_000;
    close $writer;
    ok wait_until(60, sub { process_ended($pid) }), 'cut off: it ends';
    is end_process($pid) >> 8, 1, 'cut off: status 1';
    like said('terminated'), qr/\Akidepot: lost the database: .+\n\z/, 'cut off: it says so';
    is projects(), 0, 'cut off: nothing is there';
}

# The second waits for the first, and finds what that has made.
sub both {
    my (@files) = @_;
    pipe my $reader, my $holder or die "no pipe: $!\n";
    $holder->autoflush(1);
    my $held = start_process(command => ['psql', '-Xqd', $conninfo], log => "$dir/holder.log", stdin => $reader);
    close $reader;
    print {$holder} "begin; insert into kidepot.project (name) values ('p') on conflict (name) do update set name = excluded.name;\n";
    ok wait_until(60, sub { $db->psql("select count(*) from pg_stat_activity where datname = current_database() and (query like 'begin; insert%' or (query like 'insert into kidepot.project (name) values (''p'')%' and state = 'idle in transaction'))") >= 1 }), 'the project is held';
    my %pid = map { $_ => import_from($_, "$dir/$_.xml") } @files;
    ok wait_until(60, sub { sessions("and wait_event_type = 'Lock'") == @files }), 'both wait';
    print {$holder} "rollback;\n";
    close $holder;
    end_process($held) if wait_until(60, sub { process_ended($held) });
    for (sort keys %pid) {
        ok wait_until(120, sub { process_ended($pid{$_}) }), "$_: it ends";
        is end_process($pid{$_}), 0, "$_: and is good" or diag said($_);
    }
    return;
}
write_text("$dir/same.xml", $text);
both('one', 'same');
my @told = sort map { said($_) } qw(one same);
like $told[0], qr/\Ap current: made; $count components, 1 nets, $count nodes\n/, 'one is the first';
like $told[1], qr/\Ap current: unchanged; /, 'the other finds the same';
is components(), "R$count", 'all is there once';

both('one', 'other');
like components(), qr/\A[CR]$count\z/, 'of two different ones one is there, whole';

# A file a hundred times as large takes no more memory.
SKIP: {
    skip 'sanitizers take memory of their own', 1 if $ENV{SAN} || program('kidepot') =~ /san/;
    my $time = (grep { -x } '/usr/bin/time')[0] or skip '/usr/bin/time is not installed', 1;
    write_text("$dir/large.xml", netlist('R', 200_000));
    my %size;
    for my $file (qw(one large)) {
        my $result = run(command => [$time, '-f', '%M', program('kidepot'), '--conninfo', $conninfo, 'netlist', 'import', '--project', 'm', "$dir/$file.xml"]);
        ($size{$file}) = $result->{err} =~ /^(\d+)$/m;
    }
    cmp_ok $size{large}, '<', $size{one} + 4096, "memory: $size{one} KB for 4,000 components, $size{large} KB for 200,000";
}

done_testing;
