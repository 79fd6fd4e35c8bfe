#!/usr/bin/perl
# Each setting of the web program, from its file, the environment and the command
# line, and each word said about a wrong one.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Cgi;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root program run read_text write_text scratch_dir children_of);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
$database->psql(q{insert into kidepot.part (id, category_id, name, description, symbol)
    select 1000 + n, 3, 'bulk ' || n, repeat('d', 2000), 'Device:R' from generate_series(1, 500) n}, 'writer');
$database->psql(q{create or replace view kicad.category as
    select '1'::text as id, current_setting('statement_timeout') as name, null as description, null::text[] as own_category_ids}, 'owner');
$database->psql(q{update kidepot.setting set stock_format = 'no stock'}, 'writer');
my $token = $database->token;
my $administrator = $database->token(scope => 'admin');
my $dir = scratch_dir();
my @sources = qw(file environment option);

sub settings_in_help {
    my $help = run(command => [program('kidepot.fcgi'), '--help'], user => 'server');
    is($help->{status}, 0, '--help ends well');
    return map { tr/-/_/r } $help->{out} =~ /^  --(\S+) +\S/mg;
}

# The options and environment that put $values{file}, $values{environment} and
# $values{option} where they belong.
sub sources {
    my ($name, %values) = @_;
    my $file = write_text("$dir/sources.conf", exists $values{file} ? "# a file\n\n  $name\t=  $values{file}  \n" : '');
    return (
        ['--config', $file, exists $values{option} ? ('--' . $name =~ tr/_/-/r, $values{option}) : ()],
        exists $values{environment} ? { "KIDEPOT_\U$name" => $values{environment} } : {},
    );
}

sub cgi {
    my ($arguments, $env, $path, %variables) = @_;
    return KiDepot::Cgi::request('kidepot.fcgi', { KIDEPOT_CONNINFO => $database->conninfo('web'), KIDEPOT_STATEMENT_TIMEOUT => undef, PATH_INFO => $path,
        HTTP_AUTHORIZATION => "Token $token", %variables, %$env }, undef, arguments => $arguments);
}

sub with_server {
    my ($arguments, $env, $look) = @_;
    my ($config, $file, @options) = @$arguments;
    my $app = KiDepot::App->start(database => $database, arguments => \@options, env => $env,
        settings => { listen => undef, workers => undef, log_level => undef, file_of($file) }, no_wait => 1);
    # SIGTERM is heard from then on.
    $app->wait_for_log(qr/started/);
    my $found = $look->($app);
    $app->stop;
    return $found;
}

sub file_of {
    my ($file) = @_;
    my ($name, $value) = read_text($file) =~ /^\s*(\w+)\s*=\s*(.*?)\s*$/m or return;
    return ($name => $value);
}

