#!/usr/bin/perl
# Runs tests/api/*.case: requests to /api/ one after the other, and what must be answered.
# Each file is run as FastCGI, as CGI and through nginx, each time on a fresh copy of the
# catalogue of tests/cases/catalogue.sql. All as FastCGI are run by openapi.t, which also
# holds what is asked and answered against the schemas.
#
#     # why it is there
#     @sql update kidepot.part ...         before the request, as kidepot_writer; any number
#     POST /api/supplier/                  method and path below the library's URL
#     If-Match: <<etag>>                   header lines; "-" leaves one out that is sent
#                                          otherwise (Authorization, Content-Type)
#
#     {"name":"Mouser"}                    the body; none when there is nothing
#     ---
#     201                                  wanted status and header lines; "-": not there
#     ETag: <<etag>>                       what stands there is called etag from now on
#
#     {"id":<<id>>,                        wanted body, byte for byte; line ends and the
#      "name":"Mouser",*}                  blanks around them are not there; * is any text
#     ===
#     GET /api/supplier/<<id>>/            the next request ...
#
# KIDEPOT_TEST_CASES names files to run instead of all, here in each way. The first lines of a file can say "@through fcgi nginx". <<designer>>,
# <<administrator>> and <<former>> are tokens, <<half>> is half a character, <<nothing>>
# is 64 times 0, <<prefix>> is what the web server cuts off,
# {a*100} is "a" a hundred times.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Api;
use KiDepot::Sandbox qw(root);

my @files = split / /, $ENV{KIDEPOT_TEST_CASES} // "";
my @ways = @files ? () : qw(cgi nginx);
@files = sort glob root() . "/tests/api/*.case" unless @files;
my $api = KiDepot::Api->start;
$api->run_case($_, @ways) for @files;
$api->stop;
unlike($api->app->log, qr/ended by| error |kd_[0-9a-f]{8}_/, 'no worker died, no error and no secret is in the log');
done_testing;
