#!/usr/bin/perl
# That the cost of an answer does not grow with the catalogue, by the plans and not
# by the clock; and that what is found among many is found whole.

use v5.28;
use warnings;
use JSON::PP;
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(root program read_text run);

my $db = KiDepot::Database->new;

# Rows as triggers leave them, without the time that triggers take.
$db->psql(<<'SQL');
set session_replication_role = replica;
insert into kidepot.category (id, name) select n, 'Category ' || n from generate_series(1, 20) n;
insert into kidepot.category_resolved select * from kidepot.category_tree where category_id > 0;
insert into kidepot.part (id, category_id, name, mpn)
select n, 1 + (n - 1) / 1000, 'part ' || to_char(n, 'FM00000') || case when n > 16000 then ' tail' else '' end, 'M' || n
  from generate_series(1, 20000) n;
insert into kidepot.part_name (part_id, name) select id, name from kidepot.part;
insert into kidepot.part_search select * from kidepot.part_search_text;
insert into kidepot.part_resolved (part_id, kicad_id, category_id, name, footprint_filters, exclude_from_bom, exclude_from_board, exclude_from_sim)
select id, category_id, category_id, name, '{}', false, false, false from kidepot.part;
SQL
$db->psql('vacuum analyze');

# The plan for any parameters, as the programs' sessions make it.
sub plan_of {
    my ($query, @parameters) = @_;
    my $sql = read_text(root() . "/schema/queries/$query.sql");
    my $values = join ', ', map { defined ? "'$_'" : 'null' } @parameters;
    return scalar $db->psql("set jit = off; set plan_cache_mode = force_generic_plan; prepare q as $sql;\nexplain (costs off) execute q($values)");
}

for (
    ['part_get', '4711', undef], ['part_list', '7', undef], ['part_record_list', undef, '101', undef], ['part_record_list', '7', '101', 'part'],
    ['part_record_search', 'part', undef, '101', undef], ['part_record_search', 'part', '7', '101', 'part'])
{
    my $plan = plan_of(@$_);
    unlike $plan, qr/Seq Scan on (part|part_search|part_resolved|part_name)\b/, "$$_[0] reads no table whole" or diag $plan;
    is scalar(() = $plan =~ /Index Scan using part_search_pkey/g), 2, 'parts of a category are looked up one by one' if $$_[0] eq 'part_record_search';
    like $plan, qr/part_search_pieces/, 'the pieces are looked up' if $$_[0] eq 'part_record_search';
}

sub names {
    my (@call) = @_;
    my (@names, @after);
    for (1 .. 30) {
        my $page = run(command => [program('kidepot'), '--conninfo', $db->conninfo('writer'), 'part', @call, '--limit', 1000, '--json', @after],
            user => 'server');
        push @names, map { $_->{name} } @{ decode_json($page->{out}) };
        last if $page->{err} !~ /--after "(.*)"\n\z/;
        @after = ('--after', $1);
    }
    return @names;
}

my @all = $db->psql('select name from kidepot.part order by name collate "C"');
my @tail = grep { /tail/ } @all;
is_deeply [names('list')], \@all, 'all pages of the list';
is_deeply [names('search', 'PART')], \@all, 'a word that all parts have, page by page';
is_deeply [names('search', 'tail')], \@tail, 'a word of 4,000 parts that are far down';
is_deeply [names('search', '--category', '20', 'tail')], [@tail[3000 .. 3999]], 'the same in a category';
is_deeply [names('search', '20000')], ['part 20000 tail'], 'a number that one part has';
is_deeply [names('search', 'zq')], [], 'two characters that no part has';

done_testing;
