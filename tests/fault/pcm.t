# Publishing that is disturbed: several at once, killed, no room. Who reads finds the
# repository whole at each moment.

use v5.28;
use warnings;
use Digest::SHA qw(sha256_hex);
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Pcm qw(package_zip packages_of);
use KiDepot::Sandbox qw(program scratch_dir read_text start_process process_ended wait_until);
use Test::More;
use Time::HiRes qw(sleep);

my $db = KiDepot::Database->new;
my ($dir, $work) = (scratch_dir(), scratch_dir());
my @as = ('--conninfo', $db->conninfo('writer'));
my @publish = ('pcm', 'publish', '--directory', $dir);

# What a client sees that reads the files in KiCad's order: identifier and version of
# each that is offered, or what is wrong.
sub seen {
    my $repository = eval { decode_json(read_text("$dir/repository.json")) } or return 'repository.json is no JSON';
    my $packages = read_text($dir . '/' . ($repository->{packages}{url} =~ s{.*/}{}r));
    return 'packages.json is another' if sha256_hex($packages) ne $repository->{packages}{sha256};
    my @offered;
    for my $package (@{ packages_of($packages) }) {
        for my $version (@{ $package->{versions} }) {
            return "no archive of $version->{version}" if sha256_hex(read_text("$dir/archive/$version->{download_sha256}.zip")) ne $version->{download_sha256};
            push @offered, "$package->{identifier}=$version->{version}";
        }
    }
    return join ' ', sort @offered;
}

sub zip {
    my ($name, $version) = @_;
    return package_zip("$work/$name-$version.zip", { identifier => "org.example.$name", version => { version => $version } },
        { "symbols/\u$name.kicad_sym" => "(kicad_symbol_lib (version 20231120) (generator x) (uuid \"" . 'x' x 200_000 . "\"))\n" });
}

# kidepot in the background; its pid.
sub begin { start_process(command => [program('kidepot'), @as, @_], log => "$work/log") }

