package KiDepot::Cgi;

# Runs a program as plain CGI:
#   my $answer = KiDepot::Cgi::request('kidepot.fcgi', { PATH_INFO => '/v1/' }, $body);
# An answer is { status, headers, body, stderr, exit, error }.

use v5.28;
use warnings;
use KiDepot::Sandbox qw(program run scratch_dir sanitizer_env sanitizer_reports);

sub request {
    my ($program, $env, $body, %option) = @_;
    state $dir = scratch_dir();
    my $result = run(
        command => [program($program), @{ $option{arguments} // [] }],
        user => 'server',
        clean_env => 1,
        env => {
            PATH => '/usr/bin:/bin', GATEWAY_INTERFACE => 'CGI/1.1', SERVER_PROTOCOL => 'HTTP/1.1',
            SERVER_SOFTWARE => 'test', REQUEST_METHOD => 'GET', SCRIPT_NAME => '',
            defined $body ? (CONTENT_LENGTH => length $body) : (),
            # As for KiDepot::App: no load of the machine makes a request fail.
            KIDEPOT_CONNECT_TIMEOUT => 30_000, KIDEPOT_STATEMENT_TIMEOUT => 60_000,
            sanitizer_env($dir),
            %$env,
        },
        input => $body // '',
    );
    my $reports = sanitizer_reports($dir);
    die "sanitizer report of $program:\n$reports" if $reports;
    my $answer = parse($result->{out});
    $answer->{error} = "ended by signal $result->{signal}" if $result->{signal};
    return { %$answer, stderr => $result->{err}, exit => $result->{status} };
}

# What a web server makes of a CGI program's output.
sub parse {
    my ($out) = @_;
    my ($head, $body) = $out =~ /\A(.*?\n)\r?\n(.*)\z/s
        or return { error => 'the output has no head', partial => $out };
    my $headers = parse_headers($head) // return { error => 'the head has a line that is no header', partial => $out };
    my ($status) = ($headers->{status} // '200') =~ /^(\d{3})\b/
        or return { error => "the status \"$headers->{status}\" is none", partial => $out };
    return { status => $status + 0, headers => $headers, body => $body };
}

sub parse_headers {
    my ($head) = @_;
    my %headers;
    for my $line (split /\r?\n/, $head) {
        my ($name, $value) = $line =~ /^([^\s:]+):[ \t]*(.*?)[ \t]*$/ or return undef;
        $name = lc $name;
        $headers{$name} = exists $headers{$name} ? "$headers{$name}, $value" : $value;
    }
    return \%headers;
}

1;
