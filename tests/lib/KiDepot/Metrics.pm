package KiDepot::Metrics;

# Reads what /metrics answers as strictly as Prometheus' promtool does (text format
# 0.0.4, and the rules of "promtool check metrics"); what breaks a rule dies.
#   my $metrics = KiDepot::Metrics::parse($body);
#   $metrics->{'kidepot_requests_total{route="/v1",status="200"}'}
#   KiDepot::Metrics::get($app)        asks the program itself: the answer, with ->{metrics}
#   KiDepot::Metrics::sum($metrics, qr/^kidepot_requests_total/)

use v5.28;
use warnings;
use KiDepot::Fcgi;

my $name = qr/[a-zA-Z_:][a-zA-Z0-9_:]*/;
my $label = qr/[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"/;
my $number = qr/[0-9]+(?:\.[0-9]+)?/;

sub get {
    my ($app, %option) = @_;
    my $answer = KiDepot::Fcgi::request($app->socket,
        { PATH_INFO => '/metrics', REQUEST_URI => '/metrics', KIDEPOT_LOCATION => 'metrics', %option });
    $answer->{metrics} = parse($answer->{body}) if ($answer->{status} // 0) == 200 && $answer->{body} ne '';
    return $answer;
}

sub sum {
    my ($metrics, $pattern) = @_;
    my $sum = 0;
    $sum += $metrics->{$_} for grep { $_ =~ $pattern } keys %$metrics;
    return $sum;
}

sub parse {
    my ($body) = @_;
    $body =~ /\n\z/ or die "the last line does not end\n";
    my (%series, %family, $current);
    for my $line (split /\n/, $body, -1) {
        if ($line =~ /\A# HELP ($name) (\S.*\S)\z/) {
            die "$1 has HELP twice\n" if $family{$1};
            $current = $family{$1} = { name => $1, help => $2 };
        } elsif ($line =~ /\A# TYPE ($name) (counter|gauge|histogram)\z/) {
            die "TYPE of $1 does not follow its HELP\n" if !$current || $current->{name} ne $1 || $current->{type};
            $current->{type} = $2;
            _check_name($1, $2);
        } elsif ($line =~ /\A($name)(?:\{($label(?:,$label)*)\})? ($number)\z/) {
            my ($sample, $labels, $value) = ($1, $2, $3);
            die "\"$line\" does not stand with its family\n"
                unless $current->{type} && _family($sample, $current->{type}) eq $current->{name};
            my $key = defined $labels ? "$sample\{$labels}" : $sample;
            die "$key is there twice\n" if exists $series{$key};
            $series{$key} = $value;
            $current->{samples}++;
        } elsif ($line ne '') {
            die "no line of this format: \"$line\"\n";
        }
    }
    _check_histograms(\%series, $_->{name}) for grep { ($_->{type} // '') eq 'histogram' } values %family;
    for (values %family) {
        die "$_->{name} has no TYPE\n" unless $_->{type};
    }
    return \%series;
}

sub _family { $_[1] eq 'histogram' ? $_[0] =~ s/_(?:bucket|sum|count)\z//r : $_[0] }

sub _check_name {
    my ($name, $type) = @_;
    die "the counter $name does not end in _total\n" if $type eq 'counter' && $name !~ /_total\z/;
    die "$name ends in _total and is a $type\n" if $type ne 'counter' && $name =~ /_total\z/;
    die "$name ends as parts of a histogram do\n" if $name =~ /_(?:bucket|count|sum|info_total)\z/;
    die "$name has its type in its name\n" if $name =~ /_(?:counter|gauge|histogram|summary)(?:_|\z)/;
    die "$name is not in a base unit\n" if $name =~ /_(?:milli|micro|nano)?(?:minutes|hours|ms|us|kilobytes|megabytes|kib|mib)(?:_|\z)|_milliseconds|_microseconds/;
    die "$name is no name of ours\n" if $name !~ /\Akidepot_[a-z_]+\z/;
}

sub _check_histograms {
    my ($series, $name) = @_;
    my %last;
    my $bucket = qr/\A${name}_bucket\{(?:(.*),)?le="([^"]+)"\}\z/;
    for my $key (sort { _le($a) <=> _le($b) } grep { $_ =~ $bucket } keys %$series) {
        my ($labels, $le) = $key =~ $bucket;
        $labels //= '';
        die "$key is less than the bucket before\n" if $series->{$key} < ($last{$labels}{value} // 0);
        $last{$labels} = { le => $le, value => $series->{$key} };
    }
    for my $labels (keys %last) {
        my $braces = $labels eq '' ? '' : "{$labels}";
        die "$name$braces has no bucket +Inf\n" if $last{$labels}{le} ne '+Inf';
        for my $end (qw(_count _sum)) {
            die "$name$end$braces is missing\n" unless defined $series->{"$name$end$braces"};
        }
        die "$name$braces does not count what its buckets do\n" if $series->{"${name}_count$braces"} != $last{$labels}{value};
    }
}

sub _le { $_[0] =~ /le="\+Inf"/ ? 9**9**9 : ($_[0] =~ /le="([^"]+)"/)[0] }

1;
