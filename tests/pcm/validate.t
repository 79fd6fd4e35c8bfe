# kidepot pcm validate: files, archives and repositories, what is said of them and how.

use v5.28;
use warnings;
use Test::More;
use Digest::SHA qw(sha256_hex);
use IO::Compress::Zip qw($ZipError :constants);
use JSON::PP;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Sandbox qw(readable root scratch_dir read_text write_text start_process wait_until listens_on free_port);

delete @ENV{grep { /^(https?|all|no)_proxy$/i } keys %ENV};
my $wrong = 2;
my $dir = scratch_dir();
my $json = JSON::PP->new->canonical;

sub package_with {
    my (%change) = @_;
    return {
        name => 'Parts', description => 'Symbols', description_full => 'Symbols of ours',
        identifier => 'com.example.parts', type => 'library', author => { name => 'Ann', contact => {} },
        license => 'CC0-1.0', resources => { homepage => 'https://example.com' },
        versions => [{ version => '1.0', status => 'stable', kicad_version => '8.0' }], %change,
    };
}

sub write_json { my ($name, $value) = @_; return write_text("$dir/$name", $json->encode($value)) }

# A zip of name, content, name, content ...
sub zip_of {
    my (@files) = @_;
    my ($bytes, $zip) = ('');
    while (my ($name, $content) = splice @files, 0, 2) {
        if ($zip) { $zip->newStream(Name => $name, Time => 0) }
        else { $zip = IO::Compress::Zip->new(\$bytes, Name => $name, Time => 0, Minimal => 1) or die $ZipError }
        $zip->print($content);
    }
    $zip->close;
    return $bytes;
}

