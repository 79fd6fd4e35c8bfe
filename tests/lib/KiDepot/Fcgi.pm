package KiDepot::Fcgi;

# A FastCGI client that can also say the wrong thing.
#   my $answer = KiDepot::Fcgi::request($socket, { REQUEST_METHOD => 'GET', ... }, $body);
#   my $client = KiDepot::Fcgi->connect($socket);
#   $client->send_request(\%params, $body, id => 1, keep_conn => 1);
#   $client->send_raw($bytes);  $client->read_response(id => 1, seconds => 5);
# An answer is { status, headers, body, stderr, app_status, protocol_status, error }.

use v5.28;
use warnings;
use IO::Socket::IP;
use IO::Socket::UNIX;
use KiDepot::Cgi ();
use KiDepot::Stream;

our %TYPE = (
    begin => 1, abort => 2, end => 3, params => 4, stdin => 5, stdout => 6, stderr => 7,
    data => 8, get_values => 9, get_values_result => 10, unknown => 11,
);
use constant { RESPONDER => 1, KEEP_CONN => 1 };

sub request {
    my ($where, $params, $body, %option) = @_;
    my $client = __PACKAGE__->connect($where);
    $client->send_request($params, $body, %option);
    return $client->read_response(%option);
}

# $where is the path of a Unix socket or host:port.
sub connect {
    my ($class, $where) = @_;
    my $socket = $where =~ m{^/}
        ? IO::Socket::UNIX->new(Peer => $where)
        : IO::Socket::IP->new(PeerAddr => $where);
    $socket // die "cannot connect to $where: $!\n";
    return bless { stream => KiDepot::Stream->new($socket) }, $class;
}

# $type is a word from %TYPE or any number.
sub record {
    my ($type, $id, $content, $padding) = @_;
    $padding //= 0;
    return pack('CCnnCx', 1, $TYPE{$type} // $type, $id, length $content, $padding) . $content . "\0" x $padding;
}

sub begin_record {
    my ($id, $flags) = @_;
    return record('begin', $id, pack 'nCx5', RESPONDER, $flags // 0);
}

sub pairs {
    my ($params) = @_;
    return join '', map {
        my ($name, $value) = ($_, $params->{$_} // '');
        _length($name) . _length($value) . $name . $value
    } sort keys %$params;
}

sub _length {
    my $length = length $_[0];
    return $length < 128 ? pack 'C', $length : pack 'N', $length | 0x8000_0000;
}

# A stream of records that ends with an empty one.
sub stream {
    my ($type, $id, $content) = @_;
    my @pieces = unpack '(a65528)*', $content;
    return join '', map { record($type, $id, $_) } @pieces, '';
}

sub send_request {
    my ($self, $params, $body, %option) = @_;
    my $id = $option{id} // 1;
    my %all = (
        GATEWAY_INTERFACE => 'CGI/1.1', SERVER_PROTOCOL => 'HTTP/1.1', SERVER_SOFTWARE => 'test',
        REQUEST_METHOD => 'GET', SCRIPT_NAME => '',
        defined $body ? (CONTENT_LENGTH => length $body) : (),
        %$params,
    );
    delete $all{$_} for grep { !defined $all{$_} } keys %all;
    $self->send_raw(begin_record($id, $option{keep_conn} ? KEEP_CONN : 0)
        . stream('params', $id, pairs(\%all)) . stream('stdin', $id, $body // ''));
    return $self;
}

sub send_raw {
    my ($self, $bytes) = @_;
    return $self->{stream}->send($bytes);
}

# Nothing more will be sent; what is answered can still be read.
sub finish_sending { shutdown $_[0]{stream}{socket}, 1 }

sub close { CORE::close $_[0]{stream}{socket} }

# Has the other side closed the connection?
sub closed {
    my ($self, $seconds) = @_;
    return $self->{stream}->at_end($seconds);
}

sub read_record {
    my ($self, $seconds) = @_;
    my $head = $self->{stream}->take(8, $seconds) // return undef;
    my ($version, $type, $id, $length, $padding) = unpack 'CCnnC', $head;
    my $content = $self->{stream}->take($length + $padding, $seconds) // return undef;
    return { version => $version, type => $type, id => $id, content => substr $content, 0, $length };
}

sub read_response {
    my ($self, %option) = @_;
    my ($out, $err) = ('', '');
    while (my $record = $self->read_record($option{seconds})) {
        next if defined $option{id} && $record->{id} != $option{id};
        $out .= $record->{content} if $record->{type} == $TYPE{stdout};
        $err .= $record->{content} if $record->{type} == $TYPE{stderr};
        next unless $record->{type} == $TYPE{end};
        my ($app_status, $protocol_status) = unpack 'NC', $record->{content};
        my $answer = $protocol_status == 0
            ? KiDepot::Cgi::parse($out)
            : { error => "the request was refused with protocol status $protocol_status" };
        return { %$answer, stderr => $err, app_status => $app_status, protocol_status => $protocol_status };
    }
    return { error => $self->{stream}->trouble . ' before the end of the answer', partial => $out, stderr => $err };
}

1;
