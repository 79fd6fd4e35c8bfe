# The packages behind the shipped files of nginx and of Apache in each of the three ways:
# private, open, and a client that asks as KiCad does.
use v5.28;
use warnings;
use Digest::SHA qw(sha256_hex);
use JSON::PP qw(decode_json);
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Cli qw(good kidepot);
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Pcm qw(package_zip metadata);
use KiDepot::Sandbox qw(scratch_dir read_text write_text wait_until);
use KiDepot::SameEverywhere;
use MIME::Base64 qw(encode_base64);
use Test::More;

my $work = scratch_dir();
my $icon = "\x89PNG\r\n\x1a\n" . "icon\0" x 100;
my $none = '0' x 64;
my $nothing = qr{^There is nothing at this address; the repository's ends in /pcm/repository\.json\.$};
my @servers = ('nginx', map { "Apache, $_" } qw(proxy-fcgi fcgid cgi));

# A server and all behind it, of which nothing is published.
sub start {
    my ($server, $kind, @more) = @_;
    my $database = KiDepot::Database->new;
    my $app = KiDepot::App->start(database => $database);
    my ($class, @way) = $server =~ /^Apache, (.*)/ ? ('KiDepot::Apache', way => $1) : ('KiDepot::Nginx');
    my $web = $class->start(app => $app, @way, pcm => $kind, @more, settings => { conninfo => $database->conninfo('web'), log_level => 'info' });
    return { server => $server, database => $database, token => $database->token, app => $app, web => $web,
        as => ['--conninfo', $database->conninfo('writer')] };
}

sub stop { $_[0]{web}->stop; $_[0]{app}->stop }

sub publish {
    my ($site, @words) = @_;
    good("pcm publish @words", @{ $site->{as} }, 'pcm', 'publish', '--directory', $site->{web}->dir . '/pcm', @words);
}

sub set_url {
    my ($site) = @_;
    good('settings set pcm_url', @{ $site->{as} }, 'settings', 'set', 'pcm_url', $site->{web}->url . '/pcm');
}

# What the program logged: where Apache starts it, into Apache's own log.
sub log_of { $_[0]{app}->log . $_[0]{web}->error_log }

sub problem {
    my ($answer, $status, $name, $says) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is_problem($answer, $status, $name) or return;
    like(decode_json($answer->{body})->{detail}, $says, "$name: says why") if $says;
}

sub basic { return { Authorization => 'Basic ' . encode_base64($_[0], '') } }

my $zip = package_zip("$work/a.zip", {}, { 'symbols/ACME.kicad_sym' => "(kicad_symbol_lib (version 20231120) (generator x))\n",
    'resources/icon.png' => $icon });

# A file that the web server gives out by itself.
sub check_file {
    my ($web, $path, $headers) = @_;
    my $port = $web->port;
    # What is of this minute may be something else within it.
    utime 0, 1_580_640_000, $web->dir . $path or die "no $path: $!\n";
    my $get = sub { KiDepot::Http::request($port, 'GET', $path, { %$headers, @_ }) };
    my $whole = $get->();
    is(KiDepot::Http::request($port, 'HEAD', $path, $headers)->{headers}{'content-length'}, length $whole->{body}, 'HEAD of it');
    is($whole->{headers}{'accept-ranges'}, 'bytes', 'who was cut off may go on');
    for my $case (['bytes=10-29', 10, 20], ['bytes=-7', -7, 7], ['bytes=100-', 100, length($whole->{body}) - 100]) {
        my ($range, $from, $length) = @$case;
        my $part = $get->(Range => $range);
        is("$part->{status} $part->{body}", '206 ' . substr($whole->{body}, $from, $length), "the $range");
        is($part->{headers}{$_}, $whole->{headers}{$_}, "$range: $_") for 'content-type', 'cache-control';
    }
    my $since = $whole->{headers}{'last-modified'};
    like($since, qr/^Sun, 02 Feb 2020 /, 'since when it is so');
    my $again = $get->('If-Modified-Since' => $since);
    is("$again->{status} $again->{body}", '304 ', 'who has it is told so');
    is($again->{headers}{'cache-control'}, $whole->{headers}{'cache-control'}, 'and that it stays so');
    is($get->(Range => 'bytes=10-29', 'If-Range' => $since)->{status}, 206, 'who was cut off goes on with the same file');
}

# More of them than the program has workers, and mod_fcgid has processes.
sub check_slow_readers {
    my ($web, $get, $good) = @_;
    my $path = '/pcm/archive/' . '1' x 64 . '.zip';
    my $size = 20_000_000;
    truncate write_text($web->dir . $path, ''), $size or die "cannot make $path: $!\n";
    my @slow = map { KiDepot::Http->connect($web->port) } 1 .. 10;
    $_->send_raw("GET $path HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: $good->{Authorization}\r\n\r\n") for @slow;
    like($_->{stream}->take_until(qr/\r\n\r\n/), qr{\AHTTP/1\.1 200 }, 'begins') for @slow;
    is($get->('/pcm/repository.json', $good)->{status}, 200, 'the program is free for others');
    is(length $_->{stream}->take_all, $size, 'ends') for @slow;
}

# It is there, and then it is not: mod_xsendfile finds it out when the program has answered.
sub check_unreadable {
    my ($web, $good) = @_;
    my $path = '/pcm/archive/' . '2' x 64 . '.zip';
    chmod 0, write_text($web->dir . $path, 'PK') or die "cannot change $path: $!\n";
    my $client = KiDepot::Http->connect($web->port);
    for my $method (qw(GET HEAD)) {
        my $answer = $client->request($method, $path, $good);
        $method eq 'GET' ? problem($answer, 404, $path, $nothing) : is($answer->{status}, 404, "HEAD of it");
        is($answer->{headers}{'cache-control'}, 'no-store', 'may be read later');
    }
    is($client->request('GET', '/pcm/repository.json', $good)->{status}, 200, 'the connection goes on');
}

sub check_valid {
    my ($url) = @_;
    my $said = good('pcm validate', 'pcm', 'validate', '--archives', $url);
    is(scalar(() = $said =~ /: good \(archive\)$/mg), 2, 'of both archives');
}

sub check_private {
    my ($site) = @_;
    my ($web, $database, $token) = @$site{qw(web database token)};
    my $host = $web->url =~ s{^http://}{}r;
    my $url = "http://ada:$token\@$host/pcm/repository.json";
    my $get = sub { KiDepot::Http::request($web->port, 'GET', @_) };
    my $good = basic("ada:$token");
    problem($get->('/pcm/repository.json', $good), 404, 'before anything was published',
        qr/^No package was published here yet; ask your administrator for one\.$/);
    set_url($site);
    publish($site, $zip);
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
    my $restricted = do { good('a category', @{ $site->{as} }, 'category', 'add', 'R'); $database->token(categories => ['R']) };
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
        is($answer->{headers}{'x-content-type-options'}, 'nosniff', 'whatever a browser thinks');
        is($answer->{headers}{$_}, undef, "no $_") for 'x-sendfile', 'x-accel-redirect', 'kidepot-detail', 'content-encoding';
        check_file($web, $archive, $good);
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
        for my $path ("/pcm/archive/$none.zip", "/pcm/resources-$none.zip") {
            my $gone = $get->($path, $good);
            problem($gone, 404, "$path, which is not there", $nothing);
            is($gone->{headers}{'cache-control'}, 'no-store', 'may be there later');
            is(KiDepot::Http::request($web->port, 'HEAD', $path, $good)->{status}, 404, "HEAD of it");
        }
    };

    subtest 'hostile paths' => sub {
        write_text($web->dir . '/pcm/secret.json', '{}');
        for my $path ('/pcm', '/pcm/', '/pcm/secret.json', '/pcm/.lock', '/pcm/archive', '/pcm/archive/', '/pcm/check', '/pcm/packages/x.json', '/pcm/repository.json/',
            '/pcm/archive/../secret.json', '/pcm/archive/%2e%2e/secret.json', '/pcm/..%2fnginx.conf', "/pcm/archive/$none.zip/", "/pcm/archive/$none.zip%00",
            '/pcm/repository.json%0a', "/pcm/archive/$none.zip%0a", '/pcm/packages/' . $none . '.json', '/pcm/%2e/repository.json', '/kidepot/pcm/check',
            '/kidepot/pcm/repository.json', "/pcm/x/../archive/%2e%2e/secret.json", '/pcm/archive//secret.json', '/pcm/repository.json/..', '/pcm/.new.archive.zip', '/pcm/packages-' . 'A' x 64 . '.json', '/.kidepot-pcm-check', '/.kidepot-pcm-problem') {
            my $answer = $get->($path, $good);
            like($answer->{status}, qr/^40[04]$/, "$path: $answer->{status}");
            unlike($answer->{body}, qr/PNG|kd_/, 'and nothing of ours') ;
        }
        problem($get->('/pcm/x', {}), 404, 'an address that is none', $nothing);
        problem($get->($_, $good), 404, "$_, another spelling", $nothing)
            for '/pcm//repository.json', '/pcm/./repository.json', '/pcm/archive/../repository.json', '/pcm/%2e/repository.json', '/pcm/archive%2f..%2frepository.json';
    };

    subtest 'what a client may not say' => sub {
        my $archive = "/pcm/archive/$seen->{packages}[0]{versions}[0]{download_sha256}.zip";
        my $whole = $get->($archive, $good)->{body};
        my $file = $web->dir . '/pcm/secret.json';
        for my $name ('KIDEPOT_FILE', 'Kidepot-File', 'X-Sendfile', 'X-Accel-Redirect', 'KIDEPOT_LOCATION', 'REDIRECT_KIDEPOT_FILE', 'PATH_INFO') {
            my $answer = $get->($archive, { %$good, $name => $file });
            is("$answer->{status} " . length $answer->{body}, '200 ' . length $whole, "a head line $name chooses no file");
            is($get->("$archive?$name=$file", $good)->{body}, $whole, "nor does $name in the query");
            problem($get->("/pcm/archive/$none.zip?$name=$file", { %$good, $name => $file }), 404, "nor in the place of one that is not there");
            is($get->("/pcm/repository.json?$name=$file", { %$good, $name => $file })->{body}, $get->('/pcm/repository.json', $good)->{body}, 'nor of a document');
            problem($get->($archive, { $name => $file }), 401, "$name is no token");
        }
    };

    problem(KiDepot::Http::request($web->port, 'POST', '/pcm/repository.json', $good, 'x' x 1_200_000), 413, 'what is too large to be read');
    subtest 'slow readers' => sub { check_slow_readers($web, $get, $good) };
    subtest 'an archive that cannot be read' => sub { check_unreadable($web, $good) } if $site->{server} ne 'nginx';

    subtest 'secrets' => sub {
        my $lines = $web->access_log(1);
        unlike($lines, qr/kd_[0-9a-f]{8}_/, 'no token in the web server\'s log');
        unlike(log_of($site), qr/kd_[0-9a-f]{8}_/, 'nor in another');
        like($lines, qr/ - ada \[/, 'but the user') if $site->{server} eq 'nginx';
        like(log_of($site), qr{ path=/pcm/repository\.json status=200 .* token=[0-9a-f]{8} }, 'and the token by its visible half');
    };

    subtest 'a second version' => sub {
        my $before = KiDepot::Pcm::client($url);
        package_zip("$work/b.zip", { version => { version => '1.1.0' } }, { 'symbols/ACME.kicad_sym' => "(kicad_symbol_lib (version 20231120) (generator y))\n" });
        publish($site, "$work/b.zip");
        my $after = KiDepot::Pcm::client($url);
        is_deeply([map { $_->{version} } @{ $after->{packages}[0]{versions} }], ['1.1.0', '1.0.0'], 'is offered, and the first still');
        cmp_ok($after->{repository}{packages}{update_timestamp}, '>', $before->{repository}{packages}{update_timestamp}, 'KiCad is told to read again');
        is($after->{repository}{resources}, undef, 'the icon is gone with it');
        is(KiDepot::Pcm::install($before, 'org.example.parts', '1.0.0'), read_text($zip), 'who has read before installs what it read');
        my $old = $get->($before->{repository}{packages}{url} =~ s{^.*?@[^/]*}{}r, $good)->{body};
        is(sha256_hex($old), $before->{repository}{packages}{sha256}, 'who has begun before reads on');
        is(KiDepot::Pcm::install($after, 'org.example.parts', '1.1.0'), read_text("$work/b.zip"), 'who has not gets the new one');
    };

    check_valid($url);

    check_rate($get, $good) if $site->{server} eq 'nginx';
}

sub check_rate {
    my ($get, $good) = @_;
    subtest 'too many refusals' => sub {
        my %status;
        $status{ $get->('/pcm/repository.json', {})->{status} }++ for 1 .. 100;
        cmp_ok($status{429} // 0, '>', 0, 'are answered shortly');
        problem($get->('/pcm/repository.json', {}), 429, 'and in words',
            qr/^Too many requests without a good token came from your address; check the token in the repository's address and try again in a minute\.$/);
        is($get->('/pcm/repository.json', $good)->{status}, 200, 'who has a token is not concerned');
    };
}

for my $server (@servers) {
    subtest "$server: private" => sub {
        my $site = start($server, 'pcm');
        check_private($site);
        stop($site);
    };
}

subtest 'nginx: private, without the program' => sub {
    my $web = KiDepot::Nginx->start(socket => '/nowhere', pcm => 'pcm');
    problem(KiDepot::Http::request($web->port, 'GET', '/pcm/repository.json', basic('a:b')), 502, 'repository.json',
        qr/^KiDepot is not running at the moment; try again shortly\.$/);
    my $away = KiDepot::Http::request($web->port, 'GET', "/pcm/archive/$none.zip", basic('a:b'));
    problem($away, 503, 'an archive', qr/^KiDepot is too busy at the moment; try again shortly\.$/);
    is($away->{headers}{'retry-after'}, 5, 'when to try again');
    $web->stop;
};

subtest 'Apache: private, without the program' => sub {
    my $web = KiDepot::Apache->start(way => 'proxy-fcgi', socket => '/nowhere', pcm => 'pcm');
    for my $path ('/pcm/repository.json', "/pcm/archive/$none.zip") {
        my $away = KiDepot::Http::request($web->port, 'GET', $path, basic('a:b'));
        problem($away, 503, $path, qr/^KiDepot is not running at the moment; try again shortly\.$/);
        is($away->{headers}{'cache-control'}, 'no-store', "$path may be there later");
    }
    $web->stop;
    for my $way (qw(fcgid cgi)) {
        $web = KiDepot::Apache->start(way => $way, settings => { workers => 'many' }, pcm => 'pcm', edit => sub { s{FcgidConnectTimeout 3}{FcgidConnectTimeout 1} });
        problem(KiDepot::Http::request($web->port, 'GET', $_, basic('a:b')), 500, "$way: $_",
            qr/^The web server in front of KiDepot cannot answer this; its administrator finds the reason in its log\.$/)
            for '/pcm/repository.json', "/pcm/archive/$none.zip";
        $web->stop;
    }
};

# As a site had it that gave the directory out before: each file, and a list of them.
sub alias {
    my ($dir) = /"(\S+\/pcm)(?:\/\$1)?"\n/ or return '';
    return qq(Alias "/pcm" "$dir"\n<Directory "$dir">\nOptions Indexes\n</Directory>\n);
}

for my $server (grep { /Apache/ } @servers) {
    subtest "$server: private, beside an alias" => sub {
        my $site = start($server, 'pcm', modules => ['autoindex', 'dir'], edit => sub { $_ = alias() . $_ });
        my $path = '/pcm/archive/' . '1' x 64 . '.zip';
        set_url($site);
        publish($site, $zip);
        write_text($site->{web}->dir . $path, 'PK');
        my $get = sub { KiDepot::Http::request($site->{web}->port, 'GET', @_) };
        for my $asked ($path, '/pcm/repository.json') {
            my $answer = $get->($asked, {});
            like($answer->{status}, qr/^40[13]$/, "$asked without a token");
            is_problem($answer, $answer->{status}, 'in words');
        }
        problem($get->($_, {}), 404, $_, $nothing) for '/pcm/', '/pcm/archive/', '/pcm/.lock';
        stop($site);
    };
}

sub check_open {
    my ($site) = @_;
    my $web = $site->{web};
    my $get = sub { KiDepot::Http::request($web->port, 'GET', $_[0], {}) };
    set_url($site);
    publish($site, $_) for $zip, "$work/b.zip";
    my $asked = sub { scalar(() = log_of($site) =~ m{ path=/pcm/}g) };
    my $before = $asked->();
    my $url = $web->url . '/pcm/repository.json';
    my $seen = KiDepot::Pcm::client($url);
    is(KiDepot::Pcm::install($seen, 'org.example.parts', '1.0.0'), read_text($zip), 'a client without a token');
    is($get->('/pcm/repository.json')->{headers}{'cache-control'}, 'no-store', 'repository.json is not kept');
    is($get->('/pcm/repository.json')->{headers}{'content-type'}, 'application/json; charset=utf-8', 'and is JSON');
    my ($packages, $archive) = map { m{(/pcm/.*)} } $seen->{repository}{packages}{url}, $seen->{packages}[0]{versions}[0]{download_url};
    for my $path ($packages, $archive) {
        is($get->($path)->{headers}{'cache-control'}, 'public, max-age=31536000, immutable', "$path is");
        is($get->($path)->{headers}{'x-content-type-options'}, 'nosniff', 'whatever a browser thinks');
    }
    is($get->($packages)->{headers}{'content-type'}, 'application/json; charset=utf-8', 'packages are JSON');
    is($get->($archive)->{headers}{'content-type'}, 'application/zip', 'an archive is a zip');
    check_file($web, $archive, {});
    for my $path ('/pcm/repository.json', $packages, $archive) {
        for my $method (qw(POST PUT DELETE OPTIONS PROPFIND)) {
            my $answer = KiDepot::Http::request($web->port, $method, $path, {});
            problem($answer, 405, "$method $path", qr/^This address can only be read\.$/);
            # An element of a list may be empty (RFC 9110, 5.6.1), as one that Apache adds is.
            is($answer->{headers}{allow} =~ s/, \z//r, 'GET, HEAD', 'says what may be asked');
        }
    }
    write_text($web->dir . '/pcm/secret.json', '{}');
    problem($get->($_), 404, $_, $nothing) for '/pcm/', '/pcm/.lock', '/pcm/archive', '/pcm/archive/', "/pcm/archive/$none.zip", "/pcm/archive/$none.zip/", '/pcm/secret.json',
        '/pcm/archive/../secret.json', '/pcm/archive/%2e%2e/secret.json', '/pcm/repository.json/', '/pcm/repository.json%0a', "$archive%0a", "$archive/";
    like($get->($_)->{status}, qr/^40[04]$/, $_) for '/pcm', '/pcm/..%2fnginx.conf', '/pcm/../apache.conf', '/pcm/%2e%2e/apache.conf', "$archive%00";
    check_valid($url);
    is($asked->(), $before, 'no program is asked');
}

for my $server (@servers) {
    subtest "$server: open" => sub {
        my $site = start($server, 'pcm-open', $server eq 'nginx' ? () : (modules => ['autoindex', 'dir'], edit => sub { $_ .= alias() }));
        check_open($site);
        stop($site);
    };
}

done_testing;
