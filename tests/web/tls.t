# The shipped tls.conf with a certificate of the test's own, asked with curl.
use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(free_port own_to_server read_text root run scratch_dir write_text);
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my $app = KiDepot::App->start(database => $database);
my $dir = scratch_dir();
my ($certificate, $key) = ("$dir/kidepot.crt", "$dir/kidepot.key");

my $made = run(command => [qw(openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=parts.example.org
    -addext subjectAltName=DNS:parts.example.org -keyout), $key, '-out', $certificate]);
is($made->{status}, 0, 'a certificate, made as docs/deploy.md says') or diag $made->{err};
own_to_server($key, $certificate);

# The shipped file takes the place of the server in nginx.conf; only the paths in
# it and the addresses are others.
my $tls_port = free_port();
my $web = KiDepot::Nginx->start(app => $app, edit => sub {
    my ($port) = m{listen 127\.0\.0\.1:(\d+);} or return;
    my ($here) = m{include (\S+)/kidepot\.conf;};
    my $tls = read_text(root() . '/nginx/tls.conf');
    $tls =~ s{^\tlisten \[::\].*\n}{}mg;
    $tls =~ s{listen 443 ssl}{listen 127.0.0.1:$tls_port ssl};
    $tls =~ s{listen 80}{listen 127.0.0.1:$port};
    $tls =~ s{/etc/ssl/\w+/kidepot\.(crt|key)}{$dir/kidepot.$1}g;
    $tls =~ s{/etc/nginx/snippets}{$here};
    s{^    server \{.*?^    \}\n}{$tls}ms;
});

# As KiCad does: system authorities are not asked, the name is checked.
sub curl {
    my ($url, @options) = @_;
    my $result = run(command => [
        'curl', '-sS', '--noproxy', '*', '-m', 60, '--cacert', $certificate,
        '--resolve', "parts.example.org:$tls_port:127.0.0.1", '--resolve', 'parts.example.org:' . $web->port . ':127.0.0.1',
        '--resolve', "other.example.org:$tls_port:127.0.0.1",
        '-w', '\n%{http_code} %{http_version} %{content_type} %{num_redirects} %{ssl_verify_result}', @options, $url,
    ]);
    my ($body, $status, $version, $type, $redirects) = $result->{out} =~ /\A(.*)\n(\d+) (\S+) (.*) (\d+) \d+\z/s;
    return { exit => $result->{status}, err => $result->{err}, body => $body, status => $status,
        version => $version, headers => { 'content-type' => $type }, redirects => $redirects };
}

my $url = "https://parts.example.org:$tls_port/kidepot";
my @token = ('-H', "Authorization:Token $token");

subtest 'KiCad\'s requests' => sub {
    my $answer = curl("$url/v1/", @token);
    is($answer->{exit}, 0, 'the certificate is taken') or diag $answer->{err};
    is($answer->{status}, 200, 'validation');
    is($answer->{body}, '{"categories":"","parts":""}', 'its body');
    is($answer->{version}, 2, 'over HTTP/2, as curl and KiCad ask for it');
    $answer = curl("$url/v1/categories.json", '--http1.1', @token);
    is("$answer->{status} $answer->{version}", '200 1.1', 'over HTTP/1.1');
    is(curl("$url/v1", '-L', @token)->{redirects}, 0, 'no redirect without the slash');
    is(curl("$url/v1/", '-I', @token)->{status}, 200, 'HEAD');
};

subtest 'errors' => sub {
    my $large = "$dir/large";
    write_text($large, 'x' x 1_200_000);
    is_problem(curl("$url/v1/", @$_), 401, '401 over ' . ($$_[0] // 'HTTP/2')) for [], ['--http1.1'];
    is_problem(curl("$url/v1/parts/1.json", @token), 404, '404');
    is_problem(curl("$url/v1/", @token, '-H', 'X: ' . 'a' x 9000, '--http1.1'), 431, '431');
    is_problem(curl("$url/v1/", @token, '-d', '@' . $large), 413, '413');
    my $plain = KiDepot::Http::request($tls_port, 'GET', '/kidepot/v1/', { Host => 'parts.example.org' });
    is_problem($plain, 400, 'http on the port of https');
};

subtest 'port 80' => sub {
    my $answer = curl('http://parts.example.org:' . $web->port . '/kidepot/v1/', '-L', @token);
    is_problem($answer, 403, 'refused, not redirected');
    like($answer->{body}, qr/https/, 'and told why');
};

subtest 'who is trusted, and what is spoken' => sub {
    isnt(curl("https://other.example.org:$tls_port/kidepot/v1/", @token)->{exit}, 0, 'another name is refused by the client');
    isnt(curl("$url/v1/", @token, '--tls-max', '1.1')->{exit}, 0, 'TLS 1.1 is not spoken');
    is(curl("$url/v1/", @token, "--tlsv1.$_", '--tls-max', "1.$_")->{status}, 200, "TLS 1.$_ is") for 2, 3;
};

# Newer versions want HTTP/2 switched on in another way, which Debian 12's does not know.
unlike($web->error_log, qr/\[(warn|error|crit|alert|emerg)\](?!.*("listen ... http2" directive is deprecated|client sent too long header|too large body|plain HTTP request|SSL_do_handshake))/,
    'nginx has nothing to complain about');
$web->stop;
$app->stop;
done_testing;
