# What the program answers below /pcm/, as FastCGI and as CGI, to a web server that gives
# out the files itself.
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
my $file = '/var/lib/kidepot/pcm/archive/' . '0' x 64 . '.zip';
my $nothing = qr{"There is nothing at this address; the repository's ends in /pcm/repository\.json\."};
my %ask = (
    FastCGI => sub { KiDepot::Fcgi::request($app->socket, { %check, @_ }) },
    CGI => sub { KiDepot::Cgi::request('kidepot.fcgi', { KIDEPOT_CONNINFO => $database->conninfo('web'), %check, @_ }) },
);

for my $way (sort keys %ask) {
    my $ask = $ask{$way};
    subtest $way => sub {
        my $asked = $ask->(%good);
        is("$asked->{status} $asked->{body}", '204 ', 'a good token, for who gives the file out by itself');
        is($asked->{headers}{'x-sendfile'}, undef, 'names none');

        my $named = $ask->(%good, KIDEPOT_FILE => $file);
        is("$named->{status} $named->{body}", '200 ', 'for who wants the name of it back');
        is($named->{headers}{'x-sendfile'}, $file, 'has it');
        is($named->{headers}{'content-type'}, 'application/zip', 'and its type');
        is($ask->(%good, KIDEPOT_FILE => $file, REQUEST_METHOD => 'HEAD')->{headers}{'x-sendfile'}, $file, 'HEAD too');

        for my $name ('-', '', 'repository.json', "$file\r\nX: y") {
            my $gone = $ask->(%good, KIDEPOT_FILE => $name);
            is_problem($gone, 404, "\"$name\" is no file");
            like($gone->{body}, $nothing, 'in words');
            is($gone->{headers}{$_}, undef, "and no $_") for 'x-sendfile', 'x';
        }

        for my $case (['no token', 401], ['a wrong token', 401, HTTP_AUTHORIZATION => 'Basic ' . encode_base64('ada:kd_x', '')],
            ['POST', 405, %good, REQUEST_METHOD => 'POST'], ['another location', 404, %good, KIDEPOT_LOCATION => '']) {
            my ($what, $status, @variables) = @$case;
            my $refused = $ask->(KIDEPOT_FILE => $file, @variables);
            is_problem($refused, $status, $what);
            is($refused->{headers}{'x-sendfile'}, undef, "$what: no file");
        }
        for my $path ('/pcm/repository.json', '/v1/', '/pcm/packages/' . '0' x 64 . '.json') {
            is($ask->(%good, KIDEPOT_FILE => $file, PATH_INFO => $path)->{headers}{'x-sendfile'}, undef, "$path gives none");
        }
        for my $theirs ([HTTP_KIDEPOT_FILE => $file], [QUERY_STRING => "KIDEPOT_FILE=$file"], [HTTP_X_SENDFILE => $file]) {
            my $answer = $ask->(%good, @$theirs);
            is($answer->{status}, 204, "@$theirs: no client can name a file");
            is($answer->{headers}{'x-sendfile'}, undef, 'and gets none');
        }
        for my $path ('/pcm/nothing', '/pcm//check', '/pcm/x/./y', '/v1/') {
            my $answer = $ask->(%good, PATH_INFO => $path);
            is_problem($answer, 404, $path);
            like($answer->{body}, $nothing, 'in words');
        }
    };
}

$app->stop;
done_testing;
