# kidepot pcm publish, list, show, set, withdraw, refresh: what is in the repository.

use v5.28;
use warnings;
use utf8;
use Digest::SHA qw(sha256_hex);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Pcm qw(metadata package_zip zip_of members packages_of);
use KiDepot::Sandbox qw(scratch_dir read_text write_text);

my ($wrong, $ours, $output, $usage) = (2, 1, 3, 4);
my $db = KiDepot::Database->new;
my ($dir, $work) = (scratch_dir(), scratch_dir());
my @as = ('--conninfo', $db->conninfo('writer'));
my @pcm = (@as, 'pcm');
my @here = ('--directory', $dir);
my $symbols = "(kicad_symbol_lib (version 20231120) (generator x))\n";

sub repository { decode_json(read_text("$dir/repository.json")) }
sub packages_file { my ($name) = repository()->{packages}{url} =~ m{/(packages-[0-9a-f]{64}\.json)$}; return "$dir/$name" }
sub packages { packages_of(read_text(packages_file())) }
sub offered { join ' ', map { my $p = $_; map { "$p->{identifier}=$_->{version}:$_->{status}" } @{ $p->{versions} } } @{ packages() } }
sub publish { good("publish @_", @pcm, 'publish', @here, @_) }
sub zip { my ($name, $changed, @content) = @_; package_zip("$work/$name.zip", $changed, @content) }

my $first = zip('first', {});
my $umask = umask 077;
refused($wrong, 'it is not known where KiCad finds the packages; say "kidepot settings set pcm_url https://HOST/pcm"', @pcm, 'publish', @here, $first);
is join(' ', glob "$dir/* $dir/archive/*"), "$dir/archive", 'and nothing is left of it';
umask $umask;
is sprintf('%o', (stat "$dir/archive")[2] & 0777), '755', 'the web server can read the folder whatever the umask was';
refused($wrong, "pcm_url \"$_\": the address is written https://HOST/pcm, without user, query and \"/\" at the end", @as, 'settings', 'set', 'pcm_url', $_)
    for 'ftp://a/pcm', 'https://a:b@c/pcm', 'https://a/pcm/', 'https://a/pcm?x', 'https://a/"', 'http://', 'https://a/%2e%2e';
refused($wrong, qr/^pcm_url "https:\/\/a+": the address is written /, @as, 'settings', 'set', 'pcm_url', 'https://' . 'a' x 500);
refused($wrong, 'pcm_name "' . 'x' x 100 . '": the text is longer than 200 characters; shorten it', @as, 'settings', 'set', 'pcm_name', 'x' x 201);
good('settings', @as, 'settings', 'set', 'pcm_url', 'https://parts.example.org/pcm');

