# A flood of wrong tokens from one address: 401s are limited, good requests are not.
use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(wait_until);
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my $app = KiDepot::App->start(database => $database, settings => { contact => 'Ada "parts" Löve' });
my $web = KiDepot::Nginx->start(app => $app);

sub ask {
    my ($token, $method, $from) = @_;
    # 127.0.0.2 is another address of the same machine.
    my $socket = IO::Socket::INET->new(LocalAddr => $from // '127.0.0.1', PeerAddr => '127.0.0.1', PeerPort => $web->port)
        or die "cannot connect: $!\n";
    return KiDepot::Http->connect($socket)->request($method // 'GET', '/kidepot/v1/',
        { Connection => 'close', Authorization => "Token $token" });
}

my $start = time;
my $first = ask('wrong');
is_problem({ %$first, body => $first->{body} =~ s/\\"/'/gr }, 401, 'the first wrong token');
like($first->{body}, qr/ask Ada \\"parts\\" Löve for one/, 'in the program\'s own words');

my (%count, $limited);
my $good = 0;
for my $n (1 .. 200) {
    my $answer = ask("wrong$n");
    $count{ $answer->{status} }++;
    $limited = $answer if $answer->{status} == 429;
    $good += ask($token)->{status} == 200 if $n % 2;
}
is_deeply([sort keys %count], [401, 429], 'wrong tokens get 401 or 429');
# One every two seconds, besides.
my $more = (time - $start) / 2 + 2;
cmp_ok($count{401}, '<=', 60 + $more, "at most the burst gets 401: $count{401} of 200");
cmp_ok($count{401}, '>=', 50, 'and a designer with an expired token sees why');
is($good, 100, 'good requests from the same address all pass meanwhile');
is_problem($limited, 429, 'the limit');
like($limited->{body}, qr/token/, 'tells what to do');
is($limited->{headers}{'retry-after'}, 60, 'and when');

my $head;
wait_until(sub { $head = ask('wrong', 'HEAD'); $head->{status} == 429 });
is($head->{status}, 429, 'HEAD: 429');
is($head->{body}, '', 'HEAD: no body');
is(ask($token, 'HEAD')->{status}, 200, 'HEAD with a good token passes');
is(ask('wrong', 'GET', '127.0.0.2')->{status}, 401, 'another address is not limited');

my $other = KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/parts/1.json', { Authorization => "Token $token" });
is_problem($other, 404, 'other errors are not counted');
$web->stop;

subtest 'the limit gives way with time' => sub {
    $web = KiDepot::Nginx->start(app => $app, edit => sub { s{burst=60}{burst=2} });
    ok(wait_until(sub { ask('wrong')->{status} == 429 }), 'the limit is reached');
    ok(wait_until(sub { ask('wrong')->{status} == 401 }), 'after a while the reason is told again');
    $web->stop;
};

subtest 'each reason comes through' => sub {
    $web = KiDepot::Nginx->start(app => $app);
    my $revoked = $database->token(name => 'lost laptop');
    my $expired = $database->token(name => 'old');
    $database->psql("update kidepot.token set revoked_at = now() where name = 'lost laptop'");
    $database->psql("update kidepot.token set expires_at = now() where name = 'old'");
    my %words = ($revoked => qr/revoked on 20/, $expired => qr/expired on 20/, '' => qr/has no token/);
    for my $token (sort keys %words) {
        my $answer = ask($token);
        is($answer->{status}, 401, 'status');
        like($answer->{body}, $words{$token}, "words");
        is($answer->{headers}{'www-authenticate'}, 'Token', 'challenge');
    }
    $web->stop;
};

$app->stop;
done_testing;
