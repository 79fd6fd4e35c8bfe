# What parts look like by the libraries that are known: the prefix of installed libraries,
# parts that are held back, and that a change touches just what is served otherwise.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new(keep_sessions => 1);

sub writes { $db->psql($_[0], 'writer') }

sub refused {
    my ($constraint, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { writes($sql); 1 }, "refused: $sql";
    like $@, qr/$constraint/, "by $constraint";
}

sub quoted { join ', ', map { "'$_'" } @_ }

# Libraries, [kind, stem, items ...], with all their items by one statement, as the index has it.
sub libraries {
    my ($version, @libraries) = @_;
    my ($source, $of) = $version ? ('package', $version) : ('stock', 'null');
    my $rows = join ', ', map { my ($kind, $stem, @items) = @$_; "('$kind', '$stem', array[" . quoted(@items) . ']::text[])' } @libraries;
    return "with n (kind, stem, items) as (values $rows), l as (insert into kidepot.kicad_library (kind, stem, source, package_version_id, digest)
        select kind, stem, '$source', $of, md5(items::text) from n returning id, kind, stem)
        insert into kidepot.kicad_library_item (library_id, name) select l.id, unnest(n.items) from n join l using (kind, stem)";
}

sub library { my ($kind, $stem, $version, @items) = @_; return libraries($version, [$kind, $stem, @items]) }

sub version {
    my ($id, $package, $version, $status) = @_;
    return "insert into kidepot.package_version (id, package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
        values ($id, $package, 'org.acme.p$package $version', '$version', '@{[$status // 'stable']}', '8.0', '{}', repeat('0', 64), 1, 1)";
}

# A version comes with its libraries in one transaction.
sub publish { my ($version, @libraries) = @_; return join ";\n", 'begin', $version, @libraries, 'commit' }

sub part { $db->psql("select $_[1] from kicad.part where name = '$_[0]'") }

sub kept_is_right {
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is join("\n", $db->psql(q{select n::text, o::text from kidepot.part_rules n full join kidepot.part_resolved o using (part_id)
        where n is distinct from o limit 3})), '', $_[0];
    is join("\n", $db->psql(q{select n::text, o::text from kidepot.kicad_library_name n full join kidepot.kicad_library_resolved o using (kind, name)
        where n is distinct from o limit 3})), '', "$_[0], and the libraries";
}

