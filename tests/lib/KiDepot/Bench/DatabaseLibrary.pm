package KiDepot::Bench::DatabaseLibrary;

# What a database library asks, of a category with all the parts: the whole table, and one row by
# its key. The ceiling is a plain table of the same rows.

use v5.28;
use warnings;
use KiDepot::Bench;
use KiDepot::Bench::Catalogue;

use constant { TIMES => 5, PATIENCE => 1800 };

sub measure {
    my ($bench, %option) = @_;
    my $parts = $option{parts};
    my $db = KiDepot::Bench::Catalogue::load(parts => $parts, categories => 1);
    my @fields = qw(Resistance Tolerance Power Package TCR Voltage RoHS LCSC);
    my $names = join ', ', map { "'$_'" } @fields;
    my $values = join ', ', map { "'$_ ' || part_id % 1000" } @fields;
    my ($table) = $db->psql(<<~SQL, undef, PATIENCE);
        set session_replication_role = replica;
        update kidepot.part_resolved set field_names = field_names || array[$names], field_values = field_values || array[$values],
               field_visible = field_visible || array_fill(false, array[@{[scalar @fields]}]);
        set client_min_messages = error;
        set session_replication_role = origin;
        update kidepot.setting set database_library = true;
        select name from kidepot.dblib_table where kicad_id = '1';
        SQL
    my ($columns) = $db->psql("select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'kicad_dbl.\"$table\"'::regclass and attnum > 0 and attname <> 'part_id'");
    $db->psql(qq{create table kidepot.plain as select $columns from kicad_dbl."$table"; create unique index on kidepot.plain (name)}, undef, PATIENCE);
    $db->psql('vacuum analyze', undef, PATIENCE);
    my $key = $db->psql("select name from kidepot.part where id = $parts / 2");
    my %where = ("the whole table of $parts" => '', "one key of $parts" => " where \"name\" = '$key'");
    for my $what (sort keys %where) {
        my $ask = sub { my ($from) = @_; sub { _time($db, "select $columns from $from$where{$what}") } };
        my $seen = $bench->interleave(ours => $ask->(qq{kicad_dbl."$table"}), plain => $ask->('kidepot.plain'));
        # 1 / 1.5: not more than 1.5 times as long
        $bench->add(part => 'dblib', what => $what, unit => 'ms', of => 'a plain table', ours => $seen->{ours}, ceiling => $seen->{plain}, goal => 'ratio >= 0.67');
    }
}

# ms, with all rows sent.
sub _time {
    my ($db, $sql) = @_;
    my @lines = $db->psql("set jit = off;\n\\o /dev/null\n$sql;\n\\timing on\n" . "$sql;\n" x TIMES, undef, PATIENCE);
    return KiDepot::Bench::median(map { /^Time: ([\d.]+) ms/ ? $1 : () } @lines);
}

1;