# True when so many sessions wait for a lock.
sub waiting { my ($count) = @_; wait_until(sub { $count == $db->psql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") }) }

good('settings', @as, 'settings', 'set', 'pcm_url', 'http://127.0.0.1/pcm');
good('the first', @as, @publish, zip('a', '1'));

subtest 'eight at once' => sub {
    my @pids = map { begin(@publish, zip('b', "1.$_")) } 1 .. 8;
    my (%wrong, $looks);
    until (8 == grep { process_ended($_) } @pids) {
        my $seen = seen();
        $wrong{$seen}++ if $seen !~ /^org\.example\.a=1( org\.example\.b=1\.\d)*$/;
        $looks++;
    }
    is_deeply(\%wrong, {}, 'who looks meanwhile finds all whole');
    cmp_ok($looks, '>', 0, "looked $looks times");
    is(seen(), join(' ', 'org.example.a=1', map { "org.example.b=1.$_" } 1 .. 8), 'in the end all are there');
    is(join('', sort split /^/, read_text("$work/log")), join('', map { "org.example.b 1.$_\n" } 1 .. 8), 'and each said so');
    good('withdraw', @as, 'pcm', 'withdraw', '--directory', $dir, 'org.example.b', "1.$_") for 1 .. 8;
};

subtest 'killed where it waits' => sub {
    my $number = 0;
    for my $table ('kidepot.package', 'kidepot.package_version', 'kidepot.package_icon', 'kidepot.repository') {
        my $before = seen();
        my $holder = fork // die "cannot fork: $!\n";
        if ($holder == 0) {
            eval { $db->psql("begin; lock table $table in access exclusive mode; select pg_sleep(600)") };
            require POSIX;
            POSIX::_exit(0);
        }
        wait_until(sub { $db->psql("select count(*) from pg_stat_activity where query like 'select pg_sleep(600)%' and wait_event = 'PgSleep'") });
        my $zip = zip('c', '1.' . ++$number);
        my $pid = begin(@publish, $zip);
        ok(waiting(1), "it waits for $table");
        kill 'KILL', $pid;
        wait_until(sub { process_ended($pid) });
        is(seen(), $before, 'killed: as before for who reads');
        $db->psql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(600)%' and pid <> pg_backend_pid()");
        waitpid $holder, 0;
        wait_until(sub { !$db->psql("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()") });
        is($db->psql("select count(*) from kidepot.package_version where name = 'org.example.c 1.$number'"), 0, 'and in the database');
        good('the next one is not disturbed', @as, @publish, $zip);
        like(seen(), qr/org\.example\.c=1\.$number/, 'and is there');
        is(join(' ', glob "$dir/.new.*"), '', 'nothing is left of the killed one');
    }
};

subtest 'killed at any moment' => sub {
    my %seen;
    for my $number (1 .. 25) {
        my $zip = zip('d', "1.$number");
        my $pid = begin(@publish, $zip);
        sleep 0.004 * $number;
        kill 'KILL', $pid;
        wait_until(sub { process_ended($pid) });
        my $seen = seen();
        like($seen, qr/^org\.example\.a=1 \S/, "after so many times 4 ms: $number") or last;
        $seen{ $seen =~ /org\.example\.d=1\.$number\b/ ? 'done' : 'not done' }++;
    }
    note join ', ', map { "$seen{$_} $_" } sort keys %seen;
    good('and all can be published still', @as, @publish, "$work/d-1.$_.zip") for 1 .. 25;
    is(scalar(() = seen() =~ /org\.example\.d=/g), 25, 'all are there');
};

# A file may have so many bytes, as on a disk that has no more.
sub with_room { my ($bytes) = @_; return ('sh', '-c', 'trap "" XFSZ; ulimit -f "$1"; shift; exec "$@"', 'sh', int($bytes / 512)) }

subtest 'no room' => sub {
    my $before = seen();
    my $files = join ' ', sort glob "$dir/* $dir/archive/*";
    # packages.json is larger than the archives.
    $db->psql("update kidepot.package set metadata = '{\"identifier\":\"org.example.a\",\"name\":\"" . 'x' x 400_000 . "\"}' where identifier = 'org.example.a'", 'writer');
    for my $room ([8192, 'for the archive'], [100_000, 'for all of the archive'], [300_000, 'for the list of packages']) {
        my $run = KiDepot::Sandbox::run(command => [with_room($room->[0]), program('kidepot'), @as, @publish, zip('e', '1')], user => 'server');
        like($run->{err}, qr{^kidepot: cannot write "\Q$dir\E/\.new\.[^"]*": File too large$}, "no room $room->[1]");
        is($run->{status}, 3, 'is said by the exit status');
        is(seen(), $before, 'the repository is as before');
        is(join(' ', sort glob "$dir/* $dir/archive/*"), $files, 'the files are');
        is($db->psql("select count(*) from kidepot.package where identifier = 'org.example.e'"), 0, 'the database is');
        is(join(' ', glob "$dir/.new.*"), '', 'nothing is left of it');
    }
    good('there is room again', @as, @publish, "$work/e-1.zip");
    like(seen(), qr/org\.example\.e=1/, 'it is there');
};

subtest 'the database goes away' => sub {
    # A stop at once would otherwise take the last commits along.
    my $other = KiDepot::Database->new(primary => 1);
    my @other = ('--conninfo', $other->conninfo('writer'));
    my $place = scratch_dir();
    good('settings', @other, 'settings', 'set', 'pcm_url', 'http://127.0.0.1/pcm');
    good('one', @other, 'pcm', 'publish', '--directory', $place, "$work/a-1.zip");
    my $before = read_text("$place/repository.json");
    $other->stop_server;
    is(kidepot(@other, 'pcm', 'publish', '--directory', $place, "$work/d-1.1.zip")->{status}, 1, 'an error');
    is(read_text("$place/repository.json"), $before, 'the repository is as before');
    $other->start_server;
    good('it is back', @other, 'pcm', 'publish', '--directory', $place, "$work/d-1.1.zip");
};

done_testing;
