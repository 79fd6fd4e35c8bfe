package KiDepot::Bench;

# What "make bench" measures: rows of one table, each a figure against a ceiling that
# was measured beside it.
#   my $bench = KiDepot::Bench->new(rounds => 5);
#   my $seen = $bench->interleave(ours => sub { ... }, bare => sub { ... });
#   $bench->add(part => 'answers', what => 'detail', unit => 'requests/s',
#       ours => $seen->{ours}, ceiling => $seen->{bare}, of => 'bare libfcgi', goal => 'ratio >= 0.9');
#   $bench->write($path);
# out => \*STDOUT: a line of the table for each as it comes.
# A figure is a number or the list of its rounds. A ratio is made in each round by
# itself, so that what disturbs the machine disturbs both, and is so that 1 is the
# ceiling and less is worse: of a unit that is better when smaller (ms, s, bytes,
# requests, descriptors, kB) the ceiling stands above. A goal is about ratio or ours
# (their medians), with >=, <= or ==.

use v5.28;
use warnings;
use JSON::PP;
use List::Util qw(min max);

my %better_when_smaller = map { $_ => 1 } qw(ms s bytes requests descriptors kB);

sub new {
    my ($class, %option) = @_;
    my $self = bless { rounds => 5, rows => [], %option }, $class;
    $self->_print(sprintf "%-9s %-44s %21s | %-33s | %-17s | %s\n",
        'part', 'what', 'KiDepot', 'ceiling', 'ratio (min-max)', 'goal');
    return $self;
}

sub rounds { $_[0]{rounds} }
sub rows { @{ $_[0]{rows} } }

# Each round calls all of them, in another order than the one before; returns the
# list of what each answered.
sub interleave {
    my ($self, %measure) = @_;
    my @names = sort keys %measure;
    my %seen;
    for my $round (1 .. $self->{rounds}) {
        push @{ $seen{$_} }, $measure{$_}->() for @names;
        push @names, shift @names;
    }
    return \%seen;
}

sub add {
    my ($self, %row) = @_;
    defined $row{$_} or die "a row of the table has no \"$_\"\n" for qw(part what unit ours ceiling of);
    my @ours = ref $row{ours} ? @{ $row{ours} } : $row{ours};
    my @ceiling = ref $row{ceiling} ? @{ $row{ceiling} } : $row{ceiling};
    @ours == @ceiling or die "$row{what}: as many rounds of the one as of the other\n";
    my @ratios = map { _ratio($row{unit}, $ours[$_], $ceiling[$_]) } 0 .. $#ours;
    my %made = (
        part => $row{part}, what => $row{what}, unit => $row{unit}, of => $row{of},
        ours => _summary(@ours), ceiling => _summary(@ceiling), ratio => _summary(@ratios),
        rounds => [map { { ours => 0 + $ours[$_], ceiling => 0 + $ceiling[$_] } } 0 .. $#ours],
    );
    $made{goal} = _goal($row{goal}, \%made) if defined $row{goal};
    push @{ $self->{rows} }, \%made;
    $self->_print(_line(\%made));
    return \%made;
}

sub _print {
    my ($self, $line) = @_;
    print { $self->{out} } $line if $self->{out};
}

sub _ratio {
    my ($unit, $ours, $ceiling) = @_;
    ($ours, $ceiling) = ($ceiling, $ours) if $better_when_smaller{$unit};
    return $ceiling ? $ours / $ceiling : $ours ? 0 : 1;
}

sub _summary {
    my @sorted = sort { $a <=> $b } @_;
    my $median = ($sorted[int($#sorted / 2)] + $sorted[int(@sorted / 2)]) / 2;
    return { median => 0 + $median, min => 0 + min(@sorted), max => 0 + max(@sorted) };
}

sub median { _summary(@_)->{median} }

# missed_by: what is lacking, as a part of the goal.
sub _goal {
    my ($goal, $row) = @_;
    my ($about, $is, $wanted) = $goal =~ /^(ratio|ours) (>=|<=|==) ([\d.]+)$/
        or die "\"$goal\" is no goal\n";
    my $seen = $row->{$about}{median};
    my $met = $is eq '>=' ? $seen >= $wanted : $is eq '<=' ? $seen <= $wanted : $seen == $wanted;
    return { about => $about, is => $is, wanted => 0 + $wanted, met => $met ? JSON::PP::true : JSON::PP::false,
        missed_by => $met || !$wanted ? 0 : 0 + sprintf '%.3f', abs($seen - $wanted) / $wanted };
}

sub _number {
    my ($number) = @_;
    return sprintf $number >= 100 || $number == int $number ? '%.0f' : $number >= 10 ? '%.1f' : $number >= 1 ? '%.2f' : '%.3f', $number;
}

sub _line {
    my ($row) = @_;
    my $goal = $row->{goal};
    return sprintf "%-9s %-44s %10s %-10s | %10s %-22s | %5.2f (%.2f-%.2f) | %s\n",
        $row->{part}, $row->{what}, _number($row->{ours}{median}), $row->{unit},
        _number($row->{ceiling}{median}), $row->{of}, @{ $row->{ratio} }{qw(median min max)},
        !$goal ? '' : "$goal->{about} $goal->{is} $goal->{wanted}: "
            . ($goal->{met} ? 'met' : sprintf 'missed by %.0f %%', 100 * $goal->{missed_by});
}

sub write {
    my ($self, $path, %about) = @_;
    open my $out, '>', $path or die "cannot write $path: $!\n";
    print {$out} JSON::PP->new->canonical->pretty->encode({ %about, rounds => $self->{rounds}, rows => $self->{rows} });
    close $out or die "cannot write $path: $!\n";
}

1;
