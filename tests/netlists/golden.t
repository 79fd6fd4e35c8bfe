# Every record of real netlists: as it was looked at once (*.golden), as another
# XML library sees it, and the same whatever the pieces are.
# The netlists are those beside this file and, where they are, those that stand
# beside the checkout in shared/data/netlists.

use v5.28;
use warnings;
use Test::More;
use File::Basename qw(basename);
use KiDepot::Sandbox qw(root build program read_text run);

my $here = root() . '/tests/netlists';
my $shared = root() . '/../shared/data/netlists';
my @own = glob "$here/*.xml";
my @shared = glob "$shared/*/*.xml";
my $dump = program(build() . '/tests/netlists/dump');

sub dump_of {
    my ($chunk, $file) = @_;
    my $result = run(command => [$dump, $chunk, $file]);
    diag "dump $chunk $file: $result->{err}" if $result->{status} || $result->{signal};
    return $result->{out};
}

sub first_difference {
    my ($got, $wanted) = map { [split /\n/, $_] } @_;
    my ($at) = grep { ($got->[$_] // '') ne ($wanted->[$_] // '') } 0 .. ($#$got > $#$wanted ? $#$got : $#$wanted);
    return "line @{[$at + 1]}: \"" . ($got->[$at] // '') . '" is not "' . ($wanted->[$at] // '') . '"';
}

# Not is(): these texts are long.
sub same {
    my ($got, $wanted, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok $got eq $wanted, $name or diag first_difference($got, $wanted);
}

# --- the same dump, made by libxml2

sub escaped { $_[0] =~ s/\\/\\\\/gr =~ s/\n/\\n/gr =~ s/\t/\\t/gr =~ s/\r/\\r/gr }

sub line {
    my ($name, $text) = @_;
    return defined $text ? "  $name:" . ($text eq '' ? '' : ' ') . escaped($text) . "\n" : '';
}

sub pair {
    my ($what, $name, $text) = @_;
    return "  $what " . escaped($name) . (defined $text ? ':' . ($text eq '' ? '' : ' ') . escaped($text) : '') . "\n";
}

sub child { my ($node, $path) = @_; my ($found) = $node->findnodes($path); return $found ? $found->textContent : undef }
sub attribute { $_[0] && $_[0]->hasAttribute($_[1]) ? $_[0]->getAttribute($_[1]) : undef }
sub texts { my ($what, $node, $path) = @_; return join '', map { line($what, $_->textContent) } $node->findnodes($path) }
sub fields { my ($what, $node, $path) = @_; return join '', map { pair($what, attribute($_, 'name'), $_->textContent) } $node->findnodes($path) }
sub properties { my ($what, $node, $path) = @_; return join '', map { pair($what, attribute($_, 'name'), attribute($_, 'value')) } $node->findnodes($path) }

sub design_dump {
    my ($export) = @_;
    my ($design) = $export->findnodes('design');
    my $tool = child($design, 'tool');
    my ($major, $minor) = $tool =~ /^\S+ +\(?(\d{1,2})\.(\d+)/;
    my $out = "design\n" . line('version', attribute($export, 'version'))
        . join('', map { line($_, child($design, $_)) } qw(source date tool))
        . '  kicad: ' . (defined $major ? $major + ($minor == 99) : 0) . "\n";
    $out .= "textvar\n" . pair('textvar', attribute($_, 'name'), $_->textContent) for $design->findnodes('textvar');
    for my $sheet ($design->findnodes('sheet')) {
        $out .= "sheet\n" . join('', map { line($_, attribute($sheet, $_)) } qw(number name tstamps))
            . join('', map { line($_ eq 'rev' ? 'revision' : $_, child($sheet, "title_block/$_")) } qw(title company rev date source))
            . join('', map { pair('comment', attribute($_, 'number'), attribute($_, 'value')) } $sheet->findnodes('title_block/comment'));
    }
    return ($out, $major && $major + ($minor == 99));
}

sub component_dump {
    my ($comp) = @_;
    my ($libsource) = $comp->findnodes('libsource');
    my ($sheetpath) = $comp->findnodes('sheetpath');
    my %flag = map { attribute($_, 'name') => 1 } grep { !$_->hasAttribute('value') } $comp->findnodes('property');
    my $out = 'component ' . escaped(attribute($comp, 'ref')) . "\n"
        . join('', map { line($_, child($comp, $_)) } qw(value footprint datasheet description))
        . fields('field', $comp, 'fields/field') . line('lib', attribute($libsource, 'lib'))
        . line('part', attribute($libsource, 'part')) . line('library_description', attribute($libsource, 'description'))
        . properties('property', $comp, 'property')
        . join('', map { $flag{$_} ? "  is $_\n" : '' } qw(exclude_from_bom exclude_from_board exclude_from_pos_files dnp));
    $out .= line('variant', attribute($_, 'name')) . properties('  property', $_, 'property') . fields('  field', $_, 'fields/field')
        for $comp->findnodes('variants/variant');
    $out .= "  is $_\n" for grep { (child($comp, $_) // '') eq '1' } 'duplicate_pin_numbers_are_jumpers';
    $out .= "  jumper_pin_group\n" . texts('  pin', $_, 'pin') for $comp->findnodes('jumper_pin_groups/group');
    $out .= line('sheet_names', attribute($sheetpath, 'names')) . line('sheet_tstamps', attribute($sheetpath, 'tstamps'))
        . texts('class', $comp, 'component_classes/class') . line('tstamp', child($comp, 'tstamp'))
        . join('', map { line('tstamps', $_) } split / /, child($comp, 'tstamps') // '');
    for my $unit ($comp->findnodes('units/unit')) {
        $out .= line('unit', attribute($unit, 'name')) . join('', map { line('  pin', attribute($_, 'num')) } $unit->findnodes('pins/pin'));
    }
    return $out;
}

sub libpart_dump {
    my ($libpart) = @_;
    return 'libpart ' . escaped(attribute($libpart, 'part')) . "\n" . line('lib', attribute($libpart, 'lib'))
        . texts('alias', $libpart, 'aliases/alias') . line('description', child($libpart, 'description'))
        . line('docs', child($libpart, 'docs')) . texts('footprint', $libpart, 'footprints/fp')
        . fields('field', $libpart, 'fields/field')
        . join('', map { line('pin', attribute($_, 'num')) . line('  name', attribute($_, 'name')) . line('  type', attribute($_, 'type')) }
            $libpart->findnodes('pins/pin'));
}

my %escape = (slash => '/', backslash => '\\', lt => '<', gt => '>', colon => ':', dblquote => '"', quote => "'", bar => '|',
    comma => ',', space => ' ', dollar => '$', tab => "\t", return => "\n", brace => '{');

sub net_dump {
    my ($net, $kicad) = @_;
    my $name = attribute($net, 'name');
    my $plain = $name =~ s/(?<![\$~^_])\{(\w+)\}/$escape{$1} \/\/ "{$1}"/ger;
    return "net\n" . line('code', attribute($net, 'code')) . line('name', $name)
        . ($kicad >= 6 && $kicad <= 8 && $plain ne $name ? line('true_name', $plain) : '') . line('class', attribute($net, 'class'))
        . join '', map { pair('node', attribute($_, 'ref'), attribute($_, 'pin')) . line('  function', attribute($_, 'pinfunction'))
            . line('  type', attribute($_, 'pintype')) } $net->findnodes('node');
}

sub other_dump {
    my ($file) = @_;
    my $export = XML::LibXML->load_xml(location => $file, no_network => 1)->documentElement;
    my ($out, $kicad) = design_dump($export);
    my %nodes = map { $_->[0] => [$export->findnodes($_->[1])] } ['components', 'components/comp'], ['libparts', 'libparts/libpart'],
        ['libraries', 'libraries/library'], ['nets', 'nets/net'], ['nodes', 'nets/net/node'], ['textvars', 'design/textvar'],
        ['sheets', 'design/sheet'], ['elements', '//*'];
    my %count = map { $_ => scalar @{ $nodes{$_} } } keys %nodes;
    $out .= component_dump($_) for @{ $nodes{components} };
    $out .= libpart_dump($_) for @{ $nodes{libparts} };
    $out .= "library\n" . pair('uri', attribute($_, 'logical'), child($_, 'uri')) for @{ $nodes{libraries} };
    $out .= net_dump($_, $kicad // 0) for @{ $nodes{nets} };
    utf8::encode($out);
    return $out . "counts\n  elements: $count{elements}\n  unknown: 0 elements, 0 attributes\n"
        . '  ' . join(' ', map { "$_ $count{$_}" } qw(components nets nodes)) . "\n"
        . '  ' . join(' ', map { "$_ $count{$_}" } qw(textvars sheets libparts libraries)) . "\n";
}

# --- the tests

my $has_other = eval { require XML::LibXML; 1 };
my %dump;
for my $file (@own, @shared) {
    my $name = basename($file);
    my $dump = $dump{$file} = dump_of(65536, $file);
    same(dump_of($_, $file), $dump, "$name: in pieces of $_") for 1, 7;
    (my $golden = "$here/$name") =~ s/xml$/golden/;
    same($dump, read_text($golden), "$name: as before") if -e $golden;
    SKIP: {
        skip "$name: XML::LibXML is not installed", 1 unless $has_other;
        next if $name =~ /MALFORMED/;
        same($dump, other_dump($file), "$name: as libxml2 reads it");
    }
}

for my $file (grep { /MALFORMED/ } @own, @shared) {
    my ($error) = $dump{$file} =~ /^error (.*)\n\z/m;
    my $wanted = $file =~ /ctlchar/
        ? qr/^\S+:\d\d:28: the control character U\+0001 "start of heading" stands in field "ctl" of component "R1"; /
        : qr/^\S+:38:5: "<\/components>" stands where "<\/comp>" is missing in component "C1"$/;
    like $error, $wanted, basename($file) . ': the place';
}

SKIP: {
    skip 'no shared/data/netlists beside the checkout', 1 unless -d $shared;
    my (undef, @rows) = map { [split /\t/] } split /\n/, read_text("$shared/INDEX.tsv");
    cmp_ok scalar @rows, '>', 40, 'the index has rows';
    for (@rows) {
        my ($file, $version, $tool, $bytes, $components, $nets, $nodes) = @$_;
        like $dump{"$shared/$file"} // '', qr/^  version: $version\n.*^  tool: \Q$tool\E\n.*^counts\n.*^  components $components nets $nets nodes $nodes$/ms,
            "$file: as its index says";
    }
}

done_testing;
