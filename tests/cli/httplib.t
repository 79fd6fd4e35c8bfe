# kidepot httplib: the file KiCad reads (contract section 2), where it goes, what is refused.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Sandbox qw(scratch_dir read_text write_text run program);

my ($wrong, $usage) = (2, 4);
my $secret = 'kd_0123abcd_' . '0123456789abcdef' x 4;
my @url = ('--url', 'https://parts.example.org/kicad');
my @good = ('httplib', @url, '--token', $secret);
my $dir = scratch_dir();

my $text = good('httplib', @good);
like $text, qr/^    "version": 1\.0$/m, 'meta.version is a number with a point';
is_deeply decode_json($text), {
    meta => { version => 1 },
    name => 'KiDepot',
    description => 'Parts catalogue served by KiDepot',
    source => {
        type => 'REST_API',
        api_version => 'v1',
        root_url => 'https://parts.example.org/kicad',
        token => $secret,
        timeout_parts_seconds => 300,
        timeout_categories_seconds => 600,
    },
}, 'what is in it';
like $text, qr/^    "timeout_parts_seconds": 300,?$/m, 'the time-outs are numbers';

my $other = decode_json(good('all options', 'httplib', '--url', 'HTTP://[::1]:8080///', '--token', $secret,
    '--name', "Bauteile \xc3\x84", '--timeout-parts', '0', '--timeout-categories=604800'));
is $other->{source}{root_url}, 'HTTP://[::1]:8080', 'slashes at the end are dropped';
is $other->{name}, "Bauteile \x{c4}", 'a name beyond ASCII';
is "$other->{source}{timeout_parts_seconds} $other->{source}{timeout_categories_seconds}", '0 604800', 'time-outs';

for my $write (['-o'], ['--output']) {
    my $file = "$dir/$$write[0].kicad_httplib";
    is good("@$write", @good, @$write, $file), '', "@$write: nothing on stdout";
    is read_text($file), $text, "@$write: the same text";
    is sprintf('%04o', (stat $file)[2] & 07777), '0600', "@$write: readable by its owner alone";
}
my $file = write_text("$dir/old.kicad_httplib", 'old');
chmod 0644, $file;
good('over an old file', @good, '-o', $file);
is sprintf('%04o', (stat $file)[2] & 07777), '0600', 'an old file gets the mode too';
is_deeply [glob "$dir/*.kicad_httplib.*"], [], 'no temporary file is left';

my $token_file = write_text("$dir/token", "$secret\n");
my $stdin = { input => "$secret \r\n" };
is good('--token-file', 'httplib', @url, '--token-file', $token_file), $text, 'a token from a file';
is good('--token -', 'httplib', @url, '--token', '-', $stdin), $text, 'a token from stdin';
is good('--token-file -', 'httplib', @url, '--token-file', '-', $stdin), $text, 'a token file from stdin';

refused($usage, '--url is missing; see "kidepot httplib --help"', 'httplib', '--token', $secret);
my $one = 'give the token either as --token or as --token-file; see "kidepot httplib --help"';
refused($usage, $one, 'httplib', @url);
refused($usage, $one, 'httplib', @url, '--token', $secret, '--token-file', $token_file);
refused($wrong, qr{\Acannot open "\Q$dir\E/none": No such file}, 'httplib', @url, '--token-file', "$dir/none");
refused($wrong, qr{\Acannot read "\Q$dir\E": Is a directory}, 'httplib', @url, '--token-file', $dir);
my $large = write_text("$dir/large", 'x' x 5000);
refused($wrong, "\"$large\" is larger than 4096 bytes", 'httplib', @url, '--token-file', $large);
refused($wrong, 'the standard input is larger than 4096 bytes; give the token alone', 'httplib', @url, '--token', '-', { input => 'x' x 5000 });
my $unreadable = run(command => ['sh', '-c', 'exec "$0" "$@" </', program('kidepot'), 'httplib', @url, '--token', '-']);
is "$unreadable->{status} $unreadable->{err}", "2 kidepot: cannot read the token from the standard input\n", 'stdin cannot be read';

my $form = 'the token is not "kd_", 8 hexadecimal digits, "_" and 64 more; give it as "kidepot token add" wrote it';
refused($wrong, $form, 'httplib', @url, '--token', '-', { input => '' });
refused($wrong, $form, 'httplib', @url, '--token', $_)
    for 'secret', uc $secret, "${secret}0", substr($secret, 0, -1), ($secret =~ s/kd_/kx_/r), ($secret =~ s/d_01/d-01/r);
