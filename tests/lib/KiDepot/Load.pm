package KiDepot::Load;

# Clients that ask for the same documents again and again, each time on a new
# connection as KiCad does, and count what they get:
#   my $load = KiDepot::Load->start(port => $web->port, clients => 8, headers => \%h, want => {
#       '/kidepot/v1/' => $body, '/kidepot/v1/parts/1.json' => qr/.../, ... });
#   $load->wait_for(100);        so many answers more, of whatever kind
#   my $seen = $load->seen;      { 200 => 90, 503 => 10 } since the last time
#   $load->stop;                 the same, and no more clients
# An answer is counted by its status; but "wrong" is a 200 with another body than is
# wanted, or a refusal without a sentence for the designer, and the first is told; "cut" one that ends before
# its end, and says so; "lost" a connection without an answer. Packed answers are
# unpacked. Instead of a port there may be socket, where FastCGI is spoken; pause is
# what each client waits after an answer, in seconds.

use v5.28;
use warnings;
use Compress::Zlib ();
use IO::Handle;
use POSIX ();
use Time::HiRes qw(sleep);
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Sandbox qw(scratch_dir read_text write_text wait_until);

my @running;

sub start {
    my ($class, %option) = @_;
    my $dir = scratch_dir();
    my $self = bless { %option, findings => "$dir/findings", enough => "$dir/enough", read => 0, clients => [] }, $class;
    write_text($self->{findings}, '');
    for my $number (1 .. $option{clients} // 4) {
        my $parent = $$;
        my $pid = fork // die "cannot fork: $!\n";
        $self->_ask($number, $parent) if $pid == 0;
        push @{ $self->{clients} }, $pid;
    }
    push @running, $self;
    return $self;
}

sub wait_for {
    my ($self, $count) = @_;
    my $before = $self->_count;
    wait_until(sub { $self->_count >= $before + $count }) or die "there is no load\n";
}

sub seen {
    my ($self) = @_;
    my $findings = read_text($self->{findings});
    my %seen;
    $seen{$_}++ for substr($findings, $self->{read}) =~ /(.*)\n/g;
    $self->{read} = length $findings;
    return \%seen;
}

sub stop {
    my ($self) = @_;
    write_text($self->{enough}, '');
    waitpid $_, 0 for splice @{ $self->{clients} };
    return $self->seen;
}

# The statuses that are not 200, as words: "" when all is well.
sub trouble {
    my ($seen) = @_;
    return join ', ', map { "$seen->{$_} $_" } grep { $_ ne '200' } sort keys %$seen;
}

sub _count { read_text($_[0]{findings}) =~ tr/\n// }

sub _ask {
    my ($self, $number, $parent) = @_;
    local $SIG{PIPE} = 'IGNORE';
    open my $findings, '>>', $self->{findings} or POSIX::_exit(1);
    $findings->autoflush(1);
    my @paths = sort keys %{ $self->{want} };
    for (my $n = $number; !-e $self->{enough} && getppid == $parent; $n++) {
        my $path = $paths[$n % @paths];
        my $answer = eval { $self->_answer($path) } // { error => 'refused' };
        my $finding = _finding($answer, $self->{want}{$path});
        $self->_tell_wrong($number, $path, $answer) if $finding eq 'wrong';
        print {$findings} "$finding\n";
        sleep($self->{pause} // 0);
    }
    POSIX::_exit(0);
}

# Once for each client: what is wrong is what nobody expects.
sub _tell_wrong {
    my ($self, $number, $path, $answer) = @_;
    return if $self->{told}++;
    my ($body, $wanted) = ($answer->{body}, $self->{want}{$path});
    my $same = ref $wanted ? 0 : length(($body ^ $wanted) =~ s/[^\0].*//sr);
    printf {*STDERR} "# client %d: wrong: %s: %d, %d bytes, from byte %d on \"%s\"%s\n", $number, $path, $answer->{status}, length $body, $same,
        substr($body, $same, 200), ref $wanted ? '' : sprintf ' for "%s"', substr($wanted, $same, 200);
}

sub _answer {
    my ($self, $path) = @_;
    my $headers = $self->{headers} // {};
    return KiDepot::Http::request($self->{port}, 'GET', $path, $headers) if $self->{port};
    my %variables = map { ('HTTP_' . uc s/-/_/gr => $headers->{$_}) } keys %$headers;
    return KiDepot::Fcgi::request($self->{socket}, { PATH_INFO => $path, %variables });
}

sub _finding {
    my ($answer, $wanted) = @_;
    return length($answer->{partial} // '') || $answer->{status} ? 'cut' : 'lost' if $answer->{error};
    my $body = $answer->{body};
    $body = Compress::Zlib::memGunzip($body) // '' if ($answer->{headers}{'content-encoding'} // '') eq 'gzip';
    my $right = $answer->{status} != 200 ? $body =~ /\A\{"detail":"[^"]+\."\}\z/
        : ref $wanted ? $body =~ $wanted : $body eq $wanted;
    return $right ? $answer->{status} : 'wrong';
}

END { $_->stop for grep { @{ $_->{clients} } } @running }

1;