subtest 'publish' => sub {
    is(publish($first), "org.example.parts 1.0.0\n", 'a version');
    my $sum = sha256_hex(read_text($first));
    is(read_text("$dir/archive/$sum.zip"), read_text($first), 'its archive');
    my $repository = repository();
    is($repository->{name}, 'KiDepot', 'the repository\'s name');
    like($repository->{packages}{url}, qr{^https://parts\.example\.org/pcm/packages-[0-9a-f]{64}\.json$}, 'its address');
    cmp_ok(abs($repository->{packages}{update_timestamp} - time), '<', 3600, 'the time of the change');
    is(sha256_hex(read_text($dir . '/' . ($repository->{packages}{url} =~ s{.*/}{}r))), $repository->{packages}{sha256}, 'the SHA-256 is right');
    is_deeply(packages()->[0]{versions}, [{ version => '1.0.0', status => 'stable', kicad_version => '8.0', download_sha256 => $sum,
        download_size => -s $first, install_size => length(metadata()) + length($symbols),
        download_url => "https://parts.example.org/pcm/archive/$sum.zip" }], 'the version') or diag explain packages();
    like(good('validate', 'pcm', 'validate', "$dir/repository.json", packages_file()), qr/repository\.json: good \(repository\)\n.*: good \(packages\)\n\z/, 'both documents are good');
    is(publish($first), "nothing to publish, there is org.example.parts 1.0.0\n", 'once more');
    is_deeply(repository(), $repository, 'changes nothing');
    is(good('json', @pcm, 'publish', @here, '--json', $first) =~ s/\s+//gr, '{"identifier":"org.example.parts","version":"1.0.0","outcome":"nothing"}', 'in JSON');
    my $unknown = zip('unknown', { 'x-of-ours' => 1, identifier => 'org.example.unknown' }, { 'symbols/U.kicad_sym' => $symbols });
    publish($unknown);
    is((grep { $_->{identifier} eq 'org.example.unknown' } @{ packages() })[0]{'x-of-ours'}, undef, 'members that KiCad does not know are left out');
    good('withdraw', @pcm, 'withdraw', @here, 'org.example.unknown', '1.0.0');
};

subtest 'what was published does not change' => sub {
    my $other = zip('other', {}, { 'symbols/ACME.kicad_sym' => "$symbols\n" });
    refused($wrong, 'version 1.0.0 of "org.example.parts" is published with other contents, and what was published never changes; give a higher version, or --next',
        @pcm, 'publish', @here, $other);
    is(join(' ', sort map { s{.*/}{}r } glob "$dir/archive/*") =~ tr/ //, 1, 'its archive is not kept');
    my $zeros = zip('zeros', { version => { version => '1.0' } });
    refused($wrong, qr/^the package has a version that KiCad takes for the same, as 1\.0 and 1\.0\.0; give a higher number$/, @pcm, 'publish', @here, $zeros);
    refused($wrong, qr/^version 1\.0\.0 of "org\.example\.parts" is published as stable; "kidepot pcm set --status" changes that$/,
        @pcm, 'publish', @here, '--status', 'testing', $first);
    my ($denied) = eval { $db->psql("update kidepot.package_version set archive_sha256 = repeat('0', 64)", 'writer'); 1 };
    ok(!$denied, 'the database holds it too');
};

subtest 'the next number' => sub {
    my $next = zip('next', {}, { 'symbols/ACME.kicad_sym' => "$symbols\n\n" });
    my ($version) = publish('--next', $next) =~ /^org\.example\.parts (\d{4}\.\d{4}\.\d{6})\n$/ or die;
    my ($last) = @{ packages()->[0]{versions} };
    is($last->{version}, $version, 'is the time');
    my $members = members(read_text("$dir/archive/$last->{download_sha256}.zip"));
    is(decode_json($members->{'metadata.json'})->{versions}[0]{version}, $version, 'in the archive too');
    is($members->{'symbols/ACME.kicad_sym'}, "$symbols\n\n", 'with the same contents');
    is(publish('--next', $next), "nothing to publish, there is org.example.parts $version\n", 'the same again is no new version');
    $db->psql("insert into kidepot.package_version (package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
        select id, identifier || ' 9999.1.999999', '9999.1.999999', 'stable', '8.0', '{\"version\":\"9999.1.999999\",\"kicad_version\":\"8.0\"}', repeat('0', 64), 1, 1 from kidepot.package where identifier = 'org.example.parts'", 'writer');
    is(publish('--next', $next), "org.example.parts 9999.2.0\n", 'a clock that was set back: the number after the last');
};

subtest 'status and withdrawal' => sub {
    my $testing = zip('testing', { identifier => 'org.example.more', version => { version => '0.1', kicad_version_max => '9.99' } }, { 'symbols/M.kicad_sym' => $symbols });
    publish('--status', 'testing', $testing);
    like(offered(), qr/org\.example\.more=0\.1:testing/, 'published as another');
    good('set', @pcm, 'set', @here, 'ORG.example.more', '0.1', '--status', 'stable');
    like(offered(), qr/org\.example\.more=0\.1:stable/, 'and then as it says');
    refused($usage, 'nothing to set is given; see "kidepot pcm set --help"', @pcm, 'set', @here, 'org.example.more', '0.1');
    my ($sum) = $db->psql("select archive_sha256 from kidepot.package_version where name = 'org.example.more 0.1'");
    good('withdraw', @pcm, 'withdraw', @here, 'org.example.more', '0.1');
    unlike(offered(), qr/more/, 'withdrawn');
    ok(-e "$dir/archive/$sum.zip", 'its archive stays');
    is(publish($testing), "org.example.more 0.1\n", 'published again');
    like(offered(), qr/org\.example\.more=0\.1:stable/, 'it is offered again, as it was');
    good('withdraw', @pcm, 'withdraw', @here, '--remove-archive', 'org.example.more', '0.1');
    ok(!-e "$dir/archive/$sum.zip", 'its archive may be removed');
    is(publish($testing), "org.example.more 0.1\n", 'published again');
    ok(-e "$dir/archive/$sum.zip", 'it is back');
    refused($wrong, 'no package "org.example.none" is published; "kidepot pcm list" shows those that are', @pcm, @$_)
        for ['withdraw', @here, 'org.example.none', '1'], ['set', @here, '--status', 'stable', 'org.example.none', '1'], ['show', 'org.example.none'];
    refused($wrong, '"org.example.more" has no version "7"; "kidepot pcm show" shows those that it has', @pcm, 'withdraw', @here, 'org.example.more', '7');
    refused($wrong, 'no package "?" is published; "kidepot pcm list" shows those that are', @pcm, 'show', "\xff");
};

subtest 'list and show' => sub {
    good('withdraw', @pcm, 'withdraw', @here, 'org.example.parts', $_) for '9999.2.0', '9999.1.999999';
    my $list = decode_json(good('list', @pcm, 'list', '--json'));
    is_deeply([map { [@$_{qw(identifier version status kicad offered versions)}] } @$list],
        [['org.example.more', '0.1', 'stable', '8.0 to 9.99', 1, 1], ['org.example.parts', $db->psql("select max(version) from kidepot.package_version where version like '20%'") . '', 'stable', '8.0', 2, 4],
         ['org.example.unknown', undef, undef, '', 0, 1]], 'the list');
    like(good('list', @pcm, 'list'), qr/^identifier +name +type +version +status +kicad +offered +versions\norg\.example\.more +ACME parts +library +0\.1 /, 'as a table');
    my $show = decode_json(good('show', @pcm, 'show', 'org.example.more', '--json'));
    is($show->{metadata}{license}, 'unrestricted', 'show has the metadata');
    is($show->{version_list}[0]{kicad_version_max}, '9.99', 'and the versions');
    like(good('show', @pcm, 'show', 'org.example.parts'), qr/^org\.example\.parts  library  ACME parts\n\nversion +status .*\n9999\.2\.0 /, 'show as a table');
    like(good('history', @as, 'history', '--kind', 'package_version', '--limit', '3'), qr/org\.example\.parts 9999\.1\.999999.*withdrawn_at/s, 'the history knows');
};

subtest 'icons' => sub {
    my $icon = "\x89PNG\r\n\x1a\nx";
    publish(zip('icon', { identifier => 'org.example.icon' }, { 'resources/icon.png' => $icon, 'symbols/I.kicad_sym' => $symbols }));
    my $resources = repository()->{resources};
    my $bytes = read_text("$dir/" . ($resources->{url} =~ s{.*/}{}r));
    is(sha256_hex($bytes), $resources->{sha256}, 'their archive');
    is_deeply(members($bytes), { 'org.example.icon/icon.png' => $icon }, 'has each by its package');
    is($bytes, do { publish(zip('noicon', { identifier => 'org.example.noicon' }, { 'symbols/J.kicad_sym' => $symbols })); read_text("$dir/" . (repository()->{resources}{url} =~ s{.*/}{}r)) }, 'the same icons are the same bytes');
    is(repository()->{resources}{update_timestamp}, $resources->{update_timestamp}, 'and KiCad keeps them');
    refused($wrong, "$work/big.zip: resources/icon.png is larger than 20480 bytes; make it smaller",
        @pcm, 'publish', @here, zip('big', { identifier => 'org.example.big' }, { 'resources/icon.png' => 'x' x 20481, 'symbols/B.kicad_sym' => $symbols }));
};

subtest 'a renumbered archive' => sub {
    my $sized = zip('sized', { identifier => 'org.example.sized', version => { install_size => 1 } }, { 'symbols/S.kicad_sym' => $symbols });
    publish('--next', $sized);
    my ($of_sized) = grep { $_->{identifier} eq 'org.example.sized' } @{ packages() };
    my $archive = "$dir/archive/$of_sized->{versions}[0]{download_sha256}.zip";
    is(good('its size', 'pcm', 'validate', $archive), "$archive/metadata.json: good (package)\n$archive: good (archive)\n", 'the size in it is its own');
    good('withdraw', @pcm, 'withdraw', @here, 'org.example.sized', $of_sized->{versions}[0]{version});
};

subtest 'archives that are none' => sub {
    refused($wrong, qr{^cannot open "/nonexistent\.zip": No such file}, @pcm, 'publish', @here, '/nonexistent.zip');
    refused($wrong, qr{^$work/text\.zip: it cannot be read as a zip archive: .}, @pcm, 'publish', @here, write_text("$work/text.zip", 'no zip'));
    refused($wrong, "$work/bare.zip: there is no metadata.json in it; \"kidepot pcm build\" makes archives that have one", @pcm, 'publish', @here,
        zip_of("$work/bare.zip", 'symbols/A.kicad_sym' => $symbols));
    refused($wrong, qr{^$work/json\.zip: metadata\.json cannot be read: line 1, column 2: .*; write JSON as RFC 8259 has it$}, @pcm, 'publish', @here, zip_of("$work/json.zip", 'metadata.json' => '{'));
    refused($wrong, qr{^$work/license\.zip: license \"proprietary\" is not a license that KiCad knows; .*unrestricted for what no other fits$}, @pcm, 'publish', @here, zip('license', { license => 'proprietary' }));
    refused($wrong, qr{^$work/two\.zip: versions has 2 versions; in an archive KiCad takes exactly one; leave the one that the archive is$}, @pcm, 'publish', @here,
        zip('two', { versions => [map { { version => $_, status => 'stable', kicad_version => '8.0' } } '1', '2'] }));
    refused($wrong, "$work/tail.zip: the archive has a library that cannot be read: \"symbols/T.kicad_sym\": line 2, column 1: KiCad reads no further than the \")\" before this, "
        . "which closes the file's first list; save the library with KiCad and pack it again", @pcm, 'publish', @here, zip('tail', {}, { 'symbols/T.kicad_sym' => "$symbols(" . '())' }));
    refused($wrong, qr{^$work/case\.zip: identifier .*}, @pcm, 'publish', @here, zip('case', { identifier => 'org.example.under_score' }));
};

subtest 'what KiCad reads at most' => sub {
    my $before = repository();
    my $long = 'x' x 9_000;
    $db->psql("insert into kidepot.package (identifier, type, name, metadata) select 'org.example.n' || n, 'library', 'n', '{\"name\":\"n\",\"x\":\"$long\"}' from generate_series(1, 1200) n;
        insert into kidepot.package_version (package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
        select id, 'x', '1', 'stable', '8.0', '{\"version\":\"1\"}', repeat('0', 64), 1, 1 from kidepot.package where name = 'n'", 'writer');
    refused($wrong, qr/^the list of packages would have \d+ bytes, and KiCad reads at most 10485760; withdraw old versions, or shorten descriptions$/,
        @pcm, 'publish', @here, zip('last', { identifier => 'org.example.last' }, { 'symbols/L.kicad_sym' => $symbols }));
    is_deeply(repository(), $before, 'the repository is as before');
    is($db->psql("select count(*) from kidepot.package where identifier = 'org.example.last'"), 0, 'in the database too');
    ok(!-e "$dir/archive/" . sha256_hex(read_text("$work/last.zip")) . '.zip', 'and on the disk');
    $db->psql("alter table kidepot.package_version disable trigger all; delete from kidepot.package_version where version = '1'; delete from kidepot.package where name = 'n';
        alter table kidepot.package_version enable trigger all");
    good('the longest name and address', @as, 'settings', 'set', @$_) for ['pcm_name', '"' x 200], ['pcm_url', 'https://' . 'a' x 492];
    good('refresh', @pcm, 'refresh', @here);
    cmp_ok(-s "$dir/repository.json", '<', 20480 - 2 * 280, 'no name and address makes repository.json too large');
    good('back', @as, 'settings', 'set', @$_) for ['pcm_name', 'ACME'], ['pcm_url', 'https://parts.example.org/pcm'];
};

subtest 'refresh' => sub {
    my $before = repository()->{packages}{update_timestamp};
    good('refresh', @pcm, 'refresh', @here);
    is(repository()->{name}, 'ACME', 'another name');
    cmp_ok(repository()->{packages}{update_timestamp}, '>', $before, 'another time, within the same second too');
    my $all = repository();
    unlink glob "$dir/*.json";
    good('refresh', @pcm, 'refresh', @here);
    is_deeply(repository(), $all, 'lost documents come back as they were');
    $db->psql("update kidepot.repository set superseded_at = now() - interval '8 days' where superseded_at is not null");
    my @others = map { write_text("$dir/$_", '') } 'packages-' . '1' x 64 . '.json', 'resources-' . '2' x 64 . '.zip', 'packages-1.json', '.new.x';
    good('refresh', @pcm, 'refresh', @here);
    is(join(' ', map { s{.*/}{}r } grep { -e } @others), 'packages-1.json', 'what nobody is told of any more is removed, and nothing else');
    is($db->psql('select count(*) from kidepot.repository where superseded_at is not null'), 0, 'in the database too');
    my $elsewhere = scratch_dir();
    is(kidepot(@pcm, 'refresh', { env => { KIDEPOT_PCM_DIRECTORY => $elsewhere } })->{status}, 0, 'the directory by the environment');
    is(read_text("$elsewhere/repository.json"), read_text("$dir/repository.json"), 'the same there');
    refused($wrong, qr{^cannot read the directory "/nonexistent": No such file or directory; the option --directory or KIDEPOT_PCM_DIRECTORY names another$},
        @pcm, 'refresh', '--directory', '/nonexistent');
    refused($output, qr{^cannot write "/proc/\.lock": }, @pcm, 'refresh', '--directory', '/proc');
};

is kidepot(@pcm, @$_, \'/dev/full')->{status}, 3, "@$_ to a full disk" for ['list'], ['list', '--json'], ['show', 'org.example.parts'], ['show', 'org.example.parts', '--json'];
refused($ours, qr/permission denied/, '--conninfo', $db->conninfo('web'), 'pcm', @$_)
    for ['list'], ['show', 'x'], ['publish', @here, $first], ['refresh', @here], ['withdraw', @here, 'x', '1'], ['set', @here, '--status', 'stable', 'x', '1'];

done_testing;
