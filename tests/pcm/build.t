# kidepot pcm build: what is in the archive, as other programs read it, and what is refused.

use v5.28;
use warnings;
use Cwd qw(abs_path);
use File::Path qw(make_path);
use JSON::PP qw(decode_json);
use POSIX qw(mkfifo);
use Test::More;
use KiDepot::Cli qw(kidepot refused);
use KiDepot::Sandbox qw(own_to_server program read_text run scratch_dir write_text);

my ($wrong, $output, $usage) = (2, 3, 4);
my $dir = abs_path(scratch_dir());
make_path("$dir/out");
own_to_server("$dir/out");
my $zip = "$dir/out/package.zip";

sub put {
    my ($path, $text) = @_;
    make_path("$dir/" . ($path =~ s{[^/]*$}{}r), { mode => 0755 });
    return write_text("$dir/$path", $text);
}

my $json = JSON::PP->new->canonical;
sub metadata {
    my (%change) = @_;
    my %version = (version => '1.0.0', status => 'stable', kicad_version => '8.0', %{ delete $change{version} // {} });
    delete @version{grep { !defined $version{$_} } keys %version};
    my %metadata = (
        '$schema' => 'https://go.kicad.org/pcm/schemas/v1', name => 'ACME parts', description => 'Symbols and footprints of ACME',
        description_full => "All of them.\n\x{dc}brigens: \x{2126}", identifier => 'com.example.acme-parts', type => 'library',
        author => { name => 'ACME', contact => {} }, license => 'unrestricted', resources => {}, versions => [\%version], %change);
    delete @metadata{grep { !defined $metadata{$_} } keys %metadata};
    my $text = $json->encode(\%metadata);
    utf8::encode($text);
    return $text;
}
my $metadata = put('metadata.json', metadata());

# Builds and returns what was told, line by line; it must be good.
sub build {
    my ($what, $folder, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot('pcm', 'build', "$dir/$folder", '--metadata', $metadata, '-o', $zip, @words);
    is $result->{status}, 0, "$what: good" or diag $result->{err};
    return [map { s/^kidepot: note: //r } split /\n/, $result->{err}];
}

sub unzip {
    my ($name, $from) = @_;
    return run(command => ['unzip', '-p', $from // $zip, $name =~ s/([\[\]*?])/[$1]/gr])->{out};
}
sub names { return [split /\n/, run(command => ['zipinfo', '-1', $_[0] // $zip])->{out}] }
sub of_archive { return decode_json(unzip('metadata.json')) }
sub not_built {
    my ($message, $folder, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return refused($wrong, $message, 'pcm', 'build', "$dir/$folder", '--metadata', $metadata, '-o', "$dir/out/refused.zip", @words);
}

sub symbols { my ($version, @lists) = @_; "(kicad_symbol_lib (version $version) (generator \"x\")\n" . join('', map { "  $_\n" } @lists) . ")\n" }
sub footprint { my ($version, @lists) = @_; "(footprint \"F\" (version $version)\n" . join('', map { "  $_\n" } @lists) . ")\n" }

# --- a folder laid out as the package

my $sym = symbols(20231120, '(symbol "R{slash}1" (property "Footprint" "ACME:R_0805" (at 0 0 0))', '# "',
    '(symbol "R{slash}1_1_1" (pin passive line (number "1"))))', "(symbol \"S\"\t(extends \"R{slash}1\")   (property \"Footprint\"\t\"ACME:R_0805\"))\r",
    '(symbol "T" (property "Footprint" "Resistor_SMD:R_0805"))', '(symbol "U" (property "Footprint" ""))');
put('laid/symbols/ACME.kicad_sym', $sym);
put('laid/footprints/ACME.pretty/R_0805.kicad_mod', footprint(20240108, '(pad "1" smd)', '(model "${KIPRJMOD}/lib/ACME.3dshapes/R_0805.step"', '(offset (xyz 0 0 0)))'));
put('laid/footprints/Übrige.pretty/Ω.kicad_mod', footprint(20240108, '(pad "1" smd)'));
put('laid/3dmodels/ACME.3dshapes/R_0805.step', "ISO-10303-21;\n");
put('laid/metadata.json', 'this one is not looked at');
mkdir "$dir/laid/resources";
is_deeply build('laid', 'laid'), [], 'laid: nothing to tell';
is_deeply names(), ['3dmodels/ACME.3dshapes/R_0805.step', 'footprints/ACME.pretty/R_0805.kicad_mod', 'footprints/Übrige.pretty/Ω.kicad_mod',
    'metadata.json', 'symbols/ACME.kicad_sym'], 'laid: all files, sorted';
(my $wanted = $sym) =~ s/"ACME:/"PCM_ACME:/g;
is unzip('symbols/ACME.kicad_sym'), $wanted, 'laid: references within the package have the prefix, all else is as it was';
is unzip('footprints/ACME.pretty/R_0805.kicad_mod'), footprint(20240108, '(pad "1" smd)',
    '(model "${KICAD8_3RD_PARTY}/3dmodels/com_example_acme-parts/ACME.3dshapes/R_0805.step"', '(offset (xyz 0 0 0)))'), 'laid: the model is found';
is unzip('3dmodels/ACME.3dshapes/R_0805.step'), "ISO-10303-21;\n", 'laid: other files are as they were';
my $of = of_archive();
is_deeply [sort keys %$of], [sort keys %{ decode_json(metadata()) }], 'metadata: all members';
is $of->{description_full}, "All of them.\n\x{dc}brigens: \x{2126}", 'metadata: texts';

my $read = run(command => ['python3', '-c', <<'PY', $zip]);
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for i in z.infolist():
    print(i.filename, i.compress_type, i.create_system, oct(i.external_attr >> 16), i.date_time, len(i.extra), len(i.comment), i.flag_bits & 0xf7ff,
        bool(i.flag_bits & 0x800) or i.filename.isascii(), i.extract_version <= 20)
print(sum(i.file_size for i in z.infolist()), len(z.comment))
PY
my @entries = split /\n/, $read->{out};
my ($sum) = pop(@entries) =~ /^(\d+) 0$/;
like $_, qr/^\S+ 0 3 0o100644 \(1980, 1, 1, 0, 0, 0\) 0 0 0 True True$/, "zipfile: $_" for @entries;
is scalar @entries, 5, 'zipfile: all entries are good';
is_deeply $of->{versions}, [{ version => '1.0.0', status => 'stable', kicad_version => '8.0', install_size => $sum }],
    'metadata: one version, with the size of all files';
is sprintf('%o', (stat $zip)[2] & 07777), '644', 'the mode of the file';

# --- the same bytes

my $first = read_text($zip);
sub same { my ($what) = @_; ok read_text($zip) eq $first, "same bytes: $what"; return }
build('again', 'laid');
same('again');
utime 1, 1, "$dir/laid/symbols/ACME.kicad_sym";
chmod 0600, "$dir/laid/symbols/ACME.kicad_sym";
my $result = run(command => ['sh', '-c', 'umask 077; cd "$1"; shift; exec "$@"', 'sh', "$dir/laid", program('kidepot') =~ m{^/} ? program('kidepot') : abs_path(program('kidepot')),
    'pcm', 'build', '.', '--metadata', '../metadata.json', '--output', $zip], user => 'server', env => { TZ => 'Asia/Tokyo', LC_ALL => 'C', LANG => 'C' });
is "$result->{status} $result->{err}", '0 ', 'elsewhere: good';
same('other times, modes, umask, time zone and working directory');
is sprintf('%o', (stat $zip)[2] & 07777), '644', 'umask: the mode is the same';
# At the top, and made in another order.
put('bare/Übrige.pretty/Ω.kicad_mod', read_text("$dir/laid/footprints/Übrige.pretty/Ω.kicad_mod"));
put('bare/ACME.kicad_sym', $sym);
put('bare/ACME.3dshapes/R_0805.step', "ISO-10303-21;\n");
put('bare/ACME.pretty/R_0805.kicad_mod', read_text("$dir/laid/footprints/ACME.pretty/R_0805.kicad_mod"));
put('bare/metadata.json', metadata());
build('at the top', 'bare');
same('libraries at the top of the folder');
$result = kidepot('pcm', 'build', "$dir/bare", '-o', $zip);
is "$result->{status} $result->{err}", '0 ', 'without --metadata: good';
same('metadata.json of the folder');
like $result->{out}, qr/^com\.example\.acme-parts 1\.0\.0 for KiCad 8\.0 and later, 3 libraries, 4 symbols, 2 footprints, 1 3D model, 5 files, $sum bytes\n\z/, 'what is said';
is_deeply decode_json(kidepot('pcm', 'build', "$dir/bare", '-o', $zip, '--json')->{out}), { identifier => 'com.example.acme-parts', version => '1.0.0',
    kicad_version => '8.0', files => 5, install_size => $sum, libraries => 3, symbols => 4, footprints => 2, models => 1 }, 'what is said: --json';

# --- references that resolve

put('refs/symbols/ACME.kicad_sym', symbols(20211014, '(symbol "A" (property "Footprint" "ACME:R"))', '(symbol "B" (property "Footprint" "PCM_ACME:R"))',
    '(symbol "C" (property "Footprint" "ACME:Gone"))', '(symbol "D" (property "Footprint" "PCM_ACME:Gone"))', '(symbol "E" (property "Footprint" "ACMES:R"))',
    '(symbol "F" (property "Footprint" "R"))', '(symbol "G" (property "Footprint" ACME:R))', '(symbol "H" (property "Other" "ACME:R"))'));
put('refs/footprints/ACME.pretty/R.kicad_mod', footprint(20211014));
is_deeply build('prefix', 'refs'), ['"symbols/ACME.kicad_sym": symbol "C": the package has no footprint "ACME:Gone"',
    '"symbols/ACME.kicad_sym": symbol "D": the package has no footprint "PCM_ACME:Gone"'], 'prefix: what does not resolve is told';
sub footprints_of_symbols { return join ' ', unzip('symbols/ACME.kicad_sym') =~ /"(?:Footprint|Other)" "?([^")]*)/g }
is footprints_of_symbols(), 'PCM_ACME:R PCM_ACME:R PCM_ACME:Gone PCM_ACME:Gone ACMES:R R PCM_ACME:R ACME:R', 'prefix: where the library is of the package';
build('other prefix', 'refs', '--prefix', 'X_');
is footprints_of_symbols(), 'X_ACME:R PCM_ACME:R X_ACME:Gone PCM_ACME:Gone ACMES:R R X_ACME:R ACME:R', 'prefix: another one';
build('no prefix', 'refs', '--prefix', '');
is footprints_of_symbols(), 'ACME:R PCM_ACME:R ACME:Gone PCM_ACME:Gone ACMES:R R ACME:R ACME:R', 'prefix: none';
not_built('a prefix has no : \ / " and no control characters', 'refs', '--prefix', $_) for 'a:', 'a"', 'a/', 'a\\';

my $here = '${KICAD8_3RD_PARTY}/3dmodels/com_example_acme-parts';
my @models = (
    ['${KICAD8_3DMODEL_DIR}/X.3dshapes/a.step', "$here/X.3dshapes/a.step"],
    ['C:\\\\lib\\\\X.3dshapes\\\\a.step', "$here/X.3dshapes/a.step"],
    ['X.3dshapes/a.step', "$here/X.3dshapes/a.step"],
    ['${KICAD9_3RD_PARTY}/3dmodels/com_example_acme-parts/X.3dshapes/a.step', "$here/X.3dshapes/a.step"],
    ['${MODELS}/a.step', "$here/X.3dshapes/a.step"],
    ['a.step', "$here/X.3dshapes/a.step"],
    ['${KICAD8_3DMODEL_DIR}/Other.3dshapes/a.step', undef],
    ['${MODELS}/twice.wrl', undef, '${MODELS}/twice.wrl'],
    ['Y.3dshapes/twice.wrl', "$here/Y.3dshapes/twice.wrl"],
    ['X.3dshapes/A.step', undef, 'X.3dshapes/A.step'],
    ['kicad-embed://b.step', undef],
    ['${KISYS3DMOD}/Z.3dshapes/z.wrl', undef],
    ['/opt/z.wrl', undef, '/opt/z.wrl'],
    ['', undef],
);
put('models/footprints/ACME.pretty/R.kicad_mod', footprint(20211014, map { qq{(model "$_->[0]" (offset (xyz 0 0 0)))} } @models));
put("models/3dmodels/$_", 'x') for 'X.3dshapes/a.step', 'X.3dshapes/twice.wrl', 'Y.3dshapes/twice.wrl';
is_deeply build('models', 'models', '--package-version', '1.0.0'),
    [map { qq{"footprints/ACME.pretty/R.kicad_mod": footprint "R": the package has no 3D model "$_->[2]"} } grep { defined $_->[2] } @models], 'models: what does not resolve is told';
is_deeply [unzip('footprints/ACME.pretty/R.kicad_mod') =~ /\(model "([^"]*)"/g], [map { $_->[1] // $_->[0] } @models], 'models: those of the package are found';

# --- kicad_version

my %release = (symbols => { 1 => '6.0', 20211014 => '6.0', 20211015 => '7.0', 20220914 => '7.0', 20231120 => '8.0', 20240101 => '9.0', 20241209 => '9.0', 20251024 => '10.0' },
    footprint => { 20211014 => '6.0', 20221018 => '7.0', 20240108 => '8.0', 20240109 => '9.0', 20241229 => '9.0', 20250101 => '10.0', 20260206 => '10.0' });
sub with_formats {
    my ($kind, $format) = @_;
    put('formats/symbols/A.kicad_sym', symbols($kind eq 'symbols' ? $format : 20211014));
    put('formats/footprints/A.pretty/F.kicad_mod', footprint($kind eq 'footprint' ? $format : 20211014));
}
my %named = (symbols => 'symbols/A.kicad_sym', footprint => 'footprints/A.pretty/F.kicad_mod');
for my $kind (sort keys %release) {
    for my $format (sort { $a <=> $b } keys %{ $release{$kind} }) {
        my $release = $release{$kind}{$format};
        with_formats($kind, $format);
        put('metadata.json', metadata(version => { kicad_version => undef }));
        is_deeply build("$kind $format", 'formats'), [], "$kind $format: nothing to tell";
        is of_archive()->{versions}[0]{kicad_version}, $release, "$kind $format: KiCad $release";
        next if $release eq '6.0';
        put('metadata.json', metadata(version => { kicad_version => '6.0.11' }));
        is_deeply build("$kind $format", 'formats'), [qq{kicad_version is $release, not 6.0.11, because of "$named{$kind}"}], "$kind $format: told";
    }
    with_formats($kind, 20270101);
    put('metadata.json', metadata(version => { kicad_version => '10.0' }));
    not_built(qq{"$named{$kind}" has a format that is newer than KiCad 10's; say in kicad_version which KiCad reads it}, 'formats');
    for my $newer ('10.99', '11.0') {
        put('metadata.json', metadata(version => { kicad_version => $newer }));
        build("$kind, $newer", 'formats');
        is of_archive()->{versions}[0]{kicad_version}, $newer, "$kind: a release that is not known";
    }
}
put('metadata.json', metadata(version => { kicad_version => '9.0.3' }));
with_formats('symbols', 20231120);
is_deeply build('later', 'formats'), [], 'kicad_version: later than needed, nothing to tell';
is of_archive()->{versions}[0]{kicad_version}, '9.0.3', 'kicad_version: it stays';
put('metadata.json', metadata(version => { kicad_version => '6.0' }));
is_deeply build('a model', 'models')->[-1], 'kicad_version is 8.0, not 6.0, because of "footprints/ACME.pretty/R.kicad_mod"', 'kicad_version: 7 does not find models';
put('v5/A.pretty/R.kicad_mod', "(module R (layer F.Cu) (tedit 0)\n (pad 1 smd))\n");
is_deeply build('KiCad 5', 'v5'), [], 'a footprint of KiCad 5';

# --- install_size where its own digits count

for my $size (480 .. 520) {
    put('sizes/3dmodels/A.3dshapes/a.wrl', 'x' x $size);
    kidepot('pcm', 'build', "$dir/sizes", '--metadata', $metadata, '-o', $zip);
    my ($of_all) = run(command => ['unzip', '-l', $zip])->{out} =~ /^\s*(\d+)\s+2 files$/m;
    is of_archive()->{versions}[0]{install_size}, $of_all, "install_size: $of_all";
}
put('metadata.json', metadata());

# --- what does not belong there

my %other = map { $_ => 'x' } qw(README.md .git/config docs/x symbols/A.lib footprints/A.pretty/fp-info-cache footprints/A/B.kicad_mod 3dmodels/A.3dshapes/a.txt
    resources/icon.svg symbols/.hidden.kicad_sym~ plugins/x.py colors/x.json out.zip);
put("others/$_", $other{$_}) for keys %other;
put('others/symbols/A.kicad_sym', symbols(20211014));
not_built('".git" and 11 more: a package of type library has no such files; leave them out with --strip', 'others');
is_deeply build('strip', 'others', '--strip'), [map { qq{left out "$_"} } '.git/', '3dmodels/A.3dshapes/a.txt', 'README.md', 'colors/', 'docs/', 'footprints/A/',
    'footprints/A.pretty/fp-info-cache', 'out.zip', 'plugins/', 'resources/icon.svg', 'symbols/.hidden.kicad_sym~', 'symbols/A.lib'], 'strip: what is left out is told';
is_deeply names(), ['metadata.json', 'symbols/A.kicad_sym'], 'strip: it is left out';
put('one/symbols/A.kicad_sym', symbols(20211014));
put('one/README.md', 'x');
not_built('"README.md": a package of type library has no such files; leave them out with --strip', 'one');
unlink "$dir/one/README.md";

for my $link ('symbols/B.kicad_sym', 'README.md', 'footprints') {
    symlink 'A.kicad_sym', "$dir/one/$link" or die "cannot link: $!\n";
    not_built(qq{"$dir/one/$link" is a link or a device, not a file}, 'one', @$_) for [], ['--strip'];
    unlink "$dir/one/$link";
}
mkfifo("$dir/one/symbols/B.kicad_sym", 0644) or die "cannot make a pipe: $!\n";
not_built(qq{"$dir/one/symbols/B.kicad_sym" is a link or a device, not a file}, 'one');
unlink "$dir/one/symbols/B.kicad_sym";

my $name = 'cannot be a name in a package';
for my $case (['CON.kicad_sym', 'CON.kicad_sym', 'Windows has a device of that name'], ['a:b.kicad_sym', 'a:b.kicad_sym', 'Windows has no \ : * ? " < > | in names'],
    ["a\tb.kicad_sym", 'a?b.kicad_sym', 'it has control characters'], ["a\xff.kicad_sym", 'a?.kicad_sym', 'it is not UTF-8'], ['a\b.kicad_sym', 'a\b.kicad_sym', 'Windows has no \ : * ? " < > | in names']) {
    my ($file, $shown, $reason) = @$case;
    put("one/symbols/$file", symbols(20211014));
    not_built(qq{"symbols/$shown" $name: $reason}, 'one', '--strip');
    unlink "$dir/one/symbols/$file";
}
put('one/footprints/Dot..pretty/R.kicad_mod', footprint(20211014));
put('one/footprints/a .pretty/R.kicad_mod', footprint(20211014));
is_deeply build('dots within', 'one'), [], 'names: blanks and dots within a name are fine';
for my $case (['symbols/A.kicad_sym', 'symbols/a.kicad_sym'], ['footprints/É.pretty/R.kicad_mod', 'footprints/é.pretty/R.kicad_mod']) {
    put("case/$_", /sym$/ ? symbols(20211014) : footprint(20211014)) for @$case;
    not_built(qq{"$case->[0]" and "$case->[1]" are one file where case does not count}, 'case');
    unlink map { "$dir/case/$_" } @$case;
}
put("twice/$_", symbols(20211014)) for 'A.kicad_sym', 'symbols/A.kicad_sym';
not_built('"symbols/A.kicad_sym" is there twice: at the top of the folder and in its place', 'twice');

# --- libraries that cannot be read

my $tail = 'LINE: KiCad reads no further than the ")" before this, which closes the file\'s first list';
for my $case (['(kicad_symbol_lib (version 20211014)', 'line 1, column 37: the file ends inside a list'], ["(kicad_symbol_lib\n (symbol \"A\" (extends \"B\")))", 'line 2, column 10: symbol "A" extends one that is not in the same file: "B"'],
    ["(kicad_symbol_lib (symbol \"A\")\n (symbol \"A\"))", 'line 2, column 10: symbol "A" is there twice'], ['(footprint "A")', 'it is no library of symbols'], ['', "it is no file of KiCad's"],
    ["(kicad_symbol_lib (symbol \"A\"))\n (symbol \"B\"))\n", $tail =~ s/LINE/line 2, column 2/r], ["(kicad_symbol_lib)\nx", $tail =~ s/LINE/line 2, column 1/r],
    ["(kicad_symbol_lib)\n)", 'line 2, column 1: it closes a list that is not open'], ["(kicad_symbol_lib\n\"\0\")", 'line 2, column 2: a byte 0'], ["(kicad_symbol_lib\n" . '(' x 300, 'line 2, column 200: lists are deeper than 200']) {
    put('broken/symbols/A.kicad_sym', $case->[0]);
    not_built(qq{"symbols/A.kicad_sym": $case->[1]}, 'broken');
}
put('broken/symbols/A.kicad_sym', symbols(20211014));
put('broken/footprints/A.pretty/F.kicad_mod', "(footprint \"F\"\n  (model))");
not_built('"footprints/A.pretty/F.kicad_mod": line 2, column 9: a model\'s path is missing', 'broken');
put('broken/footprints/A.pretty/F.kicad_mod', "(footprint \"F\"\n  pad \"1\" smd)\n  (model \"x\"))\n");
not_built('"footprints/A.pretty/F.kicad_mod": ' . ($tail =~ s/LINE/line 3, column 3/r), 'broken');
put('broken/footprints/A.pretty/F.kicad_mod', '(kicad_pcb)');
not_built('"footprints/A.pretty/F.kicad_mod": it is no footprint', 'broken');
make_path("$dir/empty/symbols");
not_built("\"$dir/empty\" has no symbols/*.kicad_sym, footprints/*.pretty/*.kicad_mod or 3dmodels/*.3dshapes/*", 'empty');
not_built("cannot open \"$dir/none\": No such file or directory", 'none');
not_built("cannot open \"$metadata\": Not a directory", 'metadata.json');

# --- metadata

sub bad_metadata {
    my ($message, $text, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    put('metadata.json', $text);
    return not_built($message, 'one', @words);
}
my @two = (versions => [{ version => '1.0', status => 'stable', kicad_version => '8.0', download_url => 'https://x.org/1', download_sha256 => 'a' x 64, download_size => 1, install_size => 5, runtime => 'swig' },
        { version => '1.1', status => 'testing', kicad_version => '8.0' }]);
bad_metadata("\"$metadata\": it has 2 versions; say which with --package-version", metadata(@two));
bad_metadata("\"$metadata\": it has no version \"1.2\"", metadata(@two), '--package-version', '1.2');
is_deeply build('one of two', 'one', '--package-version', '1.0'), [], 'versions: the one that is named';
is_deeply [sort keys %{ of_archive()->{versions}[0] }], [qw(install_size kicad_version runtime status version)], 'versions: without what is for downloads';
is scalar @{ of_archive()->{versions} }, 1, 'versions: no other one';
bad_metadata("\"$metadata\": it has no versions; write one", metadata(versions => []));
bad_metadata("\"$metadata\": it has no identifier", metadata(identifier => undef));
bad_metadata("\"$metadata\": its type is \"fab\"; a package is a library, plugin or colortheme", metadata(type => 'fab'));
bad_metadata(qr/^"\Q$metadata\E": line 1, column \d+/, '{"a":');
bad_metadata(qr/^metadata: "license" /, metadata(license => 'proprietary'));
bad_metadata(qr/^metadata: "author" /, metadata(author => undef));
bad_metadata(qr/^metadata: "versions\[0\]\.status" /, metadata(version => { status => 'final' }));
bad_metadata(qr/^metadata: "versions\[0\]\.kicad_version" /, metadata(version => { kicad_version => 'eight' }));
put('metadata.json', metadata());
not_built("cannot open \"$dir/no.json\": No such file or directory", 'one', '--metadata', "$dir/no.json");

# --- icons, and packages of other types

sub png { my ($width, $height, $more) = @_; return "\x89PNG\r\n\x1a\n" . pack('N A4 N N', 13, 'IHDR', $width, $height) . ("\x08" x ($more // 20)) }
for my $case ([png(64, 64), undef], [png(1, 64, 20480 - 24), undef], [png(65, 64), 'it is 65 x 64 pixels; an icon has at most 64 x 64'], [png(64, 4294967295), 'it is 64 x 4294967295 pixels; an icon has at most 64 x 64'],
    [png(0, 1), 'it is 0 x 1 pixels; an icon has at most 64 x 64'], [png(64, 64, 20480 - 23), 'it has 20481 bytes; an icon has at most 20480'], ['GIF89a' . 'x' x 30, 'it is no PNG image'], ['', 'it is no PNG image'],
    [substr(png(1, 1), 0, 23), 'it is no PNG image']) {
    put('one/resources/icon.png', $case->[0]);
    if (defined $case->[1]) { not_built(qq{"resources/icon.png": $case->[1]}, 'one') }
    else { is_deeply build('icon', 'one'), [], 'icon: it is fine'; is unzip('resources/icon.png'), $case->[0], 'icon: it is there' }
}

put('metadata.json', metadata(type => 'plugin'));
put('plugin/plugins/__init__.py', 'x');
put('plugin/plugins/img/a.png', 'y');
put('plugin/resources/icon.png', png(64, 64));
is_deeply build('plugin', 'plugin'), [], 'plugin: nothing to tell';
is_deeply names(), ['metadata.json', 'plugins/__init__.py', 'plugins/img/a.png', 'resources/icon.png'], 'plugin: its files';
put("plugin/plugins/$_", 'x') for '__pycache__/a.pyc', 'b.pyc', '.gitignore';
not_built('"plugins/.gitignore" and 2 more: a package of type plugin has no such files; leave them out with --strip', 'plugin');
is_deeply build('plugin', 'plugin', '--strip'), ['left out "plugins/.gitignore"', 'left out "plugins/__pycache__/"', 'left out "plugins/b.pyc"'], 'plugin: --strip';
put('deep/plugins/mine/__init__.py', 'x');
not_built("\"$dir/deep\" has neither plugins/__init__.py nor plugins/plugin.json; the plugin stands in plugins/ itself", 'deep');
put('ipc/plugins/plugin.json', '{}');
is_deeply build('plugin', 'ipc'), [], 'plugin: of the other kind';

put('metadata.json', metadata(type => 'colortheme'));
put('colors/colors/dark.json', '{"meta":{"name":"Dark"}}');
is_deeply build('colors', 'colors'), [], 'colortheme: nothing to tell';
is_deeply names(), ['colors/dark.json', 'metadata.json'], 'colortheme: its files';
not_built("\"$dir/empty\" has no colors/*.json", 'empty') if rmdir "$dir/empty/symbols";
put('colors/colors/dark.json', '[]');
not_built('"colors/dark.json": it is an array, not an object', 'colors');
put('colors/colors/dark.json', '{');
not_built(qr/^"colors\/dark\.json": line 1, column 2/, 'colors');
put('colors/colors/dark.json', ' ' x (1048577));
not_built('"colors/dark.json": it has more than 1048576 bytes', 'colors');
put('metadata.json', metadata());

# --- where it is written

write_text("$dir/out/kept.zip", 'of yesterday');
my @to = ('pcm', 'build', "$dir/one", '--metadata', $metadata, '-o');
put('one/resources/icon.png', png(64, 64));
put('one/3dmodels/A.3dshapes/large.step', 'x' x 4000);
$result = run(command => ['sh', '-c', 'ulimit -f 2; trap "" XFSZ; exec "$@"', 'sh', program('kidepot'), @to, "$dir/out/kept.zip"], user => 'server');
is "$result->{status} $result->{err}", "$output kidepot: cannot write \"$dir/out/kept.zip\": File too large\n", 'a full disk';
is read_text("$dir/out/kept.zip"), 'of yesterday', 'a full disk: what was there is there';
opendir my $out, "$dir/out" or die "cannot read $dir/out: $!\n";
is_deeply [sort grep { !/^\./ } readdir $out], ['kept.zip', 'package.zip'], 'a full disk: nothing else is left';
refused($output, 'cannot write "/dev/full": it is no regular file', @to, '/dev/full');
refused($output, "cannot write \"$dir/none/x.zip\": No such file or directory", @to, "$dir/none/x.zip");
refused($wrong, 'a package is not written to the standard output', @to, '-');
refused($usage, '--output is missing; see "kidepot pcm build --help"', @to[0 .. 2]);
refused($usage, 'DIR is missing; see "kidepot pcm build --help"', 'pcm', 'build');

# --- large ones

{
    # 50 MB of symbols, each with a reference that is rewritten.
    my $file = put('large/symbols/A.kicad_sym', '');
    put('large/footprints/A.pretty/F.kicad_mod', footprint(20211014));
    open my $to, '>:raw', $file or die "cannot write $file: $!\n";
    my $pins = join '', map { qq{(pin passive line (at 0 0 0) (length 2.54) (name "P$_") (number "$_"))} } 1 .. 60;
    print {$to} "(kicad_symbol_lib (version 20211014)\n";
    print {$to} qq{(symbol "S$_" (property "Footprint" "A:F") (symbol "S${_}_1_1" $pins))\n} for 1 .. 13_000;
    print {$to} ")\n";
    close $to or die "cannot write $file: $!\n";
    cmp_ok -s $file, '>', 50_000_000, 'large: 50 MB of symbols';
    is_deeply build('large', 'large'), [], 'large: nothing to tell';
    my $text = read_text($file);
    $text =~ s/"A:F"/"PCM_A:F"/g;
    ok unzip('symbols/A.kicad_sym') eq $text, 'large: it is all there';
    unlink $file;
}
{
    make_path("$dir/many/plugins");
    for my $number (1 .. 65_534) { open my $to, '>', "$dir/many/plugins/f$number" or die "cannot write: $!\n" }
    put('metadata.json', metadata(type => 'plugin'));
    not_built('a package has more than 65534 files', 'many');
    make_path("$dir/more/plugins");
    link "$dir/many/plugins/f$_", "$dir/more/plugins/f$_" for 1 .. 65_534;
    link "$dir/many/plugins/f$_", "$dir/more/plugins/g$_" for 1 .. 34_466;
    not_built('a folder has more than 65534 files', 'more');
    File::Path::remove_tree("$dir/many", "$dir/more");
}

done_testing;
