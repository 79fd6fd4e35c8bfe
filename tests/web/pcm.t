# The packages behind the shipped nginx files: private, open, and a client that asks as
# KiCad does.
use v5.28;
use warnings;
use Digest::SHA qw(sha256_hex);
use JSON::PP qw(decode_json);
use KiDepot::App;
use KiDepot::Cli qw(good);
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Pcm qw(package_zip metadata);
use KiDepot::Sandbox qw(scratch_dir read_text write_text wait_until);
use KiDepot::SameEverywhere;
use MIME::Base64 qw(encode_base64);
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my $work = scratch_dir();
my @as = ('--conninfo', $database->conninfo('writer'));
my $app = KiDepot::App->start(database => $database);
my $icon = "\x89PNG\r\n\x1a\n" . "icon\0" x 100;
my $none = '0' x 64;

sub publish {
    my ($web, @words) = @_;
    good("pcm publish @words", @as, 'pcm', 'publish', '--directory', $web->dir . '/pcm', @words);
}

sub start {
    my ($kind) = @_;
    my $web = KiDepot::Nginx->start(app => $app, pcm => $kind);
    good('settings set pcm_url', @as, 'settings', 'set', 'pcm_url', $web->url . '/pcm');
    good('pcm refresh', @as, 'pcm', 'refresh', '--directory', $web->dir . '/pcm');
    return $web;
}

sub problem {
    my ($answer, $status, $name, $says) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is_problem($answer, $status, $name);
    like(decode_json($answer->{body})->{detail}, $says, "$name: says why") if $says;
}

sub basic { return { Authorization => 'Basic ' . encode_base64($_[0], '') } }

my $zip = package_zip("$work/a.zip", {}, { 'symbols/ACME.kicad_sym' => "(kicad_symbol_lib (version 20231120) (generator x))\n",
    'resources/icon.png' => $icon });

