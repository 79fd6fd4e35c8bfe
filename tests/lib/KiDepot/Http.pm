package KiDepot::Http;

# An HTTP/1.1 client that sends what it is given, byte by byte.
#   my $answer = KiDepot::Http::request($port, 'GET', '/api/v1/', { Authorization => 'Token x' });
# Headers in a hash are completed by Host, Connection and Content-Length where
# missing; lines in an array are sent as they stand.
#   my $client = KiDepot::Http->connect($port);      keeps the connection
#   my $answer = $client->request('GET', '/api/v1/', \%headers);
# An answer is { status, reason, version, headers, body, error }.

use v5.28;
use warnings;
use IO::Socket::INET;
use KiDepot::Cgi ();
use KiDepot::Stream;

# Called with a port a function, called on a client a method.
sub request {
    return shift->exchange(@_) if ref $_[0];
    my ($port, $method, $path, $headers, $body) = @_;
    $headers = { Connection => 'close', %$headers } if ref($headers //= {}) eq 'HASH';
    my $client = __PACKAGE__->connect($port);
    return $client->exchange($method, $path, $headers, $body);
}

# $where is a port on 127.0.0.1 or a socket that is connected already (TLS).
sub connect {
    my ($class, $where) = @_;
    my $socket = ref $where ? $where : IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $where);
    $socket // die "cannot connect to 127.0.0.1:$where: $!\n";
    return bless { stream => KiDepot::Stream->new($socket) }, $class;
}

sub exchange {
    my ($self, $method, $path, $headers, $body) = @_;
    $self->send_raw(_head($method, $path, $headers // {}, $body) . ($body // ''));
    return $self->read_response(no_body => $method eq 'HEAD');
}

sub send_raw { $_[0]{stream}->send($_[1]) }

sub closed { $_[0]{stream}->at_end($_[1]) }

sub _head {
    my ($method, $path, $headers, $body) = @_;
    my @lines = ref $headers eq 'ARRAY' ? @$headers : _lines($headers, $body);
    return join '', map { "$_\r\n" } "$method $path HTTP/1.1", @lines, '';
}

sub _lines {
    my ($headers, $body) = @_;
    my %given = map { lc($_) => 1 } keys %$headers;
    return (
        $given{host} ? () : 'Host: 127.0.0.1',
        defined $body && !$given{'content-length'} ? 'Content-Length: ' . length $body : (),
        map { "$_: $headers->{$_}" } grep { defined $headers->{$_} } sort keys %$headers,
    );
}

sub read_response {
    my ($self, %option) = @_;
    my $stream = $self->{stream};
    my $seconds = $option{seconds};
    my $head = $stream->take_until(qr/\r?\n\r?\n/, $seconds)
        // return { error => $stream->trouble . ' before the answer\'s head ended', partial => $stream->take_all(0) };
    my ($version, $status, $reason) = $head =~ s{\AHTTP/(\S+) (\d{3}) ?(.*?)\r?\n}{}
        ? ($1, $2, $3) : return { error => 'the answer has no status line', partial => $head };
    return $self->read_response(%option) if $status == 100;
    my $headers = KiDepot::Cgi::parse_headers($head =~ s/(\r?\n)+\z//r)
        // return { error => 'the head has a line that is no header', partial => $head };
    my %answer = (status => $status + 0, reason => $reason, version => $version, headers => $headers);
    $answer{body} = $option{no_body} || $status == 204 || $status == 304 ? '' : $self->_body($headers, $seconds);
    $answer{error} = $stream->trouble . ' in the middle of the body' unless defined $answer{body};
    return \%answer;
}

sub _body {
    my ($self, $headers, $seconds) = @_;
    my $stream = $self->{stream};
    return $self->_chunks($seconds) if lc($headers->{'transfer-encoding'} // '') eq 'chunked';
    return $stream->take($headers->{'content-length'}, $seconds) if defined $headers->{'content-length'};
    return $stream->take_all($seconds);
}

sub _chunks {
    my ($self, $seconds) = @_;
    my $stream = $self->{stream};
    my $body = '';
    while (1) {
        my $line = $stream->take_until(qr/\r\n/, $seconds) // return undef;
        my $length = hex $line =~ s/[;\r].*//sr;
        my $chunk = $stream->take($length + 2, $seconds) // return undef;
        return $body if $length == 0;
        $body .= substr $chunk, 0, $length;
    }
}

1;
