package KiDepot::Bench::Catalogue;

# Large catalogues of made-up parts:
#   my $db = KiDepot::Bench::Catalogue::load(parts => 100_000, categories => 50);
#   my %column = KiDepot::Bench::Catalogue::columns($parts);
# Parts are shared out evenly, the first to category 1; ids are numbers from 1 on.

use v5.28;
use warnings;
use POSIX ();
use KiDepot::Database;

use constant { CHUNK => 25_000, PATIENCE => 1800 };

# Columns of kidepot.part for number n of $parts, as SQL: words that all have, that
# every second has, that the last tenth has, and numbers of one part each.
sub columns {
    my ($parts) = @_;
    return (
        name => q{'RC' || to_char(n, 'FM0000000') || '-' || (array['0402', '0603', '0805', '1206'])[1 + n % 4]},
        ipn => q{'IPN-' || to_char(n, 'FM0000000')},
        description => q{'Thick film resistor ' || 1 + n * 7919 % 9999 || ' ohm, ' || (array[1, 5, 10])[1 + n % 3] || ' %'},
        keywords => q{'chip smd ' || (array['lowtc', 'pulse'])[1 + n % 2]},
        manufacturer => "case when n > 0.9 * $parts then 'Bourns' else (array['Yageo', 'Vishay', 'KOA Speer'])[1 + n % 3] end",
        mpn => q{'M' || substr(md5(n::text), 1, 10)},
        datasheet => q{'https://example.com/' || n % 1000 || '.pdf'},
        symbol => q{'Device:R'},
        footprint => q{'Resistor_SMD:R_0805_2012Metric'},
    );
}

sub _in_sessions {
    my ($count, $work) = @_;
    my @pids = map {
        my $number = $_;
        my $pid = fork // die "cannot fork: $!\n";
        if ($pid == 0) {
            my $good = eval { $work->($number); 1 } or warn $@;
            POSIX::_exit($good ? 0 : 1);
        }
        $pid;
    } 0 .. $count - 1;
    die "the load failed\n" if grep { waitpid $_, 0; $? != 0 } @pids;
}

# Rows as triggers leave them, without the time that triggers take; the index of pieces
# and the generations, without which nothing is kept, are made at the end.
sub load {
    my (%option) = @_;
    my ($parts, $categories) = @option{qw(parts categories)};
    my $db = KiDepot::Database->new;
    my ($index) = $db->psql("select pg_get_indexdef('kidepot.part_search_pieces'::regclass)");
    my %column = columns($parts);
    my @names = sort keys %column;
    my $each = POSIX::ceil($parts / $categories);
    $db->psql(<<~SQL);
        set session_replication_role = replica;
        drop index kidepot.part_search_pieces;
        insert into kidepot.category (id, name) select n, 'Category ' || n from generate_series(1, $categories) n;
        insert into kidepot.category_resolved select * from kidepot.category_tree where category_id > 0;
        analyze kidepot.category_resolved;
        SQL
    my $chunks = POSIX::ceil($parts / CHUNK);
    _in_sessions(2, sub {
        for my $chunk (grep { $_ % 2 == $_[0] } 0 .. $chunks - 1) {
            my ($first, $last) = ($chunk * CHUNK + 1, ($chunk + 1) * CHUNK);
            $last = $parts if $last > $parts;
            my $ours = "part_id between $first and $last";
            $db->psql(<<~SQL, undef, PATIENCE);
                set session_replication_role = replica;
                set jit = off;
                begin;
                insert into kidepot.part (id, category_id, @{[join ', ', @names]})
                select n, 1 + (n - 1) / $each, @{[join ', ', @column{@names}]} from generate_series(${first}::bigint, $last) n;
                insert into kidepot.part_name (part_id, name) select id, name from kidepot.part where id between $first and $last;
                insert into kidepot.part_search select * from kidepot.part_search_text where $ours;
                insert into kidepot.part_resolved select * from kidepot.part_rules where $ours;
                commit;
                SQL
        }
    });
    $db->psql($_, undef, PATIENCE) for "set maintenance_work_mem = '512MB'; $index", 'select kidepot.generation_views()', 'vacuum analyze';
    return $db;
}

1;