subtest 'private' => sub {
    my $web = KiDepot::Nginx->start(app => $app, pcm => 'pcm');
    my $host = $web->url =~ s{^http://}{}r;
    my $url = "http://ada:$token\@$host/pcm/repository.json";
    my $get = sub { KiDepot::Http::request($web->port, 'GET', @_) };
    my $good = basic("ada:$token");
    problem($get->('/pcm/repository.json', $good), 404, 'before anything was published',
        qr/^No package was published here yet; ask your administrator for one\.$/);
    good('settings set pcm_url', @as, 'settings', 'set', 'pcm_url', $web->url . '/pcm');
    publish($web, $zip);
    my $seen = KiDepot::Pcm::client($url);
    is($seen->{repository}{name}, 'KiDepot', 'the repository');
    is($seen->{packages}[0]{identifier}, 'org.example.parts', 'its package');
    is_deeply($seen->{icons}, { 'org.example.parts' => $icon }, 'its icon');
    is(KiDepot::Pcm::install($seen, 'org.example.parts', '1.0.0'), read_text($zip), 'its archive');
    is(scalar(grep { $_ !~ m{^http://ada:\Q$token\E\@\Q$host\E/pcm/} } $seen->{repository}{packages}{url},
        $seen->{repository}{resources}{url}, $seen->{packages}[0]{versions}[0]{download_url}), 0, 'all addresses have user and token');
    is(KiDepot::Pcm::client($url =~ s/ada/a%40b%20%C3%A4/r)->{packages}[0]{versions}[0]{download_url} =~ m{//(.*?):kd_} && $1,
        'a%40b%20%C3%A4', 'any user will do');
    is(KiDepot::Pcm::client($url =~ s/ada//r)->{packages}[0]{identifier}, 'org.example.parts', 'and none');
    my $restricted = do { good('a category', @as, 'category', 'add', 'R'); $database->token(categories => ['R']) };
    is(KiDepot::Pcm::client("http://b:$restricted\@$host/pcm/repository.json")->{packages}[0]{identifier}, 'org.example.parts',
        'a token for some categories is good for all packages');

    subtest 'heads' => sub {
        my ($packages, $archive) = map { s{^.*?@[^/]*}{}r } $seen->{repository}{packages}{url}, $seen->{packages}[0]{versions}[0]{download_url};
        for my $path ('/pcm/repository.json', $packages) {
            my $answer = $get->($path, $good);
            is($answer->{headers}{'cache-control'}, 'no-store', "$path has secrets in it");
            is($answer->{headers}{'content-type'}, 'application/json; charset=utf-8', "$path is JSON");
            is(KiDepot::Http::request($web->port, 'HEAD', $path, $good)->{headers}{'content-length'}, length $answer->{body}, "HEAD $path");
        }
        my $answer = $get->($archive, $good);
        is($answer->{headers}{'cache-control'}, 'private, max-age=31536000, immutable', 'an archive never changes');
        is($answer->{headers}{'content-type'}, 'application/zip', 'and is a zip');
        is(KiDepot::Http::request($web->port, 'HEAD', $archive, $good)->{headers}{'content-length'}, -s $zip, 'HEAD of an archive');
        for my $path ('/pcm/repository.json', $packages, $archive) {
            my $answer = KiDepot::Http::request($web->port, 'POST', $path, $good);
            problem($answer, 405, "POST $path", qr/^This address can only be read\.$/);
            is($answer->{headers}{allow}, 'GET, HEAD', 'says what may be asked');
        }
    };

    subtest 'refusals' => sub {
        my $archive = $seen->{packages}[0]{versions}[0]{download_sha256};
        my $packages = $seen->{repository}{packages}{url} =~ s{^.*?@[^/]*}{}r;
        my $old = $database->token(name => 'old');
        $database->psql("update kidepot.token set expires_at = '2020-02-02' where name = 'old'");
        problem($get->($_, basic("ada:$old")), 401, "$_ with an expired token", qr/^This token expired on 2020-02-02; ask your administrator for a new one\.$/)
            for '/pcm/repository.json', "/pcm/archive/$archive.zip";
        for my $path ('/pcm/repository.json', $packages, "/pcm/archive/$archive.zip", "/pcm/archive/$none.zip", "/pcm/resources-$none.zip") {
            my $none = qr{^The repository's address in KiCad has no user and token, as in https://USER:TOKEN\@HOST/pcm/repository\.json; ask your administrator for one\.$};
            my $wrong = qr/^The token in the repository's address is not known here; ask your administrator for one\.$/;
            for my $case (['nothing', {}, $none], ['a wrong token', basic('ada:' . $token =~ s/.$/x/r), $wrong],
                ['no token', basic('ada:'), $none], ['a token as the user', basic("$token"), $none], ['no base 64', { Authorization => 'Basic %%%' }, $none],
                ['the library\'s way', { Authorization => "Token $token" }, $none]) {
                my ($what, $headers, $says) = @$case;
                my $answer = $get->($path, $headers);
                problem($answer, 401, "$path with $what", $says);
                is($answer->{headers}{'www-authenticate'}, 'Basic realm="KiDepot"', 'and how it is given');
            }
        }
        is(eval { KiDepot::Pcm::client("http://ada:$token" . "x\@$host/pcm/repository.json"); 1 }, undef, 'a client with a wrong token');
        like($@, qr/^Unable to parse repository: .*The token in the repository's address is not known here/, 'shows why');
        problem($get->('/pcm/repository.json', basic('x' x 65 . ":$token")), 400, 'a long user',
            qr/^The user in the repository's address is longer than 64 bytes; any name will do\.$/);
        problem($get->("/pcm/packages-$none.json", $good), 404, 'packages nobody was told of', qr/^These packages are not listed any more; refresh\.$/);
        problem($get->("/pcm/archive/$none.zip", $good), 404, 'an archive that is not there');
    };

    subtest 'hostile paths' => sub {
        write_text($web->dir . '/pcm/secret.json', '{}');
        for my $path ('/pcm', '/pcm/', '/pcm/secret.json', '/pcm/.lock', '/pcm/archive', '/pcm/archive/', '/pcm/check', '/pcm/packages/x.json', '/pcm/repository.json/',
            '/pcm/archive/../secret.json', '/pcm/archive/%2e%2e/secret.json', '/pcm/..%2fnginx.conf', "/pcm/archive/$none.zip/", "/pcm/archive/$none.zip%00",
            '/pcm/repository.json%0a', '/pcm/.new.archive.zip', '/pcm/packages-' . 'A' x 64 . '.json', '/.kidepot-pcm-check', '/.kidepot-pcm-problem') {
            my $answer = $get->($path, $good);
            like($answer->{status}, qr/^40[04]$/, "$path: $answer->{status}");
            unlike($answer->{body}, qr/PNG|kd_/, 'and nothing of ours') ;
        }
        problem($get->('/pcm/x', {}), 404, 'an address that is none', qr{^There is nothing at this address; the repository's ends in /pcm/repository\.json\.$});
        problem($get->('/pcm//repository.json', $good), 404, 'a doubled slash');
    };

    subtest 'secrets' => sub {
        my $lines = $web->access_log(1);
        unlike($lines, qr/kd_[0-9a-f]{8}_/, 'no token in the web server\'s log');
        unlike($app->log . $web->error_log, qr/kd_[0-9a-f]{8}_/, 'nor in another');
        like($lines, qr/ - ada \[/, 'but the user');
        like($app->log, qr{ path=/pcm/repository\.json status=200 .* token=[0-9a-f]{8} }, 'and the token by its visible half');
    };

    subtest 'a second version' => sub {
        my $before = KiDepot::Pcm::client($url);
        package_zip("$work/b.zip", { version => { version => '1.1.0' } }, { 'symbols/ACME.kicad_sym' => "(kicad_symbol_lib (version 20231120) (generator y))\n" });
        publish($web, "$work/b.zip");
        my $after = KiDepot::Pcm::client($url);
        is_deeply([map { $_->{version} } @{ $after->{packages}[0]{versions} }], ['1.1.0', '1.0.0'], 'is offered, and the first still');
        cmp_ok($after->{repository}{packages}{update_timestamp}, '>', $before->{repository}{packages}{update_timestamp}, 'KiCad is told to read again');
        is($after->{repository}{resources}, undef, 'the icon is gone with it');
        is(KiDepot::Pcm::install($before, 'org.example.parts', '1.0.0'), read_text($zip), 'who has read before installs what it read');
        my $old = $get->($before->{repository}{packages}{url} =~ s{^.*?@[^/]*}{}r, $good)->{body};
        is(sha256_hex($old), $before->{repository}{packages}{sha256}, 'who has begun before reads on');
        is(KiDepot::Pcm::install($after, 'org.example.parts', '1.1.0'), read_text("$work/b.zip"), 'who has not gets the new one');
    };

    subtest 'too many refusals' => sub {
        my %status;
        $status{ $get->('/pcm/repository.json', {})->{status} }++ for 1 .. 100;
        cmp_ok($status{429} // 0, '>', 0, 'are answered shortly');
        problem($get->('/pcm/repository.json', {}), 429, 'and in words',
            qr/^Too many requests without a good token came from your address; check the token in the repository's address and try again in a minute\.$/);
        is($get->('/pcm/repository.json', $good)->{status}, 200, 'who has a token is not concerned');
    };
    $web->stop;
};

subtest 'private, without the program' => sub {
    my $web = KiDepot::Nginx->start(socket => '/nowhere', pcm => 'pcm');
    problem(KiDepot::Http::request($web->port, 'GET', '/pcm/repository.json', basic("a:$token")), 502, 'repository.json',
        qr/^KiDepot is not running at the moment; try again shortly\.$/);
    my $away = KiDepot::Http::request($web->port, 'GET', "/pcm/archive/$none.zip", basic("a:$token"));
    problem($away, 503, 'an archive', qr/^KiDepot is too busy at the moment; try again shortly\.$/);
    is($away->{headers}{'retry-after'}, 5, 'when to try again');
    $web->stop;
};

subtest 'open' => sub {
    my $web = start('pcm-open');
    my $asked = sub { scalar(() = $app->log =~ m{ path=/pcm/}g) };
    my $before = $asked->();
    my $url = $web->url . '/pcm/repository.json';
    publish($web, $_) for $zip, "$work/b.zip";
    my $seen = KiDepot::Pcm::client($url);
    is(KiDepot::Pcm::install($seen, 'org.example.parts', '1.0.0'), read_text($zip), 'a client without a token');
    is(KiDepot::Http::request($web->port, 'GET', '/pcm/repository.json', {})->{headers}{'cache-control'}, 'no-store', 'repository.json is not kept');
    for my $path (map { m{(/pcm/.*)} } $seen->{repository}{packages}{url}, $seen->{packages}[0]{versions}[0]{download_url}) {
        is(KiDepot::Http::request($web->port, 'GET', $path, {})->{headers}{'cache-control'}, 'public, max-age=31536000, immutable', "$path is");
        problem(KiDepot::Http::request($web->port, 'POST', $path, {}), 405, "POST $path");
    }
    problem(KiDepot::Http::request($web->port, 'GET', $_, {}), 404, $_) for '/pcm/', '/pcm/.lock', '/pcm/archive/', "/pcm/archive/$none.zip", '/pcm/x.json';
    is($asked->(), $before, 'no program is asked');
    $web->stop;
};

$app->stop;
done_testing;
