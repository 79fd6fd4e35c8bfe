#!/usr/bin/perl
# A body larger than is read: the answer still arrives, also with a web server that
# sends on while it comes.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;

use constant MIB => 1024 * 1024;

my $database = KiDepot::Database->new;
my $token = $database->token(scope => 'admin');
my $app = KiDepot::App->start(database => $database, settings => { workers => 1 });

# All that is read of a body at most, and more behind it without its end.
sub answer_to {
    my ($method, $path, $size) = @_;
    my $client = KiDepot::Fcgi->connect($app->socket);
    $client->send_raw(KiDepot::Fcgi::begin_record(1) . KiDepot::Fcgi::stream('params', 1, KiDepot::Fcgi::pairs({
        REQUEST_METHOD => $method, PATH_INFO => $path, CONTENT_LENGTH => $size,
        CONTENT_TYPE => 'application/json', HTTP_AUTHORIZATION => "Token $token",
    })));
    my $piece = KiDepot::Fcgi::record('stdin', 1, ' ' x 32768);
    my $all_taken = 1;
    $all_taken &&= $client->send_raw($piece) for 1 .. $size / 32768;
    return ($all_taken, $client->read_response);
}

for my $size (MIB + 65536, 2 * MIB, 8 * MIB) {
    my ($all_taken, $answer) = answer_to('POST', '/api/supplier/', $size);
    ok($all_taken, "$size bytes are taken from a web server that sends them all first");
    is($answer->{status}, 413, "$size bytes: refused") or diag explain $answer;
    like($answer->{body} // '', qr/body_max/, 'in words');
    ($all_taken, $answer) = answer_to('GET', '/v1/', $size);
    ok($all_taken, "$size bytes with GET are taken");
    is($answer->{status}, 200, 'and have their answer') or diag explain $answer;
}

$app->stop;
done_testing;
