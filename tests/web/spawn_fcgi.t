# A socket handed over as standard input, as spawn-fcgi does it.
use v5.28;
use warnings;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(children_of end_process listens_on program read_text sanitizer_env sanitizer_reports
    scratch_dir start_process wait_until write_text);
use Test::More;

my ($spawn) = grep { -x } map { "$_/spawn-fcgi" } split(/:/, $ENV{PATH}), '/usr/bin';
plan skip_all => 'spawn-fcgi is not installed' unless $spawn;

my $database = KiDepot::Database->new;
my %good = (Authorization => 'Token ' . $database->token);

sub check {
    my ($socket, @options) = @_;
    my $dir = scratch_dir();
    write_text("$dir/kidepot.conf", 'conninfo = ' . $database->conninfo('web') . "\n");
    my $pid = start_process(
        command => [$spawn, '-n', @options, '--', program('kidepot.fcgi'), '--config', "$dir/kidepot.conf"],
        log => "$dir/log",
        env => { sanitizer_env($dir) },
    );
    wait_until(sub { read_text("$dir/log") =~ /started/ }) or die "it did not start:\n" . read_text("$dir/log");
    my $web = KiDepot::Nginx->start(socket => $socket =~ m{^/} ? $socket : '/none',
        edit => sub { s{server unix:/none }{server $socket }g });
    is(KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good)->{status}, 200, 'answers');
    ok(wait_until(sub { 4 == (my @workers = children_of($pid)) }), 'with its own workers');
    is(end_process($pid), 0, 'SIGTERM ends it with 0');
    is(sanitizer_reports($dir), '', 'no word from a sanitizer');
    $web->stop;
}

my $dir = scratch_dir();
subtest 'a Unix socket' => sub { check("$dir/kidepot.sock", '-s', "$dir/kidepot.sock") };
my $port = KiDepot::Sandbox::free_port();
subtest 'a port' => sub { check("127.0.0.1:$port", '-a', '127.0.0.1', '-p', $port) };
done_testing;
