# kidepot import csv: two at once, one killed, one that loses the database, a
# standard input that never ends: everything is there or nothing.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text program start_process end_process process_ended wait_until);

my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my $conninfo = $db->conninfo('writer');
my $count = 3000;
my $header = "name,category,ipn\n";
my $rows = join '', map { "P$_,A/B$_,I$_\n" =~ s/B\d*(\d),/B$1,/r } 1 .. $count;
write_text("$dir/parts.csv", $header . $rows);

sub parts { scalar $db->psql('select count(*) from kidepot.part') }
sub sessions { scalar $db->psql("select count(*) from pg_stat_activity where datname = current_database() and application_name like 'kidepot import%' $_[0]") }
# Starts one; $stdin is what it reads.
sub import_from {
    my ($name, $file, $stdin) = @_;
    return start_process(command => [program('kidepot'), '--conninfo', $conninfo, 'import', 'csv', 'part', $file, '--make-categories'],
        log => "$dir/$name.log", stdin => $stdin);
}
sub said { read_text("$dir/$_[0].log") }
sub gone { ok wait_until(60, sub { sessions('') == 0 }), "$_[0]: its session ends" }
# One that has sent half of the rows and waits for the others.
sub half_way {
    my ($name) = @_;
    pipe my $reader, my $writer or die "no pipe: $!\n";
    $writer->autoflush(1);
    my $pid = import_from($name, '-', $reader);
    close $reader;
    print {$writer} $header, substr $rows, 0, length($rows) / 2;
    ok wait_until(60, sub { sessions("and query like 'copy csv_row%' and state = 'active'") == 1 }), "$name: the rows are on their way";
    return ($pid, $writer);
}

# --- killed, cut off

for my $signal (qw(KILL INT)) {
    my ($pid, $writer) = half_way("killed by $signal");
    end_process($pid, signal => $signal);
    gone("killed by $signal");
    is parts(), 0, "killed by $signal: nothing is there";
}
{
    my ($pid, $writer) = half_way('terminated');
    $db->psql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'copy csv_row%' and pid <> pg_backend_pid()");
    local $SIG{PIPE} = 'IGNORE';
    print {$writer} $rows for 1 .. 20;
    close $writer;
    ok wait_until(60, sub { process_ended($pid) }), 'cut off: it ends';
    is end_process($pid) >> 8, 1, 'cut off: status 1';
    like said('terminated'), qr/\Akidepot: .+\n\z/, 'cut off: it says so';
    is parts(), 0, 'cut off: nothing is there';
}
{
    # Rows that PostgreSQL refuses early on, and no end.
    pipe my $reader, my $writer or die "no pipe: $!\n";
    my $pid = import_from('endless', '-', $reader);
    close $reader;
    local $SIG{PIPE} = 'IGNORE';
    my $row = "a,b,c,d\n" x 1000;
    print {$writer} $header;
    1 while !process_ended($pid) && print {$writer} $row;
    close $writer;
    ok wait_until(60, sub { process_ended($pid) }), 'an input that never ends: it ends';
    is said('endless'), "kidepot: standard input:2: extra data after last expected column; each line has as many cells as the header, quotes come in pairs, and no line is blank\n", 'and says why';
}

# --- while others change the catalogue

my $holder_in;
sub hold_the_lock {
    pipe my $reader, $holder_in or die "no pipe: $!\n";
    $holder_in->autoflush(1);
    my $pid = start_process(command => ['psql', '-Xqd', $conninfo], log => "$dir/holder.log", stdin => $reader);
    close $reader;
    print {$holder_in} "begin; select pg_advisory_xact_lock('kidepot.category'::regclass::oid::bigint);\n";
    ok wait_until(60, sub { $db->psql("select count(*) from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())") == 1 }), 'someone changes rules';
    return $pid;
}
sub let_go {
    my ($pid) = @_;
    print {$holder_in} "commit;\n";
    close $holder_in;
    wait_until(60, sub { process_ended($pid) });
}
sub waiting {
    my ($wanted) = @_;
    return wait_until(60, sub { sessions("and wait_event = 'advisory'") == $wanted });
}

my $holder = hold_the_lock();
my $pid = import_from('waiting', "$dir/parts.csv");
ok waiting(1), 'an import waits for it';
end_process($pid, signal => 'KILL');
let_go($holder);
gone('killed while it waits');
is parts(), 0, 'killed while it waits: nothing is there';

$holder = hold_the_lock();
my @pids = map { import_from($_, "$dir/parts.csv") } qw(one other);
ok waiting(2), 'two imports wait';
let_go($holder);
for my $running (@pids) {
    ok wait_until(120, sub { process_ended($running) }), 'it ends';
    is end_process($running), 0, 'and is good';
}
is join('', sort map { said($_) } qw(one other)), join('', sort "part: $count made, 0 changed, 0 unchanged\ncategory: 11 made for these\n",
    "part: 0 made, 0 changed, $count unchanged\n"), 'of two imports at once the second finds what the first has made';
is parts(), $count, 'and all is there once';

done_testing;
