#!/usr/bin/perl
# PostgreSQL on another machine, as docs/deploy.md says it: by TLS with the name checked and
# with a password from a file. The web program and the command, what they say when the
# certificate is not the right one, and changes that are heard of by TLS.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Change;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(program read_text write_text root run scratch_dir own_to_server free_port wait_until);

my $dir = scratch_dir();
my $port = free_port();
my %secret = (kidepot_web => 'of the web program', kidepot_owner_login => 'of the owner');

# Of an authority, when one is named.
sub certificate {
    my ($name, $subject, @authority) = @_;
    my $made = run(command => [qw(openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj), "/CN=$subject",
            @authority ? ('-addext', "subjectAltName=DNS:$subject", '-CA', "$dir/$authority[0].crt", '-CAkey', "$dir/$authority[0].key") : (),
            '-keyout', "$dir/$name.key", '-out', "$dir/$name.crt"]);
    die $made->{err} if $made->{status};
    own_to_server("$dir/$name.key", "$dir/$name.crt");
    chmod 0600, "$dir/$name.key";
    return "$dir/$name.crt";
}

my ($right, $wrong) = map { certificate($_, "an authority, $_") } qw(authority other);
certificate('db', 'localhost', 'authority');
certificate('renamed', 'db.example.org', 'authority');

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
serve_by_tls('db');
$database->psql("alter role $_ password '$secret{$_}'") for sort keys %secret;

sub serve_by_tls {
    my ($name) = @_;
    my $cluster = $database->{cluster};
    my $rules = "$cluster->{dir}/data/pg_hba.conf";
    $database->psql('checkpoint'); # it is ended at once
    $database->stop_server;
    $cluster->{settings} = ['listen_addresses=127.0.0.1', "port=$port", 'ssl=on',
        "ssl_cert_file=$dir/$name.crt", "ssl_key_file=$dir/$name.key"];
    $cluster->{port} = $port;
    write_text($rules, "hostssl all all 127.0.0.1/32 scram-sha-256\n" . read_text($rules) =~ s/^host\s.*\n//mgr);
    $database->start_server;
}

# What the command and the web program are given; more words are changes of it.
sub conninfo {
    my ($user, %other) = @_;
    my %word = (host => 'localhost', hostaddr => '127.0.0.1', port => $port, dbname => $database->{name}, user => $user,
        sslmode => 'verify-full', sslrootcert => $right, passfile => "$dir/pgpass", %other);
    return join ' ', map { "$_=$word{$_}" } sort keys %word;
}

write_text("$dir/pgpass", join '', map { "localhost:$port:*:$_:$secret{$_}\n" } sort keys %secret);
chmod 0600, "$dir/pgpass";
own_to_server("$dir/pgpass");

# libpq looks for a certificate of the client's own at home.
my $app = KiDepot::App->start(database => $database, env => { HOME => $dir },
    settings => { workers => 2, retry_max => 200, conninfo => conninfo('kidepot_web') });

sub get { KiDepot::Fcgi::request($app->socket, { PATH_INFO => $_[0], HTTP_AUTHORIZATION => "Token $token" }) }

sub status { run(command => [program('kidepot'), '--conninfo', conninfo('kidepot_owner_login', @_), 'status'], env => { HOME => $dir }) }

subtest 'all of it goes by TLS' => sub {
    is(get('/v1/parts/10.json')->{status}, 200, 'a part') or diag $app->log;
    is($database->psql(<<~SQL), 't', 'every connection of the web program');
        select bool_and(ssl) from pg_stat_ssl s join pg_stat_activity a using (pid) where a.usename = 'kidepot_web'
        SQL
    my $seen = status();
    is($seen->{status}, 0, 'the command') or diag $seen->{err};
};

subtest 'a change is heard of' => sub {
    unlike(get('/v1/parts/10.json')->{body}, qr/"by TLS"/, 'not yet there');
    KiDepot::Change::change("update kidepot.part set description = 'by TLS' where id = 10", $app);
    like(get('/v1/parts/10.json')->{body}, qr/"by TLS"/, 'in the next answer');
};

for my $case (
    ['a certificate of somebody else', { sslrootcert => $wrong }, qr/certificate verify failed/],
    ['no certificate to check by', { sslrootcert => "$dir/none" }, qr{root certificate file "\Q$dir\E/none" does not exist}],
    ['without TLS', { sslmode => 'disable' }, qr/no encryption/],
    ['a password that is wrong', { passfile => "$dir/none" }, qr/no password supplied/],
    ) {
    my ($what, $words, $message) = @$case;
    my $seen = status(%$words);
    is($seen->{status}, 1, "$what: the status");
    like($seen->{err}, $message, "$what: told");
    unlike($seen->{err}, qr/of the owner/, "$what: the password is not");
}

subtest 'the server comes back with a name that it has not' => sub {
    serve_by_tls('renamed');
    ok(wait_until(sub { get('/v1/parts/10.json'); $app->log =~ /does not match host name "localhost"/ }), 'the log says so') or diag $app->log;
    serve_by_tls('db');
    ok(wait_until(sub { my $answer = get('/v1/parts/10.json'); $answer->{status} == 200 && !$answer->{headers}{warning} }),
        'with its own name it is believed again');
    unlike($app->log, qr/of the web program/, 'no password in the log');
};

done_testing;
