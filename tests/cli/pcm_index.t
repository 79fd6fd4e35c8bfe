# kidepot pcm index: KiCad's own libraries become known, and then what parts refer to is
# looked up: by doctor, "part show", "part add" and "part set".

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use File::Path qw(make_path remove_tree);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text);

my ($wrong, $usage) = (2, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my $dir = scratch_dir();

sub put {
    my ($path, $text) = @_;
    make_path("$dir/" . ($path =~ s{[^/]*$}{}r), { mode => 0755 });
    return write_text("$dir/$path", $text);
}

sub symbol {
    my ($name, $filters, @pins) = @_;
    return qq{  (symbol "$name" (property "ki_fp_filters" "$filters") (symbol "${name}_1_1"} . join('', map { qq{ (pin passive line (number "$_"))} } @pins) . "))\n";
}

sub footprint { my ($name, @pads) = @_; return qq{(footprint "$name"} . join('', map { qq{ (pad "$_" smd rect)} } @pads) . ')' }

sub symbols { return '(kicad_symbol_lib (version 20241209)' . join("\n", '', @_) . ")\n" }

sub indexed { my ($wanted, @words) = @_; local $Test::Builder::Level = $Test::Builder::Level + 1; is good("index @words", 'pcm', 'index', @as_writer, @words), $wanted, "index @words" }

sub items { join ' ', $db->psql("select l.stem || ':' || i.name || coalesce(i.numbers::text, '?') from kidepot.kicad_library l join kidepot.kicad_library_item i on i.library_id = l.id where l.kind = '$_[0]' order by 1") }

my @device = (symbol('R', 'R_*', 1, 2), symbol('C', 'C_? C_SMD:*', 1, 2), qq{  (symbol "R{slash}X" (extends "R") (property "ki_fp_filters" ""))}, symbol('U', '', '[1,3-5]', 7));
put('kicad/symbols/Device.kicad_sym', symbols(@device));
put('kicad/symbols/Other.kicad_sym', symbols(symbol('X', '', 1)));
put('kicad/footprints/R.pretty/R_0603.kicad_mod', footprint('whatever', 1, 2, ''));
put('kicad/footprints/R.pretty/C_9.kicad_mod', footprint('C_9', 1, 2, 3));

indexed("5 symbols in 2 libraries: 2 libraries made, 0 changed, 0 removed\n2 footprints in 1 libraries: 1 libraries made, 0 changed, 0 removed\n", "$dir/kicad");
is items('symbol'), 'Device:C{1,2} Device:R/X{1,2} Device:R{1,2} Device:U{1,3,4,5,7} Other:X{1}', 'symbols with their pins, of what they extend, too';
is items('footprint'), 'R:C_9{1,2,3} R:R_0603{1,2}', 'footprints by the names of their files, with their pads';
my $at = $db->psql('select max(indexed_at) from kidepot.kicad_library');
indexed("5 symbols in 2 libraries: 0 libraries made, 0 changed, 0 removed\n2 footprints in 1 libraries: 0 libraries made, 0 changed, 0 removed\n", "$dir/kicad/");
is $db->psql('select max(indexed_at) from kidepot.kicad_library'), $at, 'nothing was written';
put('kicad/symbols/Device.kicad_sym', symbols(@device, symbol('New', '', 1)));
unlink "$dir/kicad/symbols/Other.kicad_sym";
indexed("5 symbols in 1 libraries: 0 libraries made, 1 changed, 1 removed\n", "$dir/kicad/symbols");
is items('footprint'), 'R:C_9{1,2,3} R:R_0603{1,2}', 'the other kind stays';
indexed("1 symbols in 1 libraries: 1 libraries made, 0 changed, 0 removed\n", '--symbols', put('list', "# mine\nListed:A\t1\t2\nListed:A\nKeep:x:y\n" =~ s/Keep.*\n//r), '--add');
is items('symbol') =~ s/Device:\S+ //gr, 'Listed:A{1,2}', 'a list, with numbers, beside what is there';
is_deeply decode_json(good('JSON', 'pcm', 'index', @as_writer, "$dir/kicad", '--json')),
    { symbol => { libraries => 1, items => 5, made => 0, changed => 0, removed => 1 }, footprint => { libraries => 1, items => 2, made => 0, changed => 0, removed => 0 } }, 'as JSON';

put('broken/Good.kicad_sym', symbols(symbol('G', '', 1)));
put('broken/Bad.kicad_sym', '(kicad_symbol_lib (symbol "R"');
refused($wrong, qr/^library "Bad" cannot be read: "\Q$dir\E\/broken\/Bad.kicad_sym": line 1, column \d+: the file ends inside a list\z/, 'pcm', 'index', @as_writer, "$dir/broken");
is items('symbol'), 'Device:C{1,2} Device:New{1} Device:R/X{1,2} Device:R{1,2} Device:U{1,3,4,5,7}', 'nothing is changed then';
refused($wrong, "\"$dir/none\" has no libraries; a list of names is given with --symbols or --footprints", 'pcm', 'index', @as_writer, "$dir/none");
refused($usage, 'no libraries are given; see "kidepot pcm index --help"', 'pcm', 'index', @as_writer);
refused($wrong, "\"$dir/list\": line 1 is not \"Library:Name\"", 'pcm', 'index', @as_writer, '--symbols', put('list', "nonsense\n"));

# --- what looks in it

$db->psql(<<'SQL', 'writer');
insert into kidepot.package (id, identifier, type, name, metadata) values (1, 'org.acme.p1', 'library', 'P1', '{}');
insert into kidepot.package_version (id, package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
select n, 1, 'org.acme.p1 1.' || n, '1.' || n, case n when 1 then 'stable' else 'testing' end, '8.0', '{}', repeat('0', 64), 1, 1 from generate_series(1, 2) n;
with l as (insert into kidepot.kicad_library (kind, stem, source, package_version_id, digest) values ('symbol', 'ACME', 'package', 1, 'a'), ('symbol', 'ACME', 'package', 2, 'b') returning id, package_version_id)
insert into kidepot.kicad_library_item (library_id, name, numbers, filters) select id, n, '{1,2,9}', '{R_*}' from l, unnest(case package_version_id when 1 then array['Z'] else array['Z', 'Soon'] end) n;
insert into kidepot.category (id, name) values (1, 'A');
insert into kidepot.part (id, category_id, name, symbol, footprint) values (101, 1, 'good', 'Device:R', 'R:R_0603'), (102, 1, 'acme', 'ACME:Z', 'R:R_0603'),
    (103, 1, 'soon', 'ACME:Soon', null), (104, 1, 'unfit', 'Device:R', 'R:C_9'), (105, 1, 'lost', 'Device:Lost', 'R:Lost'), (106, 1, 'mapped', 'Device:U', 'R:C_9');
insert into kidepot.pin_map values (106, 'R:C_9', '1', '1'), (106, 'R:C_9', '3', '1'), (106, 'R:C_9', '4', '2'), (106, 'R:C_9', '5', '2'), (106, 'R:C_9', '7', '3');
SQL

sub finds {
    my ($check, @wanted) = @_;
    my $found = decode_json(kidepot(@as_writer, 'doctor', '--json', '--only', $check)->{out});
    is_deeply [map { ($_->{name} // '-') . ": $_->{detail}" } @$found], \@wanted, $check or diag explain $found;
}

finds('symbol_unknown', 'lost: symbol "Device:Lost": library "Device" has no such symbol');
finds('footprint_unknown', 'lost: footprint "R:Lost": library "R" has no such footprint');
finds('reference_unpublished', 'soon: symbol "PCM_ACME:Soon": it is in org.acme.p1 1.2, which is testing and not what most have');
finds('footprint_unfit', 'unfit: symbol "Device:R", footprint "R:C_9": the symbol wants R_*');
finds('pin_without_pad', 'acme: symbol "PCM_ACME:Z", footprint "R:R_0603": 3 pins, 2 pads; no pad for 9');
finds('pad_without_pin', 'unfit: symbol "Device:R", footprint "R:C_9": 2 pins, 3 pads; no pin for 3');
finds('part_held');
finds('hold_unindexed');
finds('library_taken');
is $db->psql("select kidepot.filter_matches(array['$$_[0]'], '$$_[1]')"), $$_[2], "filter $$_[0] and $$_[1]"
    for ['R_*', 'L:R_0603', 't'], ['r_*', 'L:R_0603', 't'], ['R_', 'L:R_0603', 'f'], ['*0603', 'L:R_0603', 't'], ['R_060?', 'L:R_0603', 't'], ['R?*', 'L:R', 'f'],
        ['L:R*', 'L:R_0603', 't'], ['X:R*', 'L:R_0603', 'f'], ['%', 'L:R_0603', 'f'], ['R_0603', 'L:RX0603', 'f'], ['a\\*', 'L:a\\b', 't'];

good('hold', 'settings', @as_writer, 'set', 'hold_unpublished', 'yes');
finds('part_held', 'lost: symbol "Device:Lost", footprint "R:Lost"', 'soon: symbol "ACME:Soon"');
my $shown = good('part show', 'part', @as_writer, 'show', 'lost');
like $shown, qr/^not shown +it waits until its symbol and footprint are published$/m, 'part show says why';
like $shown, qr/^warning +symbol "Device:Lost": library "Device" has no such symbol$/m, 'and what is wrong';
my $record = decode_json(good('as JSON', 'part', @as_writer, 'show', 'soon', '--json'));
is_deeply [$record->{not_shown}, $record->{warnings}], [['it waits until its symbol and footprint are published'],
    ['symbol "PCM_ACME:Soon": it is in org.acme.p1 1.2, which is testing and not what most have']], 'in JSON';
good('no hold', 'settings', @as_writer, 'set', 'hold_unpublished', 'no');
is decode_json(good('acme', 'part', @as_writer, 'show', 'acme', '--json'))->{kicad}{symbol}, 'PCM_ACME:Z', 'KiCad gets the prefix';

my $added = kidepot('part', @as_writer, 'add', 'new', '--category', 'A', '--symbol', 'Nobody:X', '--footprint', 'R:R_0603');
is "$added->{status} $added->{err}", qq{0 kidepot: warning: symbol "Nobody:X": there is no library "Nobody"\n}, 'part add warns, and adds';
my $set = kidepot('part', @as_writer, 'set', 'new', '--symbol', 'Device:R', '--alternate', 'R:C_9');
is "$set->{status} $set->{err}", qq{0 kidepot: warning: symbol "Device:R", alternate "R:C_9": the symbol wants R_*\n}, 'part set, too';
is kidepot('part', @as_writer, 'set', 'new', '--value', '1')->{err}, '', 'of what has nothing to do with it nothing is said';

$db->psql("update kidepot.setting set hold_unpublished = true; delete from kidepot.kicad_library where source = 'stock'", 'writer');
finds('hold_unindexed', '-: no symbols of KiCad\'s own are indexed', '-: no footprints of KiCad\'s own are indexed');
$db->psql("update kidepot.setting set hold_unpublished = false", 'writer');
finds($_) for qw(symbol_unknown footprint_unknown default_symbol_unknown default_footprint_unknown);
finds('reference_unpublished', 'soon: symbol "PCM_ACME:Soon": it is in org.acme.p1 1.2, which is testing and not what most have');
is kidepot('part', @as_writer, 'set', 'new', '--symbol', 'Nobody:X')->{err}, '', 'with packages alone nothing is said of libraries that nobody knows';
is kidepot('part', @as_writer, 'set', 'new', '--symbol', 'PCM_ACME:None')->{err}, qq{kidepot: warning: symbol "PCM_ACME:None": library "PCM_ACME" has no such symbol\n}, 'but of theirs';
good('as it was', 'part', @as_writer, 'set', 'new', '--symbol', 'Device:R');
indexed("1 symbols in 1 libraries: 1 libraries made, 0 changed, 0 removed\n", '--symbols', put('list', "ACME:Z\n"));
finds('library_taken', 'ACME: a library of symbols of KiCad\'s own, and of org.acme.p1 1.1');
is decode_json(good('taken', 'part', @as_writer, 'show', 'acme', '--json'))->{kicad}{symbol}, 'ACME:Z', 'KiCad\'s own goes before';

# --- as much as KiCad brings

put('large', join '', map { my $l = $_; map { "L$l:symbol $_\t1\t2\t3\n" } 1 .. 150 } 1 .. 150);
indexed("22500 symbols in 150 libraries: 150 libraries made, 0 changed, 1 removed\n", '--symbols', "$dir/large");
indexed("22500 symbols in 150 libraries: 0 libraries made, 0 changed, 0 removed\n", '--symbols', "$dir/large");

done_testing;
