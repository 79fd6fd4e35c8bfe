package KiDepot::Api;

# The REST interface on the catalogue of tests/cases/catalogue.sql, and cases of it:
#   my $api = KiDepot::Api->start;
#   my $answer = $api->request('POST', '/api/supplier/', {}, '{"name":"A"}');
#   $api->renew;                        the catalogue as it was at the start
#   $api->run_case('tests/api/supplier.case');            in each way; or in those behind it
#   $api->seen;                         [{ method, path, body, status, answer, head }, ...] since the start
#   $api->stop;
# What a case is like is said in tests/api/cases.t. Requests have the token of an
# administrator and the type application/json unless their headers say otherwise;
# undef leaves a header out.

use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Cgi;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text);
use Test::More;

my %token = map { my ($name, $prefix) = @$_; ($name => "kd_${prefix}_" . $prefix x 8) }
    ['designer', '0000000a'], ['administrator', '0000000b'], ['former', '0000000c'];

sub start {
    my ($class, %option) = @_;
    my $start = KiDepot::Database->new;
    $start->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
    # Its rows have ids of their own, below those of new ones.
    $start->psql("alter table kidepot.$_ alter id restart with 1000", 'owner') for qw(category part parameter_template supplier location footprint_map token);
    my $database = KiDepot::Database->new(empty => 1);
    $database->renew($start);
    # Who keeps answers connects while nobody asks, also while the database is being renewed.
    my %settings = (kept_memory => 0, %{ $option{settings} // {} });
    my $app = KiDepot::App->start(database => $database, settings => \%settings);
    my $nginx = KiDepot::Nginx->start(app => $app, edit => sub { s/burst=\d+/burst=10000/g });
    return bless { start => $start, database => $database, app => $app, nginx => $nginx,
        settings => \%settings, seen => [] }, $class;
}

sub database { $_[0]{database} }
sub app { $_[0]{app} }
sub nginx { $_[0]{nginx} }
sub token { $token{ $_[1] } // die "there is no token of \"$_[1]\"\n" }
sub renew { $_[0]{database}->renew($_[0]{start}) }

sub stop {
    my ($self) = @_;
    $self->{nginx}->stop;
    $self->{app}->stop;
}

sub seen { $_[0]{seen} }

# How: fcgi (unless said), cgi or nginx.
sub request {
    my ($self, $method, $path, $headers, $body, $how) = @_;
    my $answer = $self->_request($method, $path, $headers, $body, $how);
    push @{ $self->{seen} }, { method => $method, path => $path, body => $body, status => $answer->{status},
        answer => $answer->{body}, head => $answer->{headers} };
    return $answer;
}

sub _request {
    my ($self, $method, $path, $headers, $body, $how) = @_;
    my %headers = (Authorization => "Token $token{administrator}",
        defined $body ? ('Content-Type' => 'application/json') : (), %{ $headers // {} });
    delete $headers{$_} for grep { !defined $headers{$_} } keys %headers;
    return KiDepot::Http::request($self->{nginx}->port, $method, $self->_prefix($path) . $path, \%headers, $body)
        if ($how // 'fcgi') eq 'nginx';
    my $variables = _variables($method, $path, \%headers);
    return KiDepot::Fcgi::request($self->{app}->socket, $variables, $body) if ($how // 'fcgi') eq 'fcgi';
    return KiDepot::Cgi::request('kidepot.fcgi', { $self->_environment, %$variables }, $body);
}

sub _prefix {
    my ($self, $path) = @_;
    return $path =~ m{^/plugin/} ? '' : $self->{nginx}->prefix;
}

sub _environment {
    my ($self) = @_;
    my %settings = (conninfo => $self->{database}->conninfo('web'),
        admin_conninfo => $self->{database}->conninfo('admin'), %{ $self->{settings} });
    return map { ("KIDEPOT_\U$_" => $settings{$_}) } grep { defined $settings{$_} } keys %settings;
}

sub _variables {
    my ($method, $path, $headers) = @_;
    my ($raw, $query) = split /\?/, $path, 2;
    my %variables = (
        REQUEST_METHOD => $method,
        PATH_INFO => $raw =~ s/%([0-9a-fA-F]{2})/chr hex $1/ger,
        REQUEST_URI => "/kidepot$path",
        SCRIPT_NAME => '/kidepot',
        QUERY_STRING => $query // '',
    );
    for my $name (keys %$headers) {
        my $variable = uc $name =~ tr/-/_/r;
        $variables{ $variable =~ /^CONTENT_/ ? $variable : "HTTP_$variable" } = $headers->{$name};
    }
    return \%variables;
}

sub read_case {
    my ($file) = @_;
    my @steps;
    my %case = (name => $file =~ s{.*/|\.case$}{}gr, through => 'fcgi cgi nginx', steps => \@steps);
    for my $text (split /^===\n/m, read_text($file)) {
        my ($request, $wanted) = split /^---\n/m, $text, 2;
        die "$file: a step has no ---\n" unless defined $wanted;
        my ($head, $body) = split /\n\n/, $request =~ s/^#.*\n//mgr =~ s/\A\n+//r, 2;
        my @lines = split /\n/, $head;
        my %step;
        while (@lines && $lines[0] =~ s/^@(\w+) //) {
            $1 eq 'through' ? $case{through} = $lines[0] : ($step{$1} .= "$lines[0]\n");
            shift @lines;
        }
        @step{qw(method path)} = split / /, shift @lines // die("$file: a step has no request\n"), 2;
        $step{headers} = { map { /^([\w-]+):\s*(.*)$/ or die "$file: \"$_\" is no header\n"; ($1 => $2 eq '-' ? undef : $2) } @lines };
        $step{body} = defined $body && $body =~ s/\n\z//r ne '' ? $body =~ s/\n\z//r : undef;
        my ($answer, $answer_body) = split /\n\n/, $wanted, 2;
        ($step{status}, my @wanted) = split /\n/, $answer;
        $step{wanted} = [map { [split /:\s*/, $_, 2] } @wanted];
        $step{answer} = ($answer_body // '') =~ s/\s*\n\s*//gr;
        push @steps, \%step;
    }
    return \%case;
}

sub run_case {
    my ($self, $file, @only) = @_;
    my $case = read_case($file);
    my %only = map { ($_ => 1) } @only;
    for my $how (grep { !@only || $only{$_} } split / /, $case->{through}) {
        $self->renew;
        my %seen = (%token, half => "\xc3", nothing => '0' x 64, prefix => $how eq 'nginx' ? $self->{nginx}->prefix : '/kidepot');
        my $number = 0;
        for my $step (@{ $case->{steps} }) {
            my $name = "$case->{name} $how " . ++$number . ": $step->{method} $step->{path}";
            last unless $self->_run_step($step, $how, \%seen, $name);
        }
    }
}

sub _run_step {
    my ($self, $step, $how, $seen, $name) = @_;
    $self->{database}->psql(_filled($step->{sql}, $seen), 'writer') if $step->{sql};
    my %headers = map { ($_ => _filled($step->{headers}{$_}, $seen)) } keys %{ $step->{headers} };
    my $body = _filled($step->{body}, $seen);
    $headers{$_} //= length $body for defined $body ? 'Content-Length' : ();
    my $answer = $self->request($step->{method}, _filled($step->{path}, $seen), \%headers, $body, $how);
    my $good = is($answer->{status}, $step->{status}, $name) || diag($answer->{error} // $answer->{body});
    for my $line (@{ $step->{wanted} }) {
        my ($header, $wanted) = @$line;
        my $value = $answer->{headers}{ lc $header };
        $good &= $wanted eq '-' ? is($value, undef, "$name: no $header")
            : _is_like($value // '(none)', $wanted, $seen, "$name: $header");
    }
    $good &= _is_like($answer->{body}, $step->{answer}, $seen, "$name: the body");
    return $good & _check_always($step, $answer, $name);
}

# {a*100} is "a" a hundred times.
sub _repeated { $_[0] =~ s/\{(.)\*(\d+)\}/$1 x $2/ger }

# <<name>> stands for what was seen.
sub _filled {
    my ($text, $seen) = @_;
    return undef unless defined $text;
    return _repeated($text) =~ s/<<(\w+)>>/$seen->{$1} \/\/ die "nothing is called $1 yet\n"/ger;
}

# In what is wanted, * is any text, and <<name>> what was seen or will be from now on.
sub _is_like {
    my ($got, $wanted, $seen, $name) = @_;
    my (@names, $pattern);
    for my $piece (split /(<<\w+>>|\*)/, _repeated($wanted)) {
        my ($new) = $piece =~ /^<<(\w+)>>$/;
        $pattern .= $piece eq '*' ? '.*' : !defined $new ? quotemeta $piece
            : defined $seen->{$new} ? quotemeta $seen->{$new} : '(.+?)';
        push @names, $new if defined $new && !defined $seen->{$new};
    }
    my @values = $got =~ /\A@{[$pattern \/\/ '']}\z/s or return is($got, $wanted, $name);
    @{$seen}{@names} = @values if @names;
    return pass($name);
}

sub _check_always {
    my ($step, $answer, $name) = @_;
    my ($headers, $body) = @{$answer}{qw(headers body)};
    return is($body, '', "$name: nothing with 204") if $step->{status} == 204;
    my ($type) = map { $_->[0] eq 'Content-Type' ? $_->[1] : () } @{ $step->{wanted} };
    my $good = is($headers->{'content-type'}, $type // 'application/json; charset=utf-8', "$name: JSON in UTF-8, or what is wanted");
    return $good if $step->{method} eq 'HEAD' || $step->{status} < 300;
    return $good & like($body, qr/\A\{"detail":"["A-Z\\].*\."(,"field":".+")?\}\z/, "$name: a sentence");
}

1;
