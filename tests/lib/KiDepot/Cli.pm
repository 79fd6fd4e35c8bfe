package KiDepot::Cli;

# The command kidepot, called as a person would:
#   my $out = good('what is shown', 'token', 'list');     status 0, nothing said wrong
#   my $out = noted('an odd netlist', 'netlist', ...);     the same, but for notes
#   refused(2, 'the message', 'token', 'add', '');         that status, that message, no output
#   my $result = kidepot('status');                        { status, signal, out, err }
# A reference to text among the words: \'/dev/full' sends stdout to that file, and
# { input => ..., dir => ... } is for KiDepot::Sandbox::run.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Sandbox qw(run program);
use Exporter qw(import);

our @EXPORT_OK = qw(kidepot good noted refused);

# Nothing of the person's own settings may reach libpq.
delete @ENV{grep { /^PG|^KIDEPOT_CONNINFO$/ } keys %ENV};

sub kidepot {
    my (@words) = @_;
    my ($file) = map { $$_ } grep { ref eq 'SCALAR' } @words;
    my %option = map { %$_ } grep { ref eq 'HASH' } @words;
    my @command = (program('kidepot'), grep { !ref } @words);
    @command = ('sh', '-c', 'file=$1; shift; exec "$@" >"$file"', 'sh', $file, @command) if defined $file;
    return run(command => \@command, user => 'server', %option);
}

sub good {
    my ($what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot(@words);
    is "$result->{status} $result->{err}", '0 ', "$what: good";
    return $result->{out};
}

sub noted {
    my ($what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot(@words);
    like "$result->{status} $result->{err}", qr/\A0 (?:kidepot: note: .*\n)*\z/, "$what: good but for notes";
    return $result->{out};
}

sub refused {
    my ($status, $message, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot(@words);
    my ($said) = $result->{err} =~ /\Akidepot: (.*)\n\z/;
    my $name = substr((ref $message ? '' : $message) || "@words", 0, 100);
    is $result->{status}, $status, "$name: status $status";
    is $result->{out}, '', "$name: nothing on stdout";
    ref $message ? like $said // $result->{err}, $message, $name
                 : is $said // $result->{err}, $message, $name;
    return $said;
}

1;