# What shows that a setting has a value: a setting => three values and how to look.
my %shows = (
    contact => [['Ada', 'Grace', 'Joan'], sub { (cgi(@_, '/v1/', HTTP_AUTHORIZATION => '')->{body} =~ /ask (\w+) for/)[0] }],
    stock_in_kicad_10 => [['keywords', 'no', 'description'], sub {
        my $rows = cgi(@_, '/v1/parts/category/7.json', HTTP_USER_AGENT => 'KiCad/10.0.6 (x)')->{body};
        return ($rows =~ /"(keywords|description)":"[^"]*no stock/)[0] // 'no';
    }],
    path_max => [[100, 200, 300], sub {
        my @limits = grep { cgi(@_, '/' . 'x' x $_)->{status} == 414 } 100, 200, 300;
        return { 3 => 100, 2 => 200, 1 => 300 }->{ scalar @limits };
    }],
    admin_conninfo => [[map { "host=/nonexistent$_" } 1 .. 3], sub {
        my $answer = cgi(@_, '/api/supplier/', HTTP_AUTHORIZATION => "Token $administrator");
        return join ' ', map { "host=$_" } $answer->{stderr} =~ m{"(/nonexistent\d)/};
    }],
    nickname => [['Zoo', 'Device', 'Other'], sub {
        my @gone = grep { cgi(@_, "/v1/parts/$_.json")->{status} == 404 } 30, 10;
        return !@gone ? 'Other' : $gone[0] == 30 ? 'Zoo' : 'Device';
    }],
    log_format => [['json', 'plain', 'json'], sub { cgi(@_, '/v1/')->{stderr} =~ /^\{/ ? 'json' : 'plain' }],
    log_level => [['error', 'info', 'warning'], sub {
        my $log = cgi(@_, '/v1/parts/category/7.json')->{stderr};
        return $log =~ / info / ? 'info' : $log =~ / warning / ? 'warning' : 'error';
    }],
    log_file => [[map { "$dir/log$_" } 1 .. 3], sub {
        unlink map { "$dir/log$_" } 1 .. 3;
        cgi(@_, '/v1/');
        return join ' ', glob "$dir/log?";
    }],
    conninfo => [[map { "host=/nonexistent dbname=d$_" } 1 .. 3], undef],
    statement_timeout => [[11_000, 20_000, 33_000], sub {
        my ($seconds) = cgi(@_, '/v1/categories.json')->{body} =~ /"name":"(\d+)s"/;
        return 1000 * $seconds;
    }],
    request_memory => [[64, 1, 64], sub { cgi(@_, '/v1/parts/category/3.json')->{status} == 503 ? 1 : 64 }],
    workers => [[1, 3, 2], sub { with_server(server_arguments(@_), $_[1], sub { my ($app) = @_; ($app->wait_for_log(qr/started, (\d+) workers/))[0] }) }],
    listen => [[map { "$dir/socket$_" } 1 .. 3], sub { with_server(@_, sub {
        return join ' ', glob "$dir/socket?";
    }) }],
    socket_mode => [['0600', '0666', '0640'], sub { with_server(server_arguments(@_), $_[1], sub {
        return sprintf '%04o', (stat "$dir/mode")[2] & 0777;
    }) }],
);

sub server_arguments { my ($arguments) = @_; return [@$arguments, '--listen', "$dir/mode"] }

sub precedence {
    my ($name) = @_;
    my ($values, $look) = @{ $shows{$name} };
    $look //= sub {
        my ($arguments, $env) = @_;
        my $answer = KiDepot::Cgi::request('kidepot.fcgi', { PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token", %$env }, undef,
            arguments => [@$arguments, '--connect-timeout', 1000]);
        return $answer->{status} == 503 ? $values->[-1] : 'connected';
    };
    my %given;
    for my $at (0 .. 2) {
        $given{ $sources[$at] } = $values->[$at];
        is($look->(sources($name, %given)), $values->[$at], "$name: the $sources[$at] is heard") if $name ne 'conninfo' || $at == 2;
    }
}

# Settings whose effect is a matter of time are shown in tests/fault; here, that
# each source is read for them too.
sub wrong_value {
    my ($name, $wrong, $words) = @_;
    my %origin = (file => qr/line 3 of "[^"]+"/, environment => "environment KIDEPOT_\U$name", option => 'command line');
    for my $source (@sources) {
        my ($arguments, $env) = sources($name, $source => $wrong);
        is_refused("$name from the $source", $arguments, $env, qr/\Akidepot\.fcgi: $origin{$source}: $name $words\n\z/);
    }
}

sub is_refused {
    my ($what, $arguments, $env, $words) = @_;
    my @before_check = ($arguments->[0] // '') eq '--config' ? splice(@{ $arguments = [@$arguments] }, 0, 2) : ();
    my $result = run(command => [program('kidepot.fcgi'), @before_check, '--check', @$arguments], env => $env, user => 'server');
    is($result->{status}, 2, "$what: exit status 2");
    like($result->{err}, $words, "$what: it says why");
}

sub is_taken {
    my ($what, $arguments, $env) = @_;
    my $result = run(command => [program('kidepot.fcgi'), @$arguments], env => $env // {}, user => 'server');
    is("$result->{status} $result->{out}$result->{err}", '0 ', "$what is taken");
}

my %ranges = (workers => [1, 256], connect_timeout => [100, 60000], statement_timeout => [10, 600000], retry_max => [50, 60000],
    kept_memory => [0, 65536], stale_max => [0, 604800], look_every => [10, 60000], io_timeout => [100, 600000], stop_timeout => [100, 600000], request_memory => [1, 65536], path_max => [64, 65536],
    body_max => [1, 65536], netlist_max => [1, 65536], netlist_timeout => [10, 3600000]);
my %choices = (log_level => 'error warning info debug', log_format => 'plain json', stock_in_kicad_10 => 'no keywords description');
my @truths = qw(transaction_pooling);
my %lengths = (nickname => 100, contact => 200);

sub wrong_values {
    for my $name (sort keys %ranges) {
        my ($min, $max) = @{ $ranges{$name} };
        my $option = '--' . $name =~ tr/_/-/r;
        wrong_value($name, 'many', qr/is "many", not a whole number from $min to $max/);
        for my $wrong ('', '-1', $min - 1, $max + 1, '1e3', '5 ', '0x10', '99999999999999999999', '7.5') {
            is_refused("$name \"$wrong\"", [$option, $wrong], {}, qr/command line: $name is "\Q$wrong\E", not a whole number from $min to $max\n/);
        }
        is_taken("$name $_", ['--check', $option, $_]) for $min, $max;
    }
    for my $name (sort keys %choices) {
        wrong_value($name, 'loud', qr/is "loud", not one of: $choices{$name}/);
        is_refused("$name empty", ['--' . $name =~ tr/_/-/r, ''], {}, qr/$name is "", not one of: /);
        is_taken("$name $_", ['--check', '--' . $name =~ tr/_/-/r, $_]) for split / /, $choices{$name};
    }
    for my $name (@truths) {
        wrong_value($name, 'loud', qr/is "loud", not yes or no/);
        is_taken("$name $_", ['--check', '--' . $name =~ tr/_/-/r, $_]) for qw(yes no);
    }
    for my $name (sort keys %lengths) {
        wrong_value($name, 'x' x ($lengths{$name} + 1), qr/is longer than $lengths{$name} bytes/);
        is_taken("$name of $lengths{$name} bytes", ['--check', "--$name", 'x' x $lengths{$name}]);
    }
    wrong_value('socket_mode', $_, qr/is "\Q$_\E", not an octal mode from 0000 to 0777/) for '0888', '1000', 'rw';
    is_refused("$_ with a control character", ["--\L$_" =~ tr/_/-/r, "a\nb"], {}, qr/command line: $_ has a control character or is not UTF-8\n/)
        for qw(conninfo admin_conninfo listen socket_group nickname contact log_file);
    is_refused('bytes that are no UTF-8', ['--contact', "\xff"], {}, qr/contact has a control character or is not UTF-8\n/);
}

sub wrong_sources {
    is_refused('an unknown option', ['--wrokers', 3], {}, qr/\Akidepot\.fcgi: unknown option "--wrokers"; --help lists them\n\z/);
    is_refused('an unknown option with a value', ['--password=secret'], {}, qr/unknown option "--password"; --help lists them\n\z/);
    is_refused('a word that is no option', ['start'], {}, qr/unknown option "start"/);
    is_refused('an underscore in an option', ['--log_level', 'info'], {}, qr/unknown option "--log_level"/);
    is_refused('an option without its value', ['--workers'], {}, qr/\Akidepot\.fcgi: option "--workers" needs a value\n\z/);
    is_refused('a file that is not there', ['--config', "$dir/none"], {}, qr/\Akidepot\.fcgi: cannot open "\Q$dir\E\/none": No such file or directory\n\z/);
    is_refused('a directory as file', ['--config', $dir], {}, qr/\Akidepot\.fcgi: cannot read "\Q$dir\E": Is a directory\n\z/);
    is_refused('a file by environment that is not there', [], { KIDEPOT_CONFIG => "$dir/none" }, qr/cannot open "\Q$dir\E\/none"/);
    my $write = sub { ['--config', write_text("$dir/wrong.conf", $_[0])] };
    is_refused('an unknown setting in the file', $write->("workers = 2\nwrokers = 3\n"), {},
        qr/\Akidepot\.fcgi: line 2 of "\Q$dir\E\/wrong\.conf": unknown setting "wrokers"; --help lists them\n\z/);
    is_refused('a setting that is there twice', $write->("workers = 2\n\ncontact = A\n workers=2\n"), {},
        qr/\Akidepot\.fcgi: line 4 of "\Q$dir\E\/wrong\.conf": workers is set in line 1, too; delete one of the two\n\z/);
    is_refused('a line that is no setting', $write->("# x\nworkers\n"), {}, qr/line 2 of "[^"]+": "workers" is not "name = value"\n\z/);
    is_refused('a section', $write->("[kidepot]\n"), {}, qr/"\[kidepot\]" is not "name = value"\n\z/);
    is_refused('a file that is too large', $write->("# x\n" x 20_000), {}, qr/"[^"]+" is larger than 65536 bytes\n\z/);
    is_refused('a last line without an end', $write->("workers = 0"), {}, qr/line 1 of "[^"]+": workers is "0"/);
    is_taken('a file with blank lines, comments, CR LF and no end', ['--config', $write->("\n\r\n# c\n  # d\nworkers=2\r\n\tcontact =\t A = B # c ")->[1], '--check']);
    is_taken('an empty file', ['--config', $write->('')->[1], '--check']);
    is_taken('--config=FILE', ["--config=$dir/wrong.conf", '--check']);
    is_taken('--workers=3', ['--check', '--workers=3']);
    is_taken('an unknown variable', ['--check'], { KIDEPOT_NONSENSE => 1 });
    is_taken('a file by environment', ['--check'], { KIDEPOT_CONFIG => "$dir/wrong.conf" });
}

sub socket_group {
    my ($arguments, $env) = sources('socket_group', file => 'no-1', environment => 'no-2', option => 'no-3');
    for my $seen (3, 2, 1) {
        my $result = run(command => [program('kidepot.fcgi'), @$arguments, '--listen', "$dir/group"], env => $env, user => 'server');
        like($result->{err}, qr/socket_group "no-$seen" is no group/, 'socket_group: the ' . $sources[$seen - 1] . ' is heard');
        $seen == 3 ? splice @$arguments, 2, 2 : ($env = {});
    }
}

sub sample {
    my ($names) = @_;
    my $sample = run(command => [program('kidepot.fcgi'), '--sample'], user => 'server');
    is($sample->{status}, 0, '--sample ends well');
    is(join(' ', $sample->{out} =~ /^#(\w+) =/mg), "@$names", '--sample has every setting, in the order of --help');
    is_taken('the sample', ['--config', write_text("$dir/sample.conf", $sample->{out}), '--check']);
    (my $all = $sample->{out}) =~ s/^#(?=\w+ =)//mg;
    is_taken('the sample with every line in force', ['--config', write_text("$dir/all.conf", $all), '--check']);
    my $help = run(command => [program('kidepot.fcgi'), '--help'])->{out};
    for my $name (@$names) {
        my ($default) = $help =~ /^  --@{[$name =~ tr{_}{-}r]} .*?(?:\[([^\[\]]*)\])?$/m;
        my ($value) = $all =~ /^$name =[ ]?(.*)$/m;
        is($value, $default // '', "$name: the sample's value is the default");
    }
}

sub manual {
    my ($names) = @_;
    my $page = root() . '/docs/man/kidepot.conf.5';
    return plan_skip('the manual page is not there yet') unless -e $page;
    my @named = read_text($page) =~ /^\.It (?:Ic|Cm|Va) ([a-z0-9_]+)/mg;
    is(join(' ', sort @named), join(' ', sort @$names), 'kidepot.conf(5) names each setting and no other');
}

sub plan_skip { SKIP: { skip $_[0], 1 } }

sub other_options {
    my $version = run(command => [program('kidepot.fcgi'), '--version'], user => 'server');
    my ($wanted) = read_text(root() . '/VERSION') =~ /(\S+)/;
    is("$version->{status} $version->{out}$version->{err}", "0 kidepot.fcgi $wanted\n", '--version');
    my ($help, $after) = map { run(command => [program('kidepot.fcgi'), @$_, '--help'], user => 'server') } [], ['--config', "$dir/none"];
    is($after->{out}, $help->{out}, '--help after --config') or diag $after->{err};
    open my $full, '>', '/dev/full' or return pass('there is no /dev/full here');
    for my $option (qw(--help --version --sample --routes)) {
        my $status = system { '/bin/sh' } 'sh', '-c', '"$0" "$1" >/dev/full', program('kidepot.fcgi'), $option;
        is($status >> 8, 3, "$option with nowhere to write: exit status 3");
    }
}

my @names = settings_in_help();
my %covered = (%shows, map { $_ => 1 } keys %ranges, keys %choices, @truths, keys %lengths, 'socket_group');
is(join(' ', grep { $_ !~ /^(?:config|check|sample|routes|help)/ && !$covered{$_} } @names), '', 'each setting is tested here');
@names = grep { $covered{$_} } @names;
precedence($_) for sort keys %shows;
wrong_values();
wrong_sources();
socket_group();
sample(\@names);
manual(\@names);
other_options();
done_testing;
