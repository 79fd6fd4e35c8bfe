# kidepot part: made, changed, shown, listed, searched, removed, each thing that
# can be wrong, and what of it KiCad sees.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my @part = (@as_writer, 'part');

sub show { decode_json(good("part show $_[0] --json", @part, 'show', $_[0], '--json')) }
sub found { join ' ', map { $_->{id} } @{ decode_json(good("part search @_" =~ s{[^ -~]}{?}gr, @part, 'search', '--json', '--', @_)) } }
sub kicad { scalar $db->psql("select $_[0] from kicad.part where id = '$_[1]'") }
sub all_tables {
    join "\n", map { $db->psql("select * from kidepot.$_ order by 1, 2") }
        qw(part category parameter_template parameter supplier supplier_part);
}
sub too_long { "$_[0] \"$_[1]...\": the text is longer than $_[2] characters; shorten it" }
sub silent {
    my ($what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is good($what, @words), '', "$what: says nothing";
}

# --- the first part of an empty catalogue

is good('part list of none', @part, 'list'), "id  ipn  mpn  category  name\n", 'an empty list has its head';
is_deeply decode_json(good('list of none', @part, 'list', '--json')), [], 'an empty list in JSON';
my @first = ('add', '10k Resistor', '--category', 'Passives/Resistors', '--footprint', 'Resistor_SMD:R_0805_2012Metric',
    '--symbol', 'Device:R', '--manufacturer', 'Yageo', '--mpn', 'RC0805FR-0710KL');
refused($wrong, 'no category "Passives/Resistors" is there; "kidepot category list" shows them', @part, @first);
is good('part add', @part, @first, '--make-category'), "1\n", 'part add writes the id alone';
is $db->psql('select string_agg(path, \' \' order by path) from kidepot.category_resolved where category_id <> 0'),
    'Passives Passives/Resistors', 'the categories were made';
is $db->psql("select name from kicad.category where id = (select category_id from kicad.part)"), 'Passives/Resistors', 'KiCad sees it there';
is kicad('name || symbol || footprint || value', 1), '10k ResistorDevice:RResistor_SMD:R_0805_2012Metric10k Resistor', 'as it was given';
is kicad('field_names::text || field_values::text', 1), '{Manufacturer,MPN}{Yageo,RC0805FR-0710KL}', 'with its fields';
is good('a second part', @part, 'add', '22k Resistor', '--category', 'Passives/Resistors', '--make-category'), "2\n", '--make-category with a category that is there';

# --- every option

silent('a supplier', @as_writer, 'supplier', 'add', 'Mouser', '--field-name', 'Mouser number');
my @all = ('--ipn', 'R-1', '--description', 'chip, 1/8 W', '--keywords', 'res thick film', '--datasheet', 'https://example.org/r.pdf',
    '--reference', 'R', '--value', '10k', '--exclude-from-bom', 'yes', '--exclude-from-board', 'yes', '--exclude-from-sim', 'yes',
    '--not-for-new-designs', 'yes', '--parameter', 'Tolerance=1%', '--parameter', 'Note=a=b', '--make-templates',
    '--supplier', 'Mouser=603-RC', '--supplier', 'Mouser=603-AC', '--alternate', 'A:one', '--alternate', 'B:two');
silent('part set with every option', @part, 'set', '1', @all);
my $shown = show('1');
is_deeply [@$shown{qw(id name category ipn description keywords manufacturer mpn datasheet symbol reference value)}],
    ['1', '10k Resistor', 'Passives/Resistors', 'R-1', 'chip, 1/8 W', 'res thick film', 'Yageo', 'RC0805FR-0710KL',
        'https://example.org/r.pdf', 'Device:R', 'R', '10k'], 'the texts';
is_deeply [map { $_ ? 1 : 0 } @$shown{qw(exclude_from_bom exclude_from_board exclude_from_sim active template not_for_new_designs)}],
    [1, 1, 1, 1, 0, 1], 'the truths';
is_deeply $shown->{parameters}, { Note => 'a=b', Tolerance => '1%' }, 'the parameters';
is_deeply $shown->{suppliers}, [map { +{ name => 'Mouser', sku => $_, url => undef } } '603-AC', '603-RC'], 'the suppliers\' numbers';
is_deeply $shown->{alternates}, ['A:one', 'B:two'], 'the alternates';
is_deeply $shown->{not_shown}, [], 'nothing keeps it from KiCad';
is $shown->{kicad}{description}, 'Not for new designs. chip, 1/8 W', 'KiCad\'s description';
is_deeply $shown->{kicad}{footprint_filters}, ['A:one', 'B:two'], 'KiCad\'s filters';
is_deeply [map { "$_->{name}=$_->{value}" } @{ $shown->{kicad}{fields} }],
    ['IPN=R-1', 'Manufacturer=Yageo', 'MPN=RC0805FR-0710KL', 'Note=a=b', 'Tolerance=1%', 'Mouser number=603-AC'], 'KiCad\'s fields';
is_deeply [map { $_->{visible} ? 1 : 0 } @{ $shown->{kicad}{fields} }], [(0) x 6], 'none of them drawn';
silent('a visible field', @as_writer, 'template', 'set', 'Tolerance', '--visible', 'yes');
my $lines = good('part show', @part, 'show', 'ipn:R-1');
like $lines, qr/^\Q$_\E$/m, "part show: $_" for 'id                    1', 'category              Passives/Resistors',
    'exclude_from_bom      yes', 'parameter Note        a=b', 'supplier Mouser       603-AC', 'alternate             B:two',
    'kicad value           10k', 'kicad field IPN       R-1', 'kicad visible field Tolerance  1%';
unlike $lines, qr/^(active|template|not shown)/m, 'and not what goes without saying';
is $db->psql('select field_visible::text from kicad.part where id = \'1\''), '{f,f,f,f,t,f}', 'as in the view';

# --- unset, removed, replaced

silent('what is not given stays', @part, 'set', '10k Resistor', '--keywords', 'res');
is show('1')->{value}, '10k', 'it stays';
silent('set again', @part, 'set', '1', '--parameter', 'Tolerance=5%', '--alternate', 'C:three', '--supplier', 'Mouser=', '--supplier', 'Mouser=9');
$shown = show('1');
is_deeply $shown->{parameters}, { Note => 'a=b', Tolerance => '5%' }, 'a parameter is replaced';
is_deeply $shown->{alternates}, ['C:three'], 'so are the alternates';
is_deeply [map { $_->{sku} } @{ $shown->{suppliers} }], ['9'], 'and, after NAME=, the numbers';
silent('unset', @part, 'set', 'ipn:R-1', map { ($_, '') } qw(--ipn --description --keywords --manufacturer --mpn --datasheet --reference --value --footprint));
silent('unset more', @part, 'set', '1', '--parameter', 'Note=', '--parameter', 'Tolerance=', '--alternate', '', '--supplier', 'Mouser=');
$shown = show('1');
is_deeply [@$shown{qw(ipn description keywords manufacturer mpn datasheet reference value footprint)}], [(undef) x 9], 'is unset';
is_deeply [@$shown{qw(parameters suppliers alternates)}], [{}, [], []], 'and removed';
is $shown->{kicad}{value}, '10k Resistor', 'KiCad gets the name as value';

# --- pin maps: all of a footprint at once

silent('footprints', @part, 'set', '1', '--footprint', 'P:Own one', '--alternate', 'P:Other');
silent('pin maps', @part, 'set', '1', '--pin-map', 'P:Own one 1=2  2=1 2=3=4 ', '--pin-map', 'P:Other A=B');
my @own = map { my ($pin, $pad) = split /=/, $_, 2; +{ pin => $pin, pad => $pad } } qw(1=2 2=1 2=3=4);
is_deeply show('1')->{pin_maps}, [{ footprint => 'P:Other', pins => [{ pin => 'A', pad => 'B' }] }, { footprint => 'P:Own one', pins => \@own }], 'the pin maps';
like good('part show', @part, 'show', '1'), qr/^pin_map P:Other       A=B\npin_map P:Own one     1=2 2=1 2=3=4$/m, 'in words';
is kicad('pin_map_footprints::text || pin_map_pins::text || pin_map_pads::text', 1),
    '{"P:Own one","P:Own one","P:Own one",P:Other}{1,2,2,A}{2,1,3=4,B}', 'KiCad gets them, the own footprint\'s first';
silent('another', @part, 'set', '1', '--pin-map', 'P:Own one 5=6');
silent('none', @part, 'set', '1', '--pin-map', 'P:Other none');
refused($wrong, 'pin map of "P:Other": the part has none', @part, 'set', '1', '--pin-map', 'P:Other none');
is_deeply show('1')->{pin_maps}, [{ footprint => 'P:Own one', pins => [{ pin => '5', pad => '6' }] }], 'the whole map is replaced';
refused($wrong, "pin map \"$_\" is not written as \"Library:Name 1=2 2=1\" or \"Library:Name none\"", @part, 'set', '1', '--pin-map', $_)
    for '', ' ', '1=2', '1=2 2=1', 'Own 1=2', 'P:', 'P:Own: 1=2', 'P:Own', 'P:Own 1-2', 'P:Own 1 = 2', 'P:Own =2', 'P:Own 12', 'P:Own 1=1 2=2, 3=3',
        'P:Own 1=1,', 'none', 'P:Own none 1=2 none';
refused($wrong, 'pin map of "P:Own": that pin is on that pad of that footprint already', @part, 'set', '1', '--pin-map', 'P:Own 1=2 1=2');
refused($wrong, 'pin map of "P:Own": the text is longer than 1000 characters; shorten it', @part, 'set', '1', '--pin-map', 'P:Own 1=' . 'x' x 1001);
refused($wrong, qr/\Apin map's footprint "P:O;wn": /, @part, 'set', '1', '--pin-map', 'P:O;wn 1=2');
is_deeply [map { $_->{footprint} } @{ show('1')->{pin_maps} }], ['P:Own one'], 'none of these changed anything';
silent('and no more', @part, 'set', '1', '--pin-map', 'P:Own one none', '--alternate', '', '--footprint', '');
is_deeply show('1')->{pin_maps}, [], 'none';

# --- what a part says of a parameter's field

silent('a template', @as_writer, 'template', 'add', 'Drawn');
refused($wrong, 'the part has no parameter "Drawn"; give it a value', @part, 'parameter', '1', 'Drawn', '--visible', 'yes');
silent('with a value', @part, 'parameter', '1', 'Drawn', '--value', '7', '--field-name', 'Seen', '--visible', 'yes');
is kicad('field_names::text || field_values::text || field_visible::text', 1) =~ /Seen/ ? 1 : 0, 1, 'KiCad gets the field by its own name';
silent('not served', @part, 'parameter', '1', 'Drawn', '--served', 'no');
is $db->psql("select m.value || ' ' || m.field_name || ' ' || m.visible || ' ' || m.served from kidepot.parameter m join kidepot.parameter_template t on t.id = m.template_id where t.name = 'Drawn'"),
    '7 Seen true false', 'what is not given stays';
unlike kicad('field_names::text', 1), qr/Seen/, 'KiCad gets it no more';
refused($wrong, 'visible is "maybe"; give yes or no', @part, 'parameter', '1', 'Drawn', '--visible', 'maybe');
refused($usage, 'nothing to set is given; see "kidepot part parameter --help"', @part, 'parameter', '1', 'Drawn');
silent('by the rules again', @part, 'parameter', '1', 'Drawn', '--served', '', '--field-name', '', '--visible', '');
like kicad('field_names::text', 1), qr/Drawn/, 'the template\'s word holds';
silent('taken away', @part, 'parameter', '1', 'Drawn', '--value', '');
is_deeply show('1')->{parameters}, {}, 'it is gone';

# --- why KiCad does not show it

sub reasons { show($_[0])->{not_shown} }
is_deeply reasons('2'), ['it has no symbol'], 'no symbol';
silent('inactive', @part, 'set', '1', '--active', 'no', '--template', 'yes', '--category', '');
is_deeply reasons('1'), ['it is not active; set "active" to show it', 'it is a template; unset "template" to show it',
    'it has no category; set "category" to show it'], 'inactive, template, without category';
is show('1')->{kicad}, undef, 'KiCad gets nothing';
like good('part show', @part, 'show', '1'), qr/^not shown             it is not active; set "active" to show it$/m, 'told in lines too';
silent('active again', @part, 'set', '1', '--active', 'yes', '--template', 'no', '--category', 'Passives/Resistors');
is_deeply reasons('1'), [], 'shown again';
my $category_id = $db->psql("select category_id from kidepot.part where id = 1");
silent('without category', @part, 'set', '1', '--category', '');
silent('a category by its id', @part, 'set', '1', '--category', $category_id);
is show('1')->{category}, 'Passives/Resistors', 'is the one meant';
$db->psql("update kidepot.category set exposed = false where name = 'Resistors'", 'writer');
is_deeply reasons('1'), ['its category is not exposed to KiCad'], 'category not exposed';
$db->psql("update kidepot.category set exposed = null where name = 'Resistors'", 'writer');

# --- what is refused, and changes nothing

silent('an IPN', @part, 'set', '2', '--ipn', 'R-2');
$db->psql(q{update kidepot.setting set uncategorized = 'Other'}, 'writer');
is good('a name with a character KiCad replaces', @part, 'add', 'A:B'), "3\n", 'part add A:B';
my $before = all_tables();
refused($wrong, 'part 3 is called "A:B", which KiCad cannot tell from "A_B"; choose another name', @part, 'add', 'A_B');
refused($wrong, 'part 3 is called "A:B" already; "kidepot part set" changes it', @part, 'add', 'A:B');
refused($wrong, 'part 2 "22k Resistor" has the IPN "R-2" already; choose another', @part, 'add', 'new', '--ipn', 'R-2');
refused($wrong, 'part 2 "22k Resistor" has the IPN "R-2" already; choose another', @part, 'set', '1', '--ipn', 'R-2');
refused($wrong, 'the part\'s name is empty; give one line of text', @part, 'add', '');
refused($wrong, "part \"$_\": a part's name has no blanks at its ends; leave them out", @part, 'add', $_) for ' a', 'a ';
refused($wrong, 'part\'s name: the text has a control character; give one line of text', @part, 'add', $_) for "a\nb", "a\tb";
refused($wrong, 'the part\'s name is not UTF-8', @part, 'add', "\xff\xfe");
utf8::encode(my $umlauts = 'ä' x 50);
refused($wrong, too_long('part\'s name', $umlauts, 1000), @part, 'add', 'ä' x 1001);
refused($wrong, '--mpn has a control character or is not UTF-8', @part, 'add', 'new', '--mpn', "a\nb");
my %most = (ipn => ['IPN', 1000], description => ['description', 10000], keywords => ['keywords\' text', 1000],
    manufacturer => ['manufacturer', 1000], mpn => ['MPN', 1000], reference => ['reference', 1000], value => ['value', 1000]);
for my $option (sort keys %most) {
    my ($what, $most) = @{ $most{$option} };
    refused($wrong, too_long($what, 'x' x 100, $most), @part, 'add', 'new', "--$option", 'x' x ($most + 1));
}
for my $url ('ftp://example.org/x', 'javascript:alert(1)', 'example.org', 'https://', 'https://a b') {
    refused($wrong, "datasheet \"$url\": an address begins with http://, https:// or file:// and has no blanks; write %20 for one",
        @part, 'add', 'new', '--datasheet', $url);
}
refused($wrong, too_long('datasheet', 'http://' . 'x' x 93, 2000), @part, 'add', 'new', '--datasheet', 'http://' . 'x' x 1994);
for my $id ('R', ':R', 'Device:', 'a:b:c', 'a:b;c:d') {
    refused($wrong, "$_ \"$id\": symbols and footprints are written as KiCad does, \"Library:Name\"", @part, 'add', 'new', "--$_", $id)
        for 'symbol', $id eq 'R' ? () : 'footprint';
    refused($wrong, "alternate footprint \"$id\": symbols and footprints are written as KiCad does, \"Library:Name\"", @part, 'add', 'new', '--alternate', $id);
}
refused($wrong, too_long('symbol', 'x:' . 'x' x 98, 400), @part, 'add', 'new', '--symbol', 'x:' . 'x' x 399);
refused($wrong, 'an alternate footprint is empty; leave it out', @part, 'set', '1', '--alternate', 'A:b', '--alternate', '');
refused($wrong, 'the alternate footprint "A:b" is given twice', @part, 'set', '1', '--alternate', 'A:b', '--alternate', 'A:b');
refused($wrong, '--' . tr/_/-/r . ' is "maybe", not one of: yes no', @part, 'set', '1', '--' . tr/_/-/r, 'maybe')
    for qw(exclude_from_bom exclude_from_board exclude_from_sim active template not_for_new_designs);
refused($wrong, '--active is "", not one of: yes no', @part, 'set', '1', '--active', '');
refused($wrong, 'no parameter "Colour" is there; "kidepot template add" or --make-templates makes it', @part, 'set', '1', '--value', 'x', '--parameter', 'Colour=red');
refused($wrong, 'no parameter "Colour" is there; "kidepot template add" makes it', @part, 'parameter', '1', 'Colour', '--value', 'red');
refused($wrong, "parameter \"$_\" is not \"NAME=VALUE\"", @part, 'set', '1', '--parameter', $_) for 'Colour', '=red';
refused($wrong, "\"$_\" is of every part and not a parameter; set ipn, manufacturer or mpn", @part, 'set', '1', '--parameter', "$_=x") for qw(IPN Manufacturer MPN);
refused($wrong, too_long('parameter\'s value', 'x' x 100, 1000), @part, 'set', '1', '--make-templates', '--parameter', 'New=' . 'x' x 1001);
refused($wrong, 'no supplier "Nobody" is there; "kidepot supplier add" makes it', @part, 'set', '1', '--value', 'x', '--supplier', 'Nobody=1');
refused($wrong, "supplier \"$_\" is not \"NAME=SKU[=URL]\"", @part, 'set', '1', '--supplier', $_) for '', 'Mouser', '=1';
refused($wrong, too_long('supplier\'s number', 'x' x 100, 1000), @part, 'set', '1', '--supplier', 'Mouser=' . 'x' x 1001);
for my $path ('/Passives', 'Passives/', 'A//B') {
    refused($wrong, "category \"$path\": a name in the path is empty; write it as \"Passives/Resistors\"", @part, 'add', 'new', '--make-category', '--category', $path);
}
refused($wrong, "category \"$_\": a category's name has no blanks at its ends; leave them out", @part, 'add', 'new', '--make-category', '--category', $_) for 'A/ B', ' ';
refused($wrong, too_long('name', 'x' x 100, 1000), @part, 'add', 'new', '--make-category', '--category', 'A/' . 'x' x 1001);
refused($wrong, '"Other" would be a category and where parts without one are shown; give one of them another name', @part, 'add', 'new', '--make-category', '--category', 'Other/One');
refused($wrong, 'no category "Passives/Coils" is there; "kidepot category list" shows them', @part, 'set', '1', '--category', 'Passives/Coils');
refused($wrong, 'no supplier "Nobody" is there; "kidepot supplier add" makes it', @part, 'add', 'new', '--make-category', '--category', 'New/One',
    '--make-templates', '--parameter', 'New=1', '--supplier', 'Nobody=1');
for my $words (['set', 'nobody', '--value', 'x'], ['show', 'nobody'], ['rm', 'nobody']) {
    refused($wrong, 'no part "nobody" is there; give its id, "ipn:" and its IPN, or its name, "kidepot part search" finds them', @part, @$words);
}
refused($wrong, 'no part "ipn:2" is there; give its id, "ipn:" and its IPN, or its name, "kidepot part search" finds them', @part, 'show', 'ipn:2');
refused($wrong, 'no part "99999999999999999999" is there; give its id, "ipn:" and its IPN, or its name, "kidepot part search" finds them', @part, 'rm', '9' x 20);
refused($wrong, 'the part is empty; give one line of text', @part, 'rm', '');
refused($usage, 'nothing to set is given; see "kidepot part set --help"', @part, 'set', '1', @$_) for [], ['--make-category'], ['--make-templates'];
is all_tables(), $before, 'none of these changed anything';
$db->psql('update kidepot.setting set uncategorized = null', 'writer');

# --- which part is meant

my $numeric = good('a part whose name is the id of another', @part, 'add', '2') =~ s/\n//r;
refused($wrong, "\"2\" means part 2 and part $numeric; name the one you mean in another way", @part, 'rm', '2');
is show('ipn:R-2')->{id}, 2, 'by IPN';
is show('A_B')->{id}, 3, 'by the name as KiCad shows it';
is show('22k Resistor')->{id}, 2, 'by the name as it is';
is good('part rm', @part, 'rm', $numeric), "removed part $numeric \"2\"\n", 'part rm says what it was';
is $db->psql("select count(*) from kidepot.part where id = $numeric"), 0, 'and it is gone';

# --- lists and search

is good('part list', @part, 'list'), <<'END', 'part list is a table by name';
id  ipn  mpn  category            name
1             Passives/Resistors  10k Resistor
2   R-2       Passives/Resistors  22k Resistor
3                                 A:B
END
is_deeply [map { $_->{id} } @{ decode_json(good("list of $_", @part, 'list', '--json', '--category', $_)) }], ['1', '2'], "of $_ and below"
    for 'Passives', 'Passives/Resistors', $category_id;
is_deeply decode_json(good('list', @part, 'list', '--json'))->[1], { id => '2', ipn => 'R-2', mpn => undef, category => 'Passives/Resistors',
    name => '22k Resistor', manufacturer => undef, description => undef, used => JSON::PP::true }, 'an item of the list';
refused($wrong, 'no category "Coils" is there; "kidepot category list" shows them', @part, 'list', '--category', 'Coils');
silent('words', @part, 'set', '2', '--manufacturer', 'Würth Elektronik', '--mpn', 'WE-1234', '--description', '50% "off"_x', '--keywords', 'chip',
    '--supplier', 'Mouser=710-ABC');
is found(@{ $_->[0] }), $_->[1], "search @{ $_->[0] }" for (
    [['22K'], '2'], [['RESIST'], '1 2'], [['r-2'], '2'], [['e-123'], '2'], [['würth'], '2'], [['WÜRTH', 'chip'], '2'], [['0% "'], '2'],
    [['ff"_x'], '2'], [['abc'], '2'], [['710-abc', 'resistor'], '2'], [['710-abc', '10k'], ''], [['a:b'], '3'], [['2'], '2'], [['k'], '1 2'],
    [['%'], '2'], [['_'], '2'], [['\\'], ''], [['zz'], ''], [['--'], ''], [['resistor', '1'], '1 2']);
refused($wrong, 'the word to search for is empty; give one line of text', @part, 'search', 'a', '');
refused($wrong, 'word to search for: the text has a control character; give one line of text', @part, 'search', "a\nb");
refused($usage, 'WORD ... is missing; see "kidepot part search --help"', @part, 'search');
$db->psql("insert into kidepot.part (name) select 'many ' || n from generate_series(1, 101) n", 'writer');

# All pages: the ids of each, and the cursors that the standard error gave.
sub pages {
    my (@call) = @_;
    my (@pages, @after);
    while (@pages < 100) {
        my $page = kidepot(@part, @call, '--json', @after);
        push @pages, [map { $_->{name} } @{ decode_json($page->{out}) }];
        last if $page->{err} !~ /--after "(.*)"\n\z/;
        @after = ('--after', $1);
    }
    return @pages;
}

my $many = kidepot(@part, 'search', 'MANY', '--json');
is "$many->{status} $many->{err}", "0 kidepot: there are more than these 100 parts; give more words, or --after \"many 98\"\n",
    'more than 100 are remarked';
is scalar @{ decode_json($many->{out}) }, 100, 'and 100 are listed';
is scalar(split ' ', found('many', '1')), 21, 'fewer are not';
my @sorted = sort map { "many $_" } 1 .. 101;
is_deeply [map { @$_ } pages('search', '--limit', 20, 'many')], \@sorted, 'the pages of a search have each part once, by name';
is_deeply [map { scalar @$_ } pages('search', '--limit', 20, 'many')], [(20) x 5, 1], 'and are as long as wanted';
is_deeply [map { @$_ } pages('list', '--limit', 50, '--after', 'many')], \@sorted, 'so are those of a list, from where it is to go on';
is_deeply [pages('list', '--limit', 2, '--category', 'Passives')], [['10k Resistor', '22k Resistor']], 'the last page says nothing';
is_deeply [pages('search', '--limit', 1, '--category', 'Passives', 'resistor')], [['10k Resistor'], ['22k Resistor']], 'a search in a category';
is_deeply [pages('search', '--category', 'Passives', 'many')], [[]], 'finds nothing of others';
is kidepot(@part, 'list', '--limit', 1)->{err}, "kidepot: there are more than these 1 parts; go on with --after \"10k Resistor\"\n", 'a list that goes on';
refused($wrong, qr/limit/, @part, 'search', '--limit', $_, 'x') for 0, 1001, 'x';
refused($wrong, '--after has a control character or is not UTF-8', @part, 'list', '--after', "a\nb");

# Called so: before all that have it somewhere.
$db->psql(<<'SQL', 'writer');
insert into kidepot.part (name, ipn, mpn) values ('zz spot', null, null), ('an ipn', 'SPOT', null), ('b mpn', null, 'Spot'), ('a spot light', null, null),
    ('c sku', null, null), ('spot', null, null), ('a spot', null, null);
insert into kidepot.supplier_part (part_id, supplier_id, sku) select p.id, s.id, 'spot' from kidepot.part p, kidepot.supplier s where p.name = 'c sku' limit 1;
SQL
my @spots = ('an ipn', 'b mpn', 'c sku', 'spot', 'a spot', 'a spot light', 'zz spot');
is_deeply [pages('search', 'spot')], [\@spots], 'parts called so come first';
is_deeply [map { @$_ } pages('search', '--limit', $_, 'spot')], \@spots, "also in pages of $_" for 1 .. 4;
is_deeply [pages('search', 'zz', 'spot')], [['zz spot']], 'all words with a blank between are a name';
$db->psql(q{delete from kidepot.supplier_part where sku = 'spot'; update kidepot.part set ipn = 'SPO' where ipn = 'SPOT'}, 'writer');
is_deeply [pages('search', 'spot')], [[@spots[1, 3, 4, 5, 6]]], 'what a part no longer has is not found';
# --- a package for a footprint, a supplier's page, a description of several lines

silent('a parameter', @as_writer, 'template', 'add', 'Package');
good('a category that keeps packages', @as_writer, 'category', 'add', 'Packed', '--footprint-parameter', 'Package', '--symbol', 'Device:R');
good('one that does not', @as_writer, 'category', 'add', 'Loose', '--symbol', 'Device:R');
my @package = ('--manufacturer', 'Yageo', '--mpn', 'RC0805', '--footprint', '0805');
refused($wrong, 'footprint "0805" is not "Library:Name", and no mapping of the part\'s category has it; write it as KiCad does, or first type: kidepot map add "0805" LIBRARY:NAME',
    @part, 'add', 'p1', '--category', 'Packed', @package);
is $db->psql("select count(*) from kidepot.part where name = 'p1'"), 0, 'and there is no part';
good('a mapping', @as_writer, 'map', 'add', '0805', 'R:0805');
good('a mapping of the category', @as_writer, 'map', 'add', '0805', 'P:0805', '--category', 'Packed');
my ($p1) = good('a package', @part, 'add', 'p1', '--category', 'Packed', @package) =~ /(\d+)/;
is kicad('footprint', $p1), 'P:0805', 'is the footprint of the nearest mapping';
is show($p1)->{footprint}, undef, 'which is not the part\'s own';
is show($p1)->{parameters}{Package}, '0805', 'but its parameter';
my ($p2) = good('a package where none is kept', @part, 'add', 'p2', '--category', 'New/Loose', '--make-category', '--symbol', 'Device:R', @package) =~ /(\d+)/;
is show($p2)->{footprint}, 'R:0805', 'is the footprint of the mapping for all';
silent('a footprint', @part, 'set', $p1, '--footprint', 'X:own');
silent('a package again', @part, 'set', $p1, '--footprint', '0805');
is kicad('footprint', $p1), 'P:0805', 'takes the place of the part\'s own';
refused($wrong, qr/^footprint "0603" is not "Library:Name", and no mapping/, @part, 'set', $p2, '--footprint', '0603');
silent('pages', @part, 'set', $p1, '--supplier', 'Mouser=C1=2=https://example.org/?a=b', '--supplier', 'Mouser=C2');
is_deeply [map { [@$_{qw(sku url)}] } @{ show($p1)->{suppliers} }], [['C1=2', 'https://example.org/?a=b'], ['C2', undef]], 'a supplier\'s page';
silent('the number again', @part, 'set', $p1, '--supplier', 'Mouser=C1=2');
is show($p1)->{suppliers}[0]{url}, 'https://example.org/?a=b', 'leaves its page';
silent('a description', @part, 'set', $p1, '--description', "two\n\tlines");
is show($p1)->{description}, "two\n\tlines", 'may have line breaks';
refused($wrong, '--description has a control character or is not UTF-8', @part, 'set', $p1, '--description', "a\x01");

# --- by values

$db->psql(q{insert into kidepot.parameter_template (name, unit, si_prefix) values ('Ohms', E'\u03A9', true), ('Farads', 'F', true), ('Rating', 'V', false)}, 'writer');
my %by_value = map { my ($name, @words) = @$_; chomp(my $id = good("part add $name", @part, 'add', $name, @words)); ($name => $id) }
    ['ZR', '--parameter', 'Ohms=4,7 kΩ'], ['ZC', '--parameter', 'Farads=100n', '--parameter', 'Rating=X7R 16V'], ['ZP', '--parameter', 'Farads=220p', '--parameter', 'Rating=25', '--value', 'Load'];
for ([ZR => '4k7', '4K7', '4.7k', '4700', '4.7kΩ', '4,7', '7kω'], [ZC => '100n', '100nF', '0.1uF', 'X7R', '16v'], [ZP => '220p', '220pf', '0.22nF', 'load', '25V']) {
    my ($name, @words) = @$_;
    is found(lc $name, $words[$_]), $by_value{$name}, "$name is found by its value, $_" for 0 .. $#words;
}
is found(qw(4.7 kΩ zr)), $by_value{ZR}, 'by a value of two words';
good('another value', @part, 'set', 'ZR', '--parameter', 'Ohms=33k');
is found('zr', '4k7') . '|' . found('zr', '33000'), "|$by_value{ZR}", 'by the value that it has now';
good('no SI prefixes', @as_writer, 'template', 'set', 'Ohms', '--si-prefix', 'no');
is found('zr', '33000') . '|' . found('zr', '33k'), "|$by_value{ZR}", 'by what the parameter says now';
good('no value', @part, 'set', 'ZR', '--parameter', 'Ohms=');
is found('zr', '33k'), '', 'and not by one that was taken away';

# --- elsewhere

is kidepot(@part, @$_, \'/dev/full')->{status}, 3, "@$_ to a full disk" for ['list'], ['list', '--json'], ['show', '1'], ['search', 'many 7'];
refused($ours, qr/permission denied[^;]*; ask as a member of kidepot_writer or kidepot_owner\z/, '--conninfo', $db->conninfo('web'), 'part', @$_)
    for ['list'], ['add', 'x'], ['set', '1', '--value', 'x'], ['show', '1'], ['search', 'x'], ['rm', '1'];
refused($ours, qr/: cannot execute UPDATE in a read-only transaction; the server is a standby or set to be read only: ask the one that is written to\z/,
    '--conninfo', $db->conninfo('writer') . ' options=-cdefault_transaction_read_only=on', 'part', 'set', $p1, '--value', 'x');
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'part', @$_)
    for ['list'], ['add', 'x'], ['set', '1', '--value', 'x'], ['show', '1'], ['search', 'x'], ['rm', '1'];

done_testing;