# What is said of the inputs, line by line, and at the end.
sub says {
    my ($name, $wanted, $last, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot('pcm', 'validate', @words, { dir => $dir });
    is $result->{out}, $wanted, $name;
    is $result->{err}, $last eq '' ? '' : "kidepot: $last\n", "$name: at the end";
    is $result->{status}, $last eq '' ? 0 : $wrong, "$name: status";
}

# --- JSON files

write_json('good.json', package_with());
says('a good package', "good.json: good (package)\n", '', 'good.json');
says('twice', "good.json: good (package)\n" x 2, '', 'good.json', 'good.json');
says('the official repository wants more', <<'END', 'found 1 error, and 3 faults for which only the official repository refuses it', '--official', 'good.json');
good.json: error: versions[0].download_url: is missing; KiCad asks for it unseen; write the address of the zip
good.json: official: versions[0].download_sha256: is missing, so that KiCad installs whatever comes; write what sha256sum says of the zip
good.json: official: versions[0].download_size: is missing; write the number of bytes of the zip
good.json: official: versions[0].install_size: is missing; write the number of bytes of all its files, metadata.json too
END
says('but not of an archive', "good.json: good (package)\n", '', '--official', '--as', 'archive', 'good.json');

write_json('license.json', package_with(license => 'proprietary', identifier => 'com.parts'));
my $license = 'license: "proprietary" is not a license that KiCad knows';
my $mend = 'write one of schema v1, such as CC-BY-SA-4.0; unrestricted for what no other fits';
says('a license of schema v2', "license.json: error: $license (KiCad 7 to 9 refuse it, and KiCad 10 except in a repository of schema_version 2); $mend\n",
    'found 1 error', 'license.json');
says('schema v1', "license.json: error: $license; $mend\n", 'found 1 error', '--schema', '1', 'license.json');
says('schema v2', "license.json: good (package)\n", '', '--schema', '2', 'license.json');
says('one official fault', <<"END", 'found 1 error, and 1 fault for which only the official repository refuses it', '--official', '--as', 'archive', 'license.json');
license.json: error: $license (KiCad 7 to 9 refuse it, and KiCad 10 except in a repository of schema_version 2); $mend
license.json: official: identifier: "com.parts" is not of a namespace; write it in reverse-DNS form, as com.github.user.package
END

write_text("$dir/broken.json", "{\n\"a\": 1,\n\"a\": 2}");
write_text("$dir/large.json", '{"name":"' . 'x' x (1 << 20) . '","identifier":"ab"}');
says('no JSON', "broken.json: error: cannot be read: line 3, column 1: \"a\" stands twice in one object, first in line 2, column 1; write JSON as RFC 8259 has it\n", 'found 1 error', 'broken.json');
says('no file', "none.json: error: cannot open \"none.json\": No such file or directory; give what can be read\n", 'found 1 error', 'none.json');
like kidepot('pcm', 'validate', 'large.json', { dir => $dir })->{out},
    qr/^large\.json: error: has 1048605 bytes, more than the 1048576 that are read; shorten the description, or leave out old versions$/m, 'a large file';

write_json('packages.json', { packages => [package_with(), package_with()] });
like kidepot('pcm', 'validate', 'packages.json', { dir => $dir })->{out},
    qr/^packages\.json: error: packages\[1\]\.identifier: "com\.example\.parts" is packages\[0\] too, /m, 'packages.json is seen as such';
write_json('repository.json', { name => 'x' x 30_000, packages => { url => 'https://example.com/p', update_timestamp => 1, sha256 => '0' x 64 } });
like kidepot('pcm', 'validate', 'repository.json', { dir => $dir })->{out},
    qr/^repository\.json: error: has \d+ bytes, more than the 20480 that are read; leave out what KiCad does not know$/m, 'repository.json too, and its size';
write_json('many.json', { packages => [(1) x 1000] });
like kidepot('pcm', 'validate', 'many.json', { dir => $dir })->{out}, qr/^many\.json: and 800 more$/m, 'of many faults the first are told';

my $report = $json->decode(kidepot('pcm', 'validate', '--json', 'license.json', 'good.json', { dir => $dir })->{out});
is_deeply $report, [
    { name => 'license.json', kind => 'package', error => 1, official => 0, hint => 0, faults => [{
        severity => 'error', source => 'schema', schemas => ['v1', 'v1 of KiCad 9'], field => 'license',
        rule => '"proprietary" is not a license that KiCad knows', mend => $mend }] },
    { name => 'good.json', kind => 'package', error => 0, official => 0, hint => 0, faults => [] },
], 'as JSON' or diag explain $report;

# --- what was published

my %download = (download_url => 'https://example.com/a.zip', download_sha256 => 'a' x 64, download_size => 1, install_size => 2);
my @version = (version => '1.0', kicad_version => '8.0', %download);
write_json('before.json', { packages => [package_with(versions => [{ @version, status => 'stable' }])] });
write_json('now.json', package_with(versions => [{ @version, status => 'testing', download_sha256 => 'b' x 64 }]));
write_json('all.json', { packages => [package_with(versions => [{ @version, status => 'stable', download_size => 3 }])] });
my $larger = 'write what was published, and publish a version with a larger number';
says('a version that changed', <<"END", 'found 2 errors', '--published', 'before.json', 'now.json');
now.json: error: versions[0].download_sha256: was published as "@{['a' x 64]}"; $larger
now.json: error: versions[0].status: is "testing", was published as "stable"; write what was published, or deprecated
END
says('in packages.json', "all.json: error: packages[0].versions[0].download_size: is 3, was published as 1; $larger\n",
    'found 1 error', '--published', 'before.json', 'all.json');
says('published as a package', "now.json: good (package)\n", '', '--published', 'now.json', 'now.json');
refused($wrong, '"repository.json" is neither a packages.json nor a package\'s metadata', 'pcm', 'validate', '--published', 'repository.json', 'now.json', { dir => $dir });
refused($wrong, qr/^"broken\.json": line 3, column 1: /, 'pcm', 'validate', '--published', 'broken.json', 'now.json', { dir => $dir });
refused($wrong, 'cannot open "none.json": No such file or directory', 'pcm', 'validate', '--published', 'none.json', 'now.json', { dir => $dir });

# --- archives

my $symbols = '(kicad_symbol_lib (version 20231120) (generator x) (symbol "R" (property "Reference" "R" (at 0 0 0))))';
my $png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" . pack('NN', 64, 64) . 'x' x 20;
my @files = ('metadata.json', $json->encode(package_with()), 'symbols/ACME.kicad_sym', $symbols, 'resources/icon.png', $png);

sub archive_says {
    my ($name, $wanted, $last, $files, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    write_text("$dir/a.zip", zip_of(@$files));
    says($name, $wanted, $last, @words, 'a.zip');
}

my $inside = "a.zip/metadata.json: good (package)\n";
archive_says('a good archive', $inside . "a.zip: good (archive)\n", '', \@files, '--official');
archive_says('without metadata', <<'END', 'found 1 error', [@files[2 .. 3]]);
a.zip: error: metadata.json: is missing, so that KiCad does not install it from a file; add it at the top of the archive
END
archive_says('metadata of two versions', <<'END', 'found 1 error', ['metadata.json', $json->encode(package_with(versions => [map +{ version => $_, status => 'stable', kicad_version => '8.0' }, '1', '2'])), @files[2 .. 3]]);
a.zip/metadata.json: error: versions: has 2 versions; in an archive KiCad takes exactly one; leave the one that the archive is
a.zip: good (archive)
END
archive_says('files of no package', $inside . <<'END', '', [@files, 'symbols/readme.txt', 'x', 'readme.txt', 'x']);
a.zip: hint: symbols/readme.txt: is no file of a package of this type; leave it out of the archive
a.zip: hint: readme.txt: is no file of a package of this type, and KiCad passes over it; leave it out of the archive
a.zip: good (archive)
END
archive_says('officially', $inside . <<'END', 'found 0 errors, and 1 fault for which only the official repository refuses it', [@files, 'symbols/readme.txt', 'x'], '--official');
a.zip: official: symbols/readme.txt: is no file of a package of this type; leave it out of the archive
END
archive_says('a bad icon', $inside . <<'END', '', [@files[0 .. 3], 'resources/icon.png', 'x']);
a.zip: hint: resources/icon.png: it is no PNG image; make it a PNG of 64 x 64 pixels and at most 20 KiB
a.zip: good (archive)
END
for (['library', 'has no symbols, footprints or 3D models; add symbols/X.kicad_sym, footprints/X.pretty or 3dmodels/X.3dshapes'],
    ['plugin', 'has nothing below plugins; add plugins/__init__.py or plugins/plugin.json'], ['colortheme', 'has no colors; add colors/X.json']) {
    my ($type, $words) = @$_;
    archive_says("a $type of nothing", $inside . "a.zip: hint: $words\na.zip: good (archive)\n", '', ['metadata.json', $json->encode(package_with(type => $type))]);
}
archive_says('a broken library', $inside . <<'END', 'found 1 error', [@files[0 .. 1], 'symbols/ACME.kicad_sym', '(kicad_symbol_lib']);
a.zip: error: has a library that cannot be read: "symbols/ACME.kicad_sym": line 1, column 18: the file ends inside a list; save the library with KiCad and pack it again
END
archive_says('a library of a later KiCad', $inside . <<'END', 'found 1 error', [@files[0 .. 1], 'symbols/ACME.kicad_sym', $symbols =~ s/20231120/20241209/r]);
a.zip: error: metadata.json: says kicad_version 8.0, but library "ACME" is read by KiCad 9 and later; write that one as kicad_version
END
archive_says('and of one to come', $inside . <<'END', '', [@files[0 .. 1], 'symbols/ACME.kicad_sym', $symbols =~ s/20231120/20991209/r]);
a.zip: hint: metadata.json: has library "ACME" of a KiCad after 10, which is not known here; see that kicad_version is right
a.zip: good (archive)
END
archive_says('8.99 is 9', $inside . "a.zip: good (archive)\n", '', ['metadata.json', $json->encode(package_with(versions => [{ version => '1.0', status => 'stable', kicad_version => '8.99' }])),
    'symbols/ACME.kicad_sym', $symbols =~ s/20231120/20241209/r]);
my $sized = sub { ['metadata.json', $json->encode(package_with(versions => [{ version => '1.0', status => 'stable', kicad_version => '8.0', install_size => $_[0] }])), @files[2 .. 3]] };
my $size = length($sized->(1000)->[1]) + length $symbols;
my $sizes = 'has files of %d bytes, install_size says %d; write that number as install_size';
archive_says('its size', $inside . "a.zip: good (archive)\n", '', $sized->($size - 1), '--official');
archive_says('nearly its size', $inside . sprintf("a.zip: hint: $sizes\na.zip: good (archive)\n", $size, 1000), '', $sized->(1000), '--official');
archive_says('another size', $inside . sprintf("a.zip: official: $sizes\n", $size, 9000), 'found 0 errors, and 1 fault for which only the official repository refuses it', $sized->(9000), '--official');
archive_says('an unsafe name', <<'END', 'found 1 error', [@files, '../evil', 'x']);
a.zip: error: is no archive that is installed alike everywhere: "../evil" cannot be a name in a package: it has "." or ".." as a part; pack it again, as "kidepot pcm build" does
END
write_text("$dir/a.zip", "PK\3\4 and no more");
like kidepot('pcm', 'validate', 'a.zip', { dir => $dir })->{out}, qr/^a\.zip: error: is no archive that is installed alike everywhere: .*; pack it again/, 'a broken zip';

# --- repositories

my $port = free_port();
my $web = start_process(command => [$^X, readable(root() . '/tests/pcm/web'), $port, $dir], log => "$dir/web.log");
wait_until(sub { listens_on("127.0.0.1:$port") });
my $at = "http://127.0.0.1:$port";

my $zip = zip_of(@files);
my $installed = length($files[1]) + length($symbols) + length $png;
my $icons = zip_of('com.example.parts/icon.png', $png);
my %of_zip = (version => '1.0', status => 'stable', kicad_version => '8.0', download_url => "$at/parts.zip", download_sha256 => sha256_hex($zip),
    download_size => length $zip, install_size => $installed);

# Files of a repository, some other than they should be.
sub serve {
    my (%other) = @_;
    my $packages = $json->encode({ packages => [package_with(versions => [{ %of_zip, %{ $other{version} // {} } }])] });
    write_text("$dir/p.json", $packages . ($other{after_packages} // ''));
    write_text("$dir/icons.zip", $icons . ($other{after_icons} // ''));
    write_text("$dir/parts.zip", $other{zip} // $zip);
    write_json('r.json', { name => 'Ours', packages => { url => "$at/p.json", update_timestamp => 1700000000, sha256 => sha256_hex($packages) },
        resources => { url => "$at/icons.zip", update_timestamp => 1700000000, sha256 => sha256_hex($icons) }, %{ $other{repository} // {} } });
    write_text("$dir/web.log", '');
}

my @good = map { "$at/$_->[0]: good ($_->[1])\n" } ['r.json', 'repository'], ['p.json', 'packages'], ['icons.zip', 'resources'];
my @good_zip = ("$at/parts.zip/metadata.json: good (package)\n", "$at/parts.zip: good (archive)\n");
my $from = 'publish again, so that file and index come from one moment';
my $served = 'see that the web server serves it to everybody who has the repository';

serve();
says('a good repository', join('', @good), '', "$at/r.json");
is read_text("$dir/web.log"), "GET /r.json\nGET /p.json\nGET /icons.zip\n", 'what was asked for';
says('with its archives', join('', @good[0, 1], @good_zip, $good[2]), '', '--archives', "$at/r.json");
says('redirected', join('', "$at/moved/r.json: good (repository)\n", @good[1, 2]), '', "$at/moved/r.json");
says('compressed', join('', "$at/gzip/r.json: good (repository)\n", @good[1, 2]), '', "$at/gzip/r.json");
says('packages by themselves', $good[1], '', "$at/p.json");
says('an archive by itself', join('', @good_zip), '', "$at/parts.zip");
says('published, by URL', "now.json: good (package)\n", '', '--published', "$at/now.json", 'now.json');

serve(repository => { packages => { url => "http://tok:secret\@127.0.0.1:$port/secret/p.json?t=secret", update_timestamp => 1, sha256 => '0' x 64 } });
my $hidden = "http://***\@127.0.0.1:$port/secret";
says('credentials are sent and not shown', <<"END" . $good[2], 'found 1 error', "http://tok:secret\@127.0.0.1:$port/secret/r.json?t=secret");
$hidden/r.json?***: good (repository)
$hidden/p.json?***: error: has the SHA-256 @{[sha256_hex(read_text("$dir/p.json"))]}, not the @{['0' x 64]} of the document that names it; $from
END
is read_text("$dir/web.log"), "GET /secret/r.json?t=secret Basic dG9rOnNlY3JldA==\nGET /secret/p.json?t=secret Basic dG9rOnNlY3JldA==\nGET /icons.zip\n", 'to their own place alone';
says('without credentials', "$at/secret/r.json: error: \"$at/secret/r.json\" answers status 401; KiCad would read that page as the document; give what can be read\n",
    'found 1 error', "$at/secret/r.json");
says('other credentials', "$hidden/r.json: error: \"$hidden/r.json\" answers status 401; KiCad would read that page as the document; give what can be read\n",
    'found 1 error', "http://tok:wrong\@127.0.0.1:$port/secret/r.json");

like kidepot('pcm', 'validate', "$at/away/r.json")->{out}, qr/^\Q$at\E\/away\/r\.json: error: cannot fetch "\Q$at\E\/away\/r\.json": .*ftp.*; give what can be read$/, 'no other protocol';
like kidepot('pcm', 'validate', "$at/round/")->{out}, qr/^\Q$at\E\/round\/: error: cannot fetch ".*": Maximum \(10\) redirects followed; /, 'no endless redirects';
like kidepot('pcm', 'validate', 'http://127.0.0.1:' . free_port() . '/')->{out}, qr/: error: cannot fetch ".*": Failed to connect to 127\.0\.0\.1 port \d+/, 'nobody answers';
says('no address', qq{http:///x: error: "http:///x" is no address of http or https; give what can be read\n}, 'found 1 error', 'http:///x');

serve(after_packages => ' ', after_icons => 'x');
my $out = kidepot('pcm', 'validate', "$at/r.json")->{out};
like $out, qr/^\Q$at\E\/p\.json: error: has the SHA-256 [0-9a-f]{64}, not the [0-9a-f]{64} of the document that names it; publish again/m, 'packages of another moment';
like $out, qr/^\Q$at\E\/icons\.zip: error: has the SHA-256 /m, 'and icons';
serve(repository => { packages => { url => "$at/gone.json", update_timestamp => 1, sha256 => '0' x 64 } });
says('packages that are not there', join('', $good[0], "$at/gone.json: error: \"$at/gone.json\" answers status 404; KiCad would read that page as the document; $served\n", $good[2]), 'found 1 error', "$at/r.json");

serve(version => { download_size => 1, install_size => 1, version => '2.0' });
says('an archive that is another', join('', @good[0, 1], $good_zip[0], <<"END", $good[2]), 'found 1 error', '--archives', "$at/r.json");
$at/parts.zip: error: has @{[length $zip]} bytes, download_size says 1; $from
$at/parts.zip: hint: has files of $installed bytes, install_size says 1; write that number as install_size
$at/parts.zip: hint: metadata.json: has version "1.0", the repository says "2.0"; publish the archive again
END
serve(version => { download_url => "$at/none.zip" });
says('an archive that is not there', join('', @good[0, 1], "$at/none.zip: error: \"$at/none.zip\" answers status 404; KiCad would read that page as the document; $served\n", $good[2]), 'found 1 error', '--archives', "$at/r.json");

$icons = zip_of('com.example.parts/icon.png', $png, 'com.example.parts/icon.jpg', 'x', 'icon.png', 'x');
serve();
says('icons of nobody', join('', @good[0, 1], <<"END", $good[2]), '', "$at/r.json");
$at/icons.zip: hint: com.example.parts/icon.jpg: is no icon of a package; KiCad passes over it; call it IDENTIFIER/icon.png, or leave it out
$at/icons.zip: hint: icon.png: is no icon of a package; KiCad passes over it; call it IDENTIFIER/icon.png, or leave it out
END

# --- what is wrong with the call

refused(4, 'FILE|ZIP|URL ... is missing; see "kidepot pcm validate --help"', 'pcm', 'validate');
refused($wrong, qr/schema/, 'pcm', 'validate', '--schema', '3', 'x');
like good('help', 'pcm', 'validate', '--help'), qr/\Ausage: kidepot pcm validate \[OPTION \.\.\.\] FILE\|ZIP\|URL \.\.\.\n/, 'help';
is_deeply [glob '/tmp/kidepot-??????'], [grep { -d } glob '/tmp/kidepot-??????'], 'no temporary file is left';

done_testing;
