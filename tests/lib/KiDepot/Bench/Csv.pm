package KiDepot::Bench::Csv;

# An import of CSV against a bare COPY of the same rows into a table with a primary key.

use v5.28;
use warnings;
use Time::HiRes qw(time);
use KiDepot::Bench::Catalogue;
use KiDepot::Database;
use KiDepot::Sandbox qw(program run scratch_dir write_text);

use constant { ROWS => 100_000, PATIENCE => 1800 };

sub measure {
    my ($bench, %option) = @_;
    my $rows = $option{parts} < ROWS ? $option{parts} : ROWS;
    my $db = KiDepot::Database->new;
    my $dir = scratch_dir();
    my %column = (KiDepot::Bench::Catalogue::columns($rows), category => q{'Category ' || n / 1000});
    my @names = ('name', grep { $_ ne 'name' } sort keys %column);
    my $list = join ', ', @names;
    write_text("$dir/part.csv", scalar $db->psql("copy (select @{[join ', ', map { \"$column{$_} as $_\" } @names]}"
        . " from generate_series(1::bigint, $rows) n) to stdout csv header") . "\n");
    $db->psql('create table public.bare (name text primary key, ' . join(', ', map { "$_ text" } @names[1 .. $#names]) . ')');
    my $start = time;
    $db->psql("\\copy public.bare ($list) from '$dir/part.csv' csv header");
    my $bare = time - $start;
    $start = time;
    my $made = run(command => [program('kidepot'), '--conninfo', $db->conninfo('writer'), 'import', 'csv', 'part',
            "$dir/part.csv", '--make-categories'], timeout => PATIENCE);
    my $import = time - $start;
    die $made->{err} if $made->{status};
    $bench->add(part => 'csv', what => "import of $rows parts", unit => 's', ours => $import, ceiling => $bare, of => 'bare COPY');
    $db->drop;
}

1;
