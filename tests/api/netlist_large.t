#!/usr/bin/perl
# Netlists that are larger than what is kept of them: limits, memory, time-outs.

use v5.28;
use warnings;
use Test::More;
use POSIX ();
use KiDepot::Api;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(wait_until);

use constant MIB => 1024 * 1024;

my $api = KiDepot::Api->start(settings => { workers => 1, netlist_max => 40, netlist_timeout => 60000, statement_timeout => 1000 });
my %xml = ('Content-Type' => 'application/xml');

# A netlist of about so many bytes, most of them of elements that no record has.
sub netlist {
    my ($size, $inside) = @_;
    my $element = '<note>' . 'x' x 500 . '</note>';
    return '<export version="E"><design><source>large.kicad_sch</source></design>' . $element x ($size / length $element)
        . ($inside // '') . '</export>';
}

sub post {
    my ($body, $length) = @_;
    return KiDepot::Fcgi::request($api->app->socket, {
        REQUEST_METHOD => 'POST', PATH_INFO => '/api/netlist/', REQUEST_URI => '/kidepot/api/netlist/', SCRIPT_NAME => '/kidepot',
        QUERY_STRING => '', CONTENT_TYPE => 'application/xml', HTTP_AUTHORIZATION => 'Token ' . $api->token('administrator'),
        defined $length ? (CONTENT_LENGTH => $length) : (),
    }, $body);
}

sub worker { ($api->app->worker_pids)[0] }

sub peak {
    open my $file, '<', '/proc/' . worker() . '/status' or die "no status: $!\n";
    my ($peak) = map { /^VmHWM:\s+(\d+) kB/ ? $1 * 1024 : () } <$file>;
    return $peak;
}

subtest 'memory does not grow with the body' => sub {
    is(post(netlist(100_000))->{status}, 201, 'a small one');
    my ($before, $pid) = (peak(), worker());
    is(post(netlist(39 * MIB))->{status}, 200, 'a large one');
    is(worker(), $pid, 'by the same worker');
    cmp_ok(peak() - $before, '<', 4 * MIB, 'which did not grow by it');
};

subtest 'the limit' => sub {
    my $long = netlist(41 * MIB);
    my $said = post($long, length $long);
    is($said->{status}, 413, 'its length says that it is too large');
    is($said->{body}, '{"detail":"This body is larger than 40 MiB, which the setting netlist_max allows."}', 'in words');
    my $unsaid = post($long);
    is("$unsaid->{status} $unsaid->{body}", "413 $said->{body}", 'it turns out to be, while it is read');
};

subtest 'it may take longer than other statements' => sub {
    $api->database->psql(<<~'SQL', 'owner');
        set role kidepot_owner;
        create table kidepot.held ();
        insert into kidepot.held default values;
        create function kidepot.hold() returns trigger language plpgsql security definer as $$
        begin
            while exists (select from kidepot.held) loop
                perform pg_sleep(0.01);
            end loop;
            return null;
        end $$;
        create trigger hold after insert on kidepot.component execute function kidepot.hold();
        SQL
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my $answer = post(netlist(1000, '<components><comp ref="R1"><value>1</value></comp></components>'));
        diag explain $answer if $answer->{status} != 200;
        POSIX::_exit($answer->{status} == 200 ? 0 : 1);
    }
    my $waits = "select count(*) from pg_stat_activity where state = 'active' and datname = current_database()
                 and pid <> pg_backend_pid() and now() - query_start > interval '2 seconds'";
    ok(wait_until(sub { $api->database->psql($waits) == 1 }), 'it waits beyond statement_timeout');
    $api->database->let_go;
    waitpid $pid, 0;
    is($?, 0, 'and is answered in the end');
    is($api->request('GET', '/api/supplier/', {})->{status}, 200, 'others are as before');
};

$api->stop;
done_testing;
