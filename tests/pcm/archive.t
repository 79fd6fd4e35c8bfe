# Archives that others made: those of Python, good and hostile, and what is in their libraries.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Sandbox qw(build run scratch_dir write_text);

my $dir = scratch_dir();

# Has Python make an archive: lines of its own, in which z is the zipfile and info(NAME) an entry.
sub make {
    my ($name, $lines, $mode) = @_;
    my $path = "$dir/$name.zip";
    my $result = run(command => ['python3', '-c', <<"PY" . $lines, $path]);
import sys, struct, zipfile
path = sys.argv[1]
z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
def info(name, mode=0o100644, method=zipfile.ZIP_DEFLATED):
    i = zipfile.ZipInfo(name)
    i.external_attr, i.compress_type = mode << 16, method
    return i
def patched(*changes):
    z.close()
    data = open(path, 'rb').read()
    for old, new in changes:
        assert old in data
        data = data.replace(old, new)
    open(path, 'wb').write(data)
PY
    is $result->{err}, '', "$name: is made";
    return $path;
}

sub contents { return run(command => [build() . '/tests/pcm/contents', $_[0]], timeout => 60) }

sub refused {
    my ($name, $message, $lines) = @_;
    my $path = make($name, $lines);
    my $result = contents($path);
    is $result->{status}, 1, "$name: refused";
    my $said = $result->{err} =~ s/\Q$path\E/PATH/gr;
    ref $message ? like $said, $message, "$name: in these words" : is $said, "$message\n", "$name: in these words";
    return;
}

my $path = make('good', <<'PY');
z.writestr('metadata.json', '{}')
z.writestr(info('symbols/', 0o040755), '')
z.writestr('symbols/ACME.kicad_sym', '''(kicad_symbol_lib (version 20231120)
  (symbol "B" (extends "A{slash}1") (property "Footprint" "L:B"))
  (symbol "A{slash}1" (property "Footprint" "L:A") (property "ki_fp_filters" "R_*")
    (symbol "A{slash}1_2_1" (pin (number "1")) (pin (number "2")))))''')
z.writestr(info('footprints/L.pretty/Ω.kicad_mod', method=zipfile.ZIP_STORED), '(footprint "x" (pad "1" smd) (pad "1" smd) (model "m"))')
z.writestr('symbols/other.txt', 'x' * 1000)
z.comment = b'of a tool that writes comments'
z.close()
PY
is contents($path)->{out}, <<'OUT', 'good: all that is in it';
file metadata.json 2
folder symbols 0
file symbols/ACME.kicad_sym 255
file footprints/L.pretty/Ω.kicad_mod 55
file symbols/other.txt 1000
symbol ACME:B units 2 pins 2 footprint "L:B" filters "R_*"
symbol ACME:A/1 units 2 pins 2 footprint "L:A" filters "R_*"
footprint L:Ω pads 1 models 1
OUT

# The same libraries, packed by another program.
mkdir "$dir/tree" and mkdir "$dir/tree/symbols" or die "cannot make folders: $!\n";
write_text("$dir/tree/symbols/A.kicad_sym", '(kicad_symbol_lib (symbol "A"))');
if (run(command => ['sh', '-c', 'command -v zip'])->{status} == 0) {
    run(command => ['sh', '-c', "cd $dir/tree && zip -qr ../infozip.zip ."]);
    like contents("$dir/infozip.zip")->{out}, qr/^symbol A:A /m, 'an archive of Info-ZIP';
}

# Bombs.
refused('bomb', 'limit: it becomes 1021 times larger, which no package does', "z.writestr('symbols/a.kicad_sym', b' ' * (20 << 20))\nz.close()\n");
# Many entries that are the same bytes.
refused('overlap', qr/\Ainput: it cannot be read as a zip archive: Zip archive inconsistent/, <<'PY');
z.writestr('symbols/f0000.kicad_sym', b' ' * (1 << 20))
z.close()
data = open(path, 'rb').read()
start = data.index(b'PK\1\2'); end = data.index(b'PK\5\6')
head, entry = data[:start], data[start:end]
many = b''.join(entry.replace(b'f0000', b'f%04d' % n) for n in range(4))
open(path, 'wb').write(head + many + data[end:end + 8] + struct.pack('<HHIIH', 4, 4, len(many), start, 0))
PY
my $lie = make('lie', <<'PY');
z.writestr('symbols/a.kicad_sym', b'(kicad_symbol_lib' + b' ' * 5000 + b')')
patched((struct.pack('<I', 5018), struct.pack('<I', 100)))
PY
like contents($lie)->{err}, qr/^input: "symbols\/a\.kicad_sym": it is damaged: /, 'an entry that is longer than it says';
my $cut = make('cut', "z.writestr('symbols/a.kicad_sym', bytes(range(256)) * 40)\nz.close()\ndata = open(path, 'rb').read()\nopen(path, 'wb').write(data[:200])\n");
like contents($cut)->{err}, qr/\Ainput: it cannot be read as a zip archive: (Not a|Possibly truncated or corrupted) zip archive\n\z/, 'an archive that was cut off';

refused('zip64', 'input: it is a zip64 archive, which KiCad\'s packages are not', "for n in range(65536): z.writestr(info('n%d' % n, method=zipfile.ZIP_STORED), '')\nz.close()\n");
refused('link', 'input: "symbols/a.kicad_sym" is a link or a device, not a file', "z.writestr(info('symbols/a.kicad_sym', 0o120777), '/etc/passwd')\nz.close()\n");
refused('device', 'input: "plugins/a" is a link or a device, not a file', "z.writestr(info('plugins/a', 0o020666), '')\nz.close()\n");
refused('bzip2', 'input: "a" is neither stored nor deflated, which is all that KiCad reads', "z.writestr(info('a', method=zipfile.ZIP_BZIP2), 'x' * 100)\nz.close()\n");
refused('encrypted', 'input: "a" is encrypted, which KiCad does not read', <<'PY');
z.writestr(info('a'), 'x' * 20)
z.close()
data = bytearray(open(path, 'rb').read())
data[6] |= 1
data[data.index(b'PK\1\2') + 8] |= 1
open(path, 'wb').write(data)
PY
refused('above', 'input: "../a" cannot be a name in a package: it has "." or ".." as a part', "z.writestr('../a', '')\nz.close()\n");
refused('absolute', 'input: "/etc/a" cannot be a name in a package: it is absolute', "z.writestr('/etc/a', '')\nz.close()\n");
refused('backslash', 'input: "a\\b" cannot be a name in a package: Windows has no \ : * ? " < > | in names', "z.writestr('aXb', '')\npatched((b'aXb', b'a\\\\b'))\n");
refused('cp437', 'input: "a?" cannot be a name in a package: it is not UTF-8', "z.writestr('aX', '')\npatched((b'aX', b'a\\x81'))\n");
refused('device name', 'input: "symbols/NUL.kicad_sym" cannot be a name in a package: Windows has a device of that name', "z.writestr('symbols/NUL.kicad_sym', '')\nz.close()\n");
refused('case', 'input: "symbols/A" and "symbols/a" are one file where case does not count', "z.writestr('symbols/A', '')\nz.writestr('symbols/a', '')\nz.close()\n");
refused('folder twice', 'input: "Symbols" and "symbols" are one file where case does not count', "z.writestr('Symbols/', '')\nz.writestr('symbols/', '')\nz.close()\n");
refused('library', 'input: "symbols/a.kicad_sym": line 2, column 1: the string does not end', "z.writestr('symbols/a.kicad_sym', '(kicad_symbol_lib\\n\"x')\nz.close()\n");

done_testing;