# Which categories get another generation, after which all that is kept must be right.
sub touches {
    my ($name, $sql, $wanted) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $before = $db->psql('select coalesce(max(generation), 0) from kidepot.generation');
    my %was = map { split /\t/, $_, 2 } $db->psql('select category_id, md5(string_agg(p::text, chr(10) order by id)) from kicad.part p group by 1');
    writes($sql);
    my %is = map { split /\t/, $_, 2 } $db->psql('select category_id, md5(string_agg(p::text, chr(10) order by id)) from kicad.part p group by 1');
    my %all = (%was, %is);
    is join(', ', $db->psql("select subject from kidepot.generation where generation > $before order by subject")), $wanted, "$name: raised";
    is join(', ', sort map { "category $_" } grep { ($was{$_} // '') ne ($is{$_} // '') } keys %all), $wanted, "$name: what is served otherwise";
    kept_is_right($name);
}

writes(q{
    insert into kidepot.parameter_template (id, name, served) values (1, 'Package', false);
    insert into kidepot.category (id, name, default_symbol, default_footprint, footprint_parameter_template_id) values
        (1, 'A', null, null, null), (2, 'B', 'ACME:R', null, null), (3, 'C', 'Device:R', null, 1), (4, 'D', 'Device:R', null, null),
        (5, 'E', null, null, null), (6, 'F', 'Device:R', 'ACME_F:0402', null), (7, 'G', 'Device:R', null, null);
    insert into kidepot.part (id, category_id, name, symbol, footprint) values
        (1, 1, 'own', 'ACME:R', 'ACME_F:0603'), (2, 2, 'default', null, null), (3, 3, 'mapped', null, null), (4, 4, 'alternate', null, 'R:0603'),
        (5, 5, 'stock', 'Device:R', 'R:0603'), (6, 6, 'footprint', null, null), (7, 7, 'mine', 'Mine:X', null), (8, 3, 'said', null, null),
        (9, 1, 'prefixed', 'PCM_ACME:R', null);
    insert into kidepot.parameter (part_id, template_id, value) values (3, 1, '0603'), (8, 1, 'ACME_F:0402');
    insert into kidepot.footprint_map (value, footprint) values ('0603', 'ACME_F:0603');
    insert into kidepot.alternate values (4, 1, 'ACME_F:0402'), (4, 2, 'R:0402');
    insert into kidepot.pin_map values (4, 'ACME_F:0402', '1', '2'), (4, 'R:0603', '2', '1'), (1, 'ACME_F:0603', '1', '2');
    insert into kidepot.package (id, identifier, type, name, metadata) values (1, 'org.acme.p1', 'library', 'P1', '{}'), (2, 'org.acme.p2', 'library', 'P2', '{}')});
is part('own', 'symbol'), 'ACME:R', 'without libraries names are as they are given';

touches('KiCad\'s own libraries', library('symbol', 'Device', undef, 'R', 'C'), '');
touches('and footprints', library('footprint', 'R', undef, '0402', '0603'), '');
touches('a package of symbols', publish(version(1, 1, '1.0'), library('symbol', 'ACME', 1, 'R')), 'category 1, category 2');
is part('own', 'symbol'), 'PCM_ACME:R', 'the symbol has the prefix';
is part('own', 'footprint'), 'ACME_F:0603', 'footprints are another matter';
is part('default', 'symbol'), 'PCM_ACME:R', 'so has the default of a category';
is part('prefixed', 'symbol'), 'PCM_ACME:R', 'who says the prefix gets it once';
touches('a package of footprints', publish(version(2, 2, '1.0'), library('footprint', 'ACME_F', 2, '0402', '0603')),
    'category 1, category 3, category 4, category 6');
is part('own', 'footprint'), 'PCM_ACME_F:0603', 'the footprint has the prefix';
is part('own', 'pin_map_footprints::text'), '{PCM_ACME_F:0603}', 'and in its pin map';
is part('mapped', 'footprint'), 'PCM_ACME_F:0603', 'one that a value is mapped to';
is part('said', 'footprint'), 'PCM_ACME_F:0402', 'one that is the value';
is part('footprint', 'footprint'), 'PCM_ACME_F:0402', 'the default of a category';
is part('alternate', 'footprint_filters::text'), '{PCM_ACME_F:0402,R:0402}', 'alternates';
is part('alternate', 'pin_map_footprints::text'), '{R:0603,PCM_ACME_F:0402}', 'their pin maps, in their order';
is part('stock', "symbol || ' ' || footprint"), 'Device:R R:0603', 'KiCad\'s own have none';
is part('mine', 'symbol'), 'Mine:X', 'nor has what nobody knows';

touches('the next version', publish(version(3, 1, '1.1'), library('symbol', 'ACME', 3, 'R', 'New')), '');
touches('a version without the library', publish(version(4, 2, '1.1'), library('footprint', 'Other', 4, 'X')), 'category 1, category 3, category 4, category 6');
touches('it is withdrawn', 'update kidepot.package_version set withdrawn_at = now() where id = 4', 'category 1, category 3, category 4, category 6');
touches('it is no stable one', "update kidepot.package_version set withdrawn_at = null, status = 'testing' where id = 4", '');
touches('without a stable one the newest', "update kidepot.package_version set status = 'deprecated' where id = 2", 'category 1, category 3, category 4, category 6');
touches('which is stable now', "update kidepot.package_version set status = 'stable' where id = 4", '');
touches('and is withdrawn', 'update kidepot.package_version set withdrawn_at = now() where id = 4', 'category 1, category 3, category 4, category 6');
touches('another prefix', "update kidepot.setting set pcm_prefix = 'X_'", 'category 1, category 2, category 3, category 4, category 6');
is part('own', 'symbol'), 'X_ACME:R', 'it is served';
is part('prefixed', 'symbol'), 'PCM_ACME:R', 'who says the old one has the old one';
touches('no prefix', "update kidepot.setting set pcm_prefix = null", 'category 1, category 2, category 3, category 4, category 6');
is part('own', 'symbol'), 'ACME:R', 'the plain name';
touches('the same prefix', "update kidepot.setting set pcm_prefix = null", '');
touches('the usual one', "update kidepot.setting set pcm_prefix = 'PCM_'", 'category 1, category 2, category 3, category 4, category 6');

touches('KiCad has a library of that name', library('symbol', 'ACME', undef, 'R'), 'category 1, category 2');
is part('own', 'symbol'), 'ACME:R', 'KiCad\'s own goes before';
is part('prefixed', 'symbol'), 'PCM_ACME:R', 'with the prefix the package\'s is said';
touches('no more', "delete from kidepot.kicad_library where source = 'stock' and stem = 'ACME'", 'category 1, category 2');
touches('given for one look', "insert into kidepot.kicad_library (kind, stem, source) values ('symbol', 'ACME', 'given'), ('symbol', 'ACME', 'given')", '');
touches('and forgotten', "delete from kidepot.kicad_library where source = 'given'", '');

# --- back from KiCad

is $db->psql("select kidepot.library_id_plain('$$_[0]', '$$_[1]')"), $$_[2], "$$_[0] $$_[1] comes back as $$_[2]"
    for ['symbol', 'PCM_ACME:R', 'ACME:R'], ['symbol', 'PCM_ACME:Any', 'ACME:Any'], ['symbol', 'ACME:R', 'ACME:R'], ['footprint', 'PCM_ACME:R', 'PCM_ACME:R'],
        ['symbol', 'PCM_Device:R', 'PCM_Device:R'], ['footprint', 'PCM_Other:X', 'Other:X'], ['symbol', 'PCM_Mine:X', 'PCM_Mine:X'], ['symbol', 'R', 'R'], ['symbol', '', ''];
is $db->psql("select kidepot.library_id_served('$$_[0]', '$$_[1]')"), $$_[2], "$$_[0] $$_[1] is served as $$_[2]"
    for ['symbol', 'ACME:R', 'PCM_ACME:R'], ['symbol', 'PCM_ACME:R', 'PCM_ACME:R'], ['footprint', 'ACME:R', 'ACME:R'], ['symbol', 'Device:R', 'Device:R'];

# --- pins that lie on one another

is $db->psql("select kidepot.pin_numbers('$$_[0]')"), $$_[1], "pins $$_[0]"
    for ['{1,A2}', '{1,A2}'], ['{"[1,15,38-39]",A1}', '{1,15,38,39,A1}'], ['{"[5-3,A,07-8,7]"}', '{7,8,A}'], ['{"[1-2","[]"}', '{"",[1-2}'], ['{"[1-3,2-5]","[4-4]"}', '{1,2,3,4,5}'];
# One by one these would be half a milliard of numbers.
is $db->psql("select cardinality(kidepot.pin_numbers(array_fill('[' || string_agg(n || '-9999', ',') || ']', '{10}'))) from generate_series(0, 9999) n"),
    10000, 'ranges that overlap name each pin once';

# --- held back

touches('nothing lacks but Mine', 'update kidepot.setting set hold_unpublished = true', 'category 7');
is part('mine', 'count(*)'), 0, 'a part whose symbol nobody has is held back';
touches('a part of what is there not', "insert into kidepot.part (id, category_id, name, symbol) values (20, 5, 'later', 'ACME:Later')", '');
touches('it is published', publish(version(5, 1, '1.2'), library('symbol', 'ACME', 5, 'R', 'New', 'Later')), 'category 5');
touches('in a version that is not what most have', "update kidepot.package_version set status = 'testing' where id = 5", 'category 5');
touches('it is stable', "update kidepot.package_version set status = 'stable' where id = 5", 'category 5');
touches('it is withdrawn', 'update kidepot.package_version set withdrawn_at = now() where id = 5', 'category 5');
touches('a footprint that is not there', "update kidepot.part set footprint = 'R:Lost' where id = 5", 'category 5');
touches('it comes', "with l as (update kidepot.kicad_library set digest = 'x' where stem = 'R' returning id) insert into kidepot.kicad_library_item (library_id, name) select id, 'Lost' from l", 'category 5');
touches('an alternate that is not there', "insert into kidepot.alternate values (5, 1, 'R:Never')", 'category 5');
is part('stock', 'footprint_filters::text'), '{R:Never}', 'does not hold it back';
touches('a library of which nothing is known', "insert into kidepot.kicad_library (kind, stem, source) values ('symbol', 'Mine', 'stock')", 'category 7');
touches('is a package\'s', "begin; delete from kidepot.kicad_library where stem = 'Mine'; " . version(6, 2, '1.2') . '; ' . libraries(6, ['symbol', 'Mine', 'X'], ['footprint', 'ACME_F', '0402', '0603']) . '; commit', 'category 7');
touches('none of KiCad\'s own symbols', "delete from kidepot.kicad_library where source = 'stock' and kind = 'symbol'", '');
touches('a library nobody knows', "insert into kidepot.part (id, category_id, name, symbol) values (21, 5, 'unknown', 'Unknown:X')", 'category 5');
touches('and KiCad\'s own again', library('symbol', 'Device', undef, 'R', 'C'), 'category 5');
is part('unknown', 'count(*)'), 0, 'of which it is none';
touches('nothing is held back', 'update kidepot.setting set hold_unpublished = false', 'category 5');

# --- what cannot be

refused('pcm_prefix_is_part_of_a_nickname', "update kidepot.setting set pcm_prefix = '$_'") for 'a:', 'a/', 'a\\', 'x' x 41;
refused('library "Mine" is in "org.acme.p1 2.0" and in "org.acme.p2 1.2"', publish(version(7, 1, '2.0'), library('symbol', 'Mine', 7, 'X')));
kept_is_right('two packages with one library');
refused('kicad_library_is_indexed_once', library('symbol', 'Device', undef, 'R'));
refused('kicad_library_of_a_package_says_its_version', "insert into kidepot.kicad_library (kind, stem, source) values ('symbol', 'S', 'package')");
refused('kicad_library_of_a_package_says_its_version', "insert into kidepot.kicad_library (kind, stem, source, package_version_id) values ('symbol', 'S', 'stock', 1)");
refused('kicad_library_kind_is_known', "insert into kidepot.kicad_library (kind, stem, source) values ('model', 'S', 'stock')");
refused('kicad_library_source_is_known', "insert into kidepot.kicad_library (kind, stem, source) values ('symbol', 'S', 'other')");
refused('kicad_library_stem_is_a_nickname', "insert into kidepot.kicad_library (kind, stem, source) values ('symbol', '$_', 'stock')") for 'a:b', 'a/b', 'a\\b';

# --- many parts

writes(q{insert into kidepot.part (id, category_id, name, symbol, footprint) select 1000 + n, 1 + n % 7, 'bulk ' || n, 'BULK:S', 'BULK:F' from generate_series(1, 20000) n});
touches('a package that many parts refer to', publish(version(8, 1, '3.0'), libraries(8, ['symbol', 'ACME', 'R'], ['symbol', 'BULK', 'S'], ['footprint', 'BULK', 'F'])),
    join ', ', map { "category $_" } 1 .. 7);
is $db->psql("select count(*) from kicad.part where symbol = 'PCM_BULK:S' and footprint = 'PCM_BULK:F'"), 20000, 'each of them has the prefix';

done_testing;