unlike kidepot('httplib', @url, '--token', 'secret')->{err}, qr/secret/, 'a wrong token is not repeated';

my $blank = 'the URL has a blank or a control character; write a blank as %20';
my $ascii = 'the URL has a character that is not ASCII; write it percent-encoded, and a host\'s name in its xn-- form';
my $host = 'the URL has no host; write it as https://parts.example.org/kicad';
my $user = 'the URL must not have a user or password before "@"; the token says who asks';
my $query = 'the URL must not have a query ("?"): KiCad puts further path behind it';
my $fragment = 'the URL must not have a fragment ("#"): KiCad puts further path behind it';
my $v1 = 'the URL must not end in "/v1": KiCad adds that itself; leave it out';
my %url = (
    'http://a/b c' => $blank, ' http://a' => $blank,
    "http://\xc3\xa4.org" => $ascii,
    'http://${HOST}/' => 'the URL has a \'{\', which no URL may have; KiCad expands no variables here',
    'http://a\\b' => 'the URL has a \'\\\', which no URL may have', 'http://a/"' => 'the URL has a \'"\', which no URL may have',
    'a.org/kicad' => 'the URL "a.org/kicad" does not begin with http:// or https://',
    'ftp://a.org' => 'the URL "ftp://a.org" does not begin with http:// or https://',
    'http:/a.org' => 'the URL "http:/a.org" does not begin with http:// or https://',
    'http://' => $host, 'http:///kicad' => $host, 'http://:80/' => $host, 'https://[::1' => $host, 'http://[]/' => $host,
    'http://[::1]80/' => $host,
    'http://anna:pw@a.org/' => $user, 'http://anna@a.org' => $user,
    'http://a.org:0/' => 'the URL\'s port "0" is not a number from 1 to 65535',
    'http://a.org:65536' => 'the URL\'s port "65536" is not a number from 1 to 65535',
    'http://a.org:http/' => 'the URL\'s port "http" is not a number from 1 to 65535',
    'http://a.org/x?y=1' => $query, 'http://a.org?' => $query, 'http://a.org/#x' => $fragment,
    'http://a.org/kicad/v1' => $v1, 'http://a.org/v1///' => $v1,
    'http://a.org/' . 'x' x 2000 => 'the URL is longer than 2000 bytes',
);
for my $url (sort keys %url) {
    refused($wrong, $url{$url}, 'httplib', '--url', $url, '--token', $secret);
}
unlike kidepot('httplib', '--url', $_, '--token', $secret)->{err}, qr/pw/, "a password is not repeated: $_"
    for 'http://anna:pw@a.org/', 'anna:pw@a.org', 'ftp://anna:pw@a.org', 'https:/anna:pw@a.org';

my %name = (
    '' => 'the library needs a name, such as KiDepot',
    ' a' => 'the library\'s name " a" has a blank at an end; leave it out', 'a ' => 'the library\'s name "a " has a blank at an end; leave it out',
    'x' x 101 => 'the library\'s name is longer than 100 bytes',
    "a\nb" => '--name has a control character or is not UTF-8',
    "a\xff" => '--name has a control character or is not UTF-8',
    (map { ("a${_}b" => "the library's name must not have a '$_', for KiCad would not take it") } split //, ':/\\<>"'),
);
refused($wrong, $name{$_}, @good, '--name', $_) for sort keys %name;

refused($wrong, qr/\A--timeout-parts is "\Q$_\E", not a whole number from 0 to 604800\z/, @good, "--timeout-parts=$_")
    for '-1', '604801', 'x', '', '1.5';
refused($wrong, qr/\A--timeout-categories is "-1", not a whole number from 1 to 604800\z/, @good, '--timeout-categories=-1');

refused(3, "cannot write \"$dir/none/x\": No such file or directory", @good, '-o', "$dir/none/x");
refused(3, qr/\Acannot write "x+/, @good, '-o', 'x' x 4096);
refused(3, qr{\Acannot write "\Q$dir\E": }, @good, '-o', $dir);
my $full = kidepot(@good, \'/dev/full');
is "$full->{status} $full->{err}", "3 kidepot: cannot write to the standard output: No space left on device\n", 'stdout is full';

done_testing;
