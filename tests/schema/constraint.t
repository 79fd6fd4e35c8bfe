# Each constraint that a value may break has a sentence in lib/store/constraint.c,
# and each sentence there a constraint.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(root read_text);

my $db = KiDepot::Database->new;
# A movement of stock writes kidepot.stock for the writer.
my $writable = "(has_table_privilege('kidepot_writer', %1\$s, 'insert') or %1\$s = 'kidepot.stock'::regclass)";
my @names = $db->psql(sprintf <<~SQL, sprintf($writable, 'c.conrelid'), sprintf($writable, 'i.indrelid'));
    select c.conname
      from pg_constraint c
     where c.connamespace = 'kidepot'::regnamespace
       and c.contype in ('c', 'f', 'p', 'u', 'x')
       and case when c.conrelid = 0 then true else %s end
     union
    select r.relname
      from pg_index i
      join pg_class r on r.oid = i.indexrelid
     where i.indisunique
       and r.relnamespace = 'kidepot'::regnamespace
       and %s
     order by 1
    SQL
# Those that functions hold.
push @names, map { read_text($_) =~ /\bconstraint = '(\w+)'/g } glob root() . '/schema/migrations/*.sql';
my %in_schema = map { $_ => 1 } @names;

my ($rows) = read_text(root() . '/lib/store/constraint.c') =~ /table\[\] = \{\n(.*?)\n\};/s;
my @told = $rows =~ /^    \{"(\w+)",/mg;
my %told = map { $_ => 1 } @told;
ok @told > 50, 'there are sentences';
is @told, keys %told, 'none is there twice';
is join(' ', grep { !$told{$_} } sort keys %in_schema), '', 'each constraint has a sentence';
is join(' ', grep { !$in_schema{$_} } sort keys %told), '', 'each sentence has a constraint';

for my $sentence ($rows =~ /"((?:[^"\\]|\\.)*)"\}/g) {
    like $sentence, qr/[^.]\z/, "no full stop: $sentence";
}

done_testing;
