# What "make run", "make start" and "make stop" do, from the outside.
use v5.28;
use warnings;
use Test::More;
use IO::Socket::INET;
use KiDepot::Http;
use KiDepot::Sandbox qw(root run scratch_dir read_text write_text free_port listens_on wait_until);

# Below the library's own directory, which belongs to the servers when we are root.
my $place = scratch_dir();
chmod 0755, $place;
chown $>, (split / /, $))[0], $place;
my $port = free_port();

sub server {
    my ($command, %env) = @_;
    return run(
        command => [root() . '/tests/server/server', $command],
        env => { PORT => $port, RUN => "$place/run", %env },
    );
}

sub ask {
    my ($token) = @_;
    return KiDepot::Http::request($port, 'GET', '/kidepot/v1/categories.json', { Authorization => "Token $token" });
}

sub processes {
    return grep { read_text($_) =~ /\Q$place/ } glob '/proc/[0-9]*/cmdline';
}

# What was told to end may need a moment for it.
sub none_runs {
    my ($name) = @_;
    wait_until(sub { !processes() });
    is_deeply [processes()], [], $name;
}

sub token { read_text("$place/run/token") =~ s/\n\z//r }

for my $bad ('0', '80', '65536', 'http', '8080x') {
    my $result = server('run', PORT => $bad);
    isnt $result->{status}, 0, "PORT=$bad is refused";
    like $result->{err}, qr/PORT="$bad" is not a port.*make run PORT=8081/, '... and the message says why';
}
{
    my $other = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1);
    my $result = server('run', PORT => $other->sockport);
    my $taken = $other->sockport;
    isnt $result->{status}, 0, 'a port in use is refused';
    like $result->{err}, qr/port $taken on 127\.0\.0\.1 is in use.*make run PORT=\d+/, '... and the message names another';
}

my $started = server('start');
is $started->{status}, 0, 'start' or diag $started->{out}, $started->{err};
like $started->{out}, qr{Manage Symbol Libraries.*\n.*\n *\Q$place\E/run/KiDepot\.kicad_httplib\n}, 'it says what to do in KiCad';
my $token = token();
is ask($token)->{status}, 200, 'it answers when start returns';
cmp_ok length ask($token)->{body}, '>', 1000, '... with the demo catalogue';
is ask('wrong')->{status}, 401, '... and not without the token';
is sprintf('%o', (stat "$place/run/token")[2] & 07777), '600', 'the token is for its owner only';
like read_text("$place/run/KiDepot.kicad_httplib"), qr{"root_url": "http://127\.0\.0\.1:$port/kidepot".*"token": "$token"}s,
    "KiCad's file names address and token";
