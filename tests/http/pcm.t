# What the program answers below /pcm/, as FastCGI and as CGI.
use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Cgi;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::SameEverywhere qw(is_problem);
use MIME::Base64 qw(encode_base64);
use Test::More;

my $database = KiDepot::Database->new;
my $app = KiDepot::App->start(database => $database);
my %good = (HTTP_AUTHORIZATION => 'Basic ' . encode_base64('ada:' . $database->token, ''));
my %check = (PATH_INFO => '/pcm/check', KIDEPOT_LOCATION => 'pcm', REQUEST_METHOD => 'GET');
my %ask = (
    FastCGI => sub { KiDepot::Fcgi::request($app->socket, { %check, @_ }) },
    CGI => sub { KiDepot::Cgi::request('kidepot.fcgi', { KIDEPOT_CONNINFO => $database->conninfo('web'), %check, @_ }) },
);

for my $way (sort keys %ask) {
    my $ask = $ask{$way};
    subtest $way => sub {
        my $asked = $ask->(%good);
        is("$asked->{status} $asked->{body}", '204 ', 'a good token');
        for my $path ('/pcm/nothing', '/pcm//check', '/pcm/x/./y', '/v1/') {
            my $answer = $ask->(%good, PATH_INFO => $path);
            is_problem($answer, 404, $path);
            like($answer->{body}, qr{"There is nothing at this address; the repository's ends in /pcm/repository\.json\."}, 'in words');
        }
    };
}

$app->stop;
done_testing;