my ($curl) = $started->{out} =~ /^ *(curl .*)$/m;
is run(command => ['bash', '-c', "$curl -fsS"], dir => root())->{out}, ask($token)->{body}, 'the curl line works';
{
    my ($address) = $started->{out} =~ m{^ *(http://kicad:TOKEN\@.*)$}m;
    my $repository = sub { run(command => ['curl', '-fsS', '--noproxy', '*', $address =~ s/TOKEN/$_[0]/r]) };
    is $repository->('wrong')->{status}, 22, 'the repository of packages is for who has the token';
    my ($packages) = $repository->($token)->{out} =~ m{"url": "(http://kicad:\Q$token\E\@127\.0\.0\.1:$port/pcm/packages-[0-9a-f]+\.json)"};
    is run(command => ['curl', '-fsS', '--noproxy', '*', $packages])->{out} =~ s/\s//gr, '{"packages":[]}', '... and has none at first';
}
ok wait_until(sub { read_text("$place/run/access.log") =~ m{"GET /kidepot/v1/categories\.json HTTP/1\.1" 200 } }), 'requests are in access.log';
if ($> == 0) {
    my @owners = map { (stat)[4] } grep { read_text($_) !~ m{tests/server/server} } processes();
    is_deeply [grep { $_ == 0 } @owners], [], 'started by root, no server runs as root';
}

my $second = server('run');
isnt $second->{status}, 0, 'a second one in the same place is refused';
like $second->{err}, qr/runs already in .* \(process \d+\).*make stop/, '... and the message says how to end the first';

is server('stop')->{status}, 0, 'stop';
none_runs '... ends every process';
ok wait_until(sub { !listens_on("127.0.0.1:$port") }), '... and frees the port';
like server('stop')->{out}, qr/nothing runs/, 'stop again has nothing to do';

is server('start')->{status}, 0, 'start again';
is token(), $token, '... keeps the token';
cmp_ok length ask($token)->{body}, '>', 1000, '... and the catalogue';
my ($pid) = read_text("$place/run/pid") =~ /(\d+)/;
kill 'KILL', $pid;
# A process loses its command line before its sockets and locks.
ok wait_until(sub { !processes() && !listens_on("127.0.0.1:$port") && !system 'flock', '-n', "$place/run", 'true' }),
    'killed outright, it takes its servers along';
is server('start')->{status}, 0, '... and can be started again';
is ask($token)->{status}, 200, '... with everything kept';
server('stop');
none_runs 'nothing is left running';

{
    my $other = free_port();
    my %beside = (RUN => "$place/beside", PORT => $other, DEMO => 'no');
    is server($_->[0], %{ $_->[1] })->{status}, 0, "start $_->[2]" for ['start', {}, 'one'], ['start', \%beside, 'another beside it'];
    my $others = read_text("$place/beside/token") =~ s/\n\z//r;
    my $answers = sub {
        my ($port, $token) = @_;
        return KiDepot::Http::request($port, 'GET', '/kidepot/v1/', { Authorization => "Token $token" })->{status} // 0;
    };
    is join(' ', $answers->($port, $token), $answers->($other, $others)), '200 200', '... and each answers at its port';
    is join(' ', $answers->($port, $others), $answers->($other, $token)), '401 401', '... from a database of its own';
    server('stop');
    is $answers->($other, $others), 200, 'the first is ended: the other goes on';
    server('stop', %beside);
    none_runs '... until it is ended too';
}

# Typed at a terminal.
{
    my $typing = <<'BASH';
for ((i = 0; i < 4000; i++)); do
    ! grep -qs '^Ctrl-C ends it' "$RUN.terminal" || break
    sleep 0.05
done | cat - <(printf '\003') |
    script -qefc 'exec tests/server/server run' "$RUN.terminal"
BASH
    my $typed = run(command => ['bash', '-c', $typing], dir => root(), env => { PORT => $port, RUN => "$place/run" });
    is $typed->{status}, 0, 'Ctrl-C ends "run"' or diag $typed->{out}, $typed->{err};
    is scalar(() = processes()), 0, '... and every server before it is gone itself';
    ok !listens_on("127.0.0.1:$port"), '... and frees the port';
}

for my $bad ('nonsense', 'kd_00000000_' . '0' x 64) {
    write_text("$place/run/token", "$bad\n");
    my $refused = server('start');
    isnt $refused->{status}, 0, "the token \"$bad\" is refused";
    like $refused->{err}, qr{401.*remove "\Q$place\E/run/token"}s, '... and the message says the way out';
}
unlink "$place/run/token";

{
    my $result = server('run', DEMO => 'none');
    isnt $result->{status}, 0, 'DEMO=none is refused';
    like $result->{err}, qr/DEMO="none" is neither yes nor no/, '... and the message says why';
    $result = server('start', DEMO => 'no');
    isnt $result->{status}, 0, 'DEMO=no where the demo catalogue is, is refused';
    like $result->{err}, qr/catalogue in "\Q$place\E\/run" was made with the demo.*make run DEMO=no RUN=\.run-empty/, '... and the message says the way out';
    my %empty = (RUN => "$place/empty");
    is server('start', %empty, DEMO => 'no')->{status}, 0, 'start without the demo catalogue';
    is ask(read_text("$place/empty/token") =~ s/\n\z//r)->{body}, '[]', '... is an empty one';
    server('stop', %empty);
    server('start', %empty);
    is ask(read_text("$place/empty/token") =~ s/\n\z//r)->{body}, '[]', '... and stays one\'s own';
    server('stop', %empty);
}

my $killing = <<'BASH';
tests/server/server run 2>&1 | while read -r line; do
    echo "$line"
    [[ $line != Ctrl-C* ]] || kill -KILL "$(head -n 1 "$RUN/servers/data/postmaster.pid")"
done
BASH
my $killed = run(command => ['bash', '-c', $killing], dir => root(), env => { PORT => $port, RUN => "$place/run" });
none_runs 'a server that ends by itself takes the others along';
like $killed->{out}, qr{^Ctrl-C ends it\.\nserver: a server ended by itself \(status 137\), see \S*/postgres\.log$}m, '... and the message names its log';

END { local $?; server('stop') if defined $place }
done_testing;
