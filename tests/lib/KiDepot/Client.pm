package KiDepot::Client;

# Plays KiCad as the client of an HTTP library: its bytes, its order of requests,
# its strictness. What KiCad would refuse dies with a sentence.
#   my $kicad = KiDepot::Client->new(version => '9.0', port => $port, prefix => '/kidepot', token => $secret);
#   $kicad->open_chooser;           validation, categories, all listings, what the version asks besides
#   my $symbol = $kicad->place($name);
#   $kicad->requests                the paths asked so far
# Versions: 8.0, 9.0, 10.0.6, 10.0.7.

use v5.28;
use warnings;
use B qw(svref_2object SVf_POK);
use IO::Uncompress::Gunzip qw(gunzip);
use JSON::PP ();
use KiDepot::Http;

my %behaviour = (
    # keeps: one connection for all. complete: takes a listing row with fields as
    # the whole part. booleans: takes them. outer: description and keywords are
    # those of the part, not of its fields. categories_described: must be there.
    '8.0'    => { agent => 'KiCad/8.0.9 (;64 bit;64-bit) KiCad/Jan  1 2025 00:00:00', categories_described => 1 },
    '9.0'    => { agent => 'KiCad/9.0.8+1 (;64 bit;64-bit) KiCad/Apr  1 2026 16:05:46', outer => 1 },
    '10.0.6' => { agent => 'KiCad/10.0.6 (;64 bit;64-bit) KiCad/Jul  1 2026 00:00:00', outer => 1, complete => 1, booleans => 1 },
    '10.0.7' => { agent => 'KiCad/10.0.7 (;64 bit;64-bit) KiCad/Sep  1 2026 00:00:00', outer => 1, complete => 1, booleans => 1, keeps => 1 },
);

sub versions { sort keys %behaviour }

sub new {
    my ($class, %option) = @_;
    my $behaviour = $behaviour{ $option{version} } or die "no KiCad $option{version} is known here\n";
    return bless { token => '', prefix => '', nickname => 'KiDepot', %$behaviour, %option,
        requests => [], details => {} }, $class;
}

sub requests { @{ $_[0]{requests} } }
sub categories { @{ $_[0]{categories} } }
sub names { my @names = sort keys %{ $_[0]{parts} }; return @names }
sub part { $_[0]{parts}{ $_[1] } }

# Once a session: a library that fails here is not there at all.
sub connect {
    my ($self) = @_;
    return if $self->{categories};
    $self->_validate;
    $self->{categories} = $self->_read_categories;
}

sub open_chooser {
    my ($self) = @_;
    $self->connect;
    $self->{parts} = {};
    $self->_read_listing($_) for $self->categories;
    return unless $self->{complete};
    $self->_read_detail($_) for grep { !$_->{is_complete} } map { $self->{parts}{$_} } $self->names;
}

# The symbol as it comes on the sheet.
sub place {
    my ($self, $name) = @_;
    my $row = $self->{parts}{$name} // die "the library has no part \"$name\"\n";
    my $part = $self->{complete} && $row->{is_complete} ? $row : $self->_read_detail($row);
    return $self->_symbol($part);
}

sub _validate {
    my ($self) = @_;
    my $answer = $self->_get('');
    _is_200($answer);
    my $root = _json($answer);
    ref $root eq 'HASH' or die "the answer to the validation is no object\n";
    for my $key (qw(categories parts)) {
        my $value = $root->{$key};
        die "the answer to the validation has an empty \"$key\"\n"
            if !defined $value || (ref $value eq 'ARRAY' && !@$value) || (ref $value eq 'HASH' && !%$value);
    }
}

# In KiCad a failure here is silent, and the library stays empty for the session.
sub _read_categories {
    my ($self) = @_;
    my $answer = $self->_get('categories.json');
    _is_200($answer);
    my $list = _json($answer);
    ref $list eq 'ARRAY' or die "categories.json is no array\n";
    my %seen;
    for my $category (@$list) {
        _string($category, $_, 'required') for qw(id name);
        _string($category, 'description', $self->{categories_described} && 'required');
        die "two categories are called \"$category->{name}\"\n" if $seen{ $category->{name} }++;
    }
    return $list;
}

# The status does not matter to KiCad here, the body does.
sub _read_listing {
    my ($self, $category) = @_;
    my $list = _json($self->_get("parts/category/$category->{id}.json"));
    ref $list eq 'ARRAY' or die "listing $category->{id} is no array\n";
    for my $row (@$list) {
        _string($row, 'id', 'required');
        _string($row, $_) for 'name', 'description', $self->{complete} ? 'keywords' : ();
        $row->{name} //= $row->{id};
        _name_is_legal($row->{name});
        die "two parts are called \"$row->{name}\"\n" if $self->{parts}{ $row->{name} };
        $self->_take_filters($row) if $self->{complete};
        $row->{is_complete} = ref $row->{fields} eq 'HASH';
        die "row \"$row->{id}\" has fields but no symbol: nothing would be drawn\n"
            if $row->{is_complete} && !is_string($row->{symbolIdStr});
        $self->{parts}{ $row->{name} } = $row;
    }
}

sub _read_detail {
    my ($self, $row) = @_;
    my $id = $row->{id};
    return $self->{details}{$id} if $self->{details}{$id};
    my $answer = $self->_get("parts/$id.json");
    _is_200($answer);
    my $part = _json($answer);
    ref $part eq 'HASH' or die "part \"$id\" is no object\n";
    _string($part, 'id', 'required');
    $part->{id} eq $id or die "part \"$id\" calls itself \"$part->{id}\"\n";
    _string($part, $_) for qw(name description keywords);
    _string($part, 'symbolIdStr', !$self->{complete} && 'required');
    exists $part->{fields} || $self->{complete} or die "part \"$id\" has no fields\n";
    $self->_take_filters($part);
    return $self->{details}{$id} = $part;
}

sub _take_filters {
    my ($self, $part) = @_;
    return unless exists $part->{footprint_filters};
    my $filters = $part->{footprint_filters};
    die "the footprint filters are no strings\n"
        if grep { !is_string($_) } ref $filters eq 'ARRAY' ? @$filters : $filters;
}

sub _symbol {
    my ($self, $part) = @_;
    my %symbol = (name => $part->{name} // $part->{id}, symbol => $part->{symbolIdStr} // '', fields => {}, visible => {});
    $symbol{"exclude_from_$_"} = $self->_truth($part->{"exclude_from_$_"}, 0) for qw(bom board sim);
    my %known = map { lc($_) => $_ } qw(reference value footprint datasheet description keywords);
    for my $name (keys %{ $part->{fields} // {} }) {
        my $field = $part->{fields}{$name};
        _string($field, 'value', 'required');
        my $key = $known{ lc $name } // $name;
        die "two fields are called \"$key\"\n" if exists $symbol{fields}{$key};
        $symbol{fields}{$key} = $field->{value};
        $symbol{visible}{$key} = $self->_truth($field->{visible}, 1);
    }
    _check_symbol(\%symbol, $self->{nickname});
    if ($self->{outer}) {
        $symbol{fields}{$_} = $part->{$_} // '' for qw(description keywords);
    }
    return \%symbol;
}

sub _check_symbol {
    my ($symbol, $nickname) = @_;
    my ($library) = $symbol->{symbol} =~ /^([^:]+):[^:]+$/
        or die "the symbol \"$symbol->{symbol}\" of \"$symbol->{name}\" is not Library:Name\n";
    die "the symbol of \"$symbol->{name}\" is in this very library\n" if $library eq $nickname;
    for my $key (qw(reference value datasheet)) {
        die "the $key of \"$symbol->{name}\" is blanked\n" if ($symbol->{fields}{$key} // 'symbol\'s own') eq '';
    }
    die "the footprint of \"$symbol->{name}\" is a list\n" if ($symbol->{fields}{footprint} // '') =~ /;/;
}

sub _truth {
    my ($self, $value, $default) = @_;
    return $default unless defined $value;
    if (JSON::PP::is_bool($value)) {
        die "a boolean, which this KiCad refuses\n" unless $self->{booleans};
        return $value ? 1 : 0;
    }
    is_string($value) || $self->{booleans} or die "a truth that is no string\n";
    return $value =~ /\A(?:true|yes|y|1)\z/i ? 1 : $value =~ /\A(?:false|no|n|0)\z/i ? 0 : $default;
}

sub _name_is_legal {
    my ($name) = @_;
    die "a part has an empty name\n" if $name eq '';
    die "the name \"$name\" would make a sheet that cannot be opened\n" if $name =~ /[:\\<>"\x00-\x1f]/;
}

# JSON::PP makes of a string a scalar that has been a string only.
sub is_string {
    my ($value) = @_;
    return !ref $value && (svref_2object(\$value)->FLAGS & SVf_POK);
}

sub _string {
    my ($object, $key, $required) = @_;
    die "\"$key\" is asked of something that is no object\n" unless ref $object eq 'HASH';
    return if !exists $object->{$key} && !$required;
    is_string($object->{$key}) or die "\"$key\" is missing or no string\n";
}

sub _is_200 {
    my ($answer) = @_;
    die "API responded with error code: $answer->{status}: $answer->{body}\n" unless $answer->{status} == 200;
}

sub _json {
    my ($answer) = @_;
    die "KiCad received an empty response\n" if $answer->{body} eq '';
    return JSON::PP->new->utf8->decode($answer->{body});
}

# The bytes curl sends for KiCad: no blank after two of the colons, no escaping.
sub _request_bytes {
    my ($self, $path) = @_;
    return join "\r\n", "GET $path HTTP/1.1", "Host: 127.0.0.1:$self->{port}", "User-Agent: $self->{agent}",
        'Accept-Encoding: gzip,deflate', 'Accept:application/json', "Authorization:Token $self->{token}", '', '';
}

sub _get {
    my ($self, $path) = @_;
    $path = "$self->{prefix}/v1/$path";
    push @{ $self->{requests} }, $path;
    my $connection = $self->{connection} // KiDepot::Http->connect($self->{port});
    $connection->send_raw($self->_request_bytes($path));
    my $answer = $connection->read_response;
    die "$path: $answer->{error}\n" if $answer->{error};
    my $ends = ($answer->{headers}{connection} // '') eq 'close';
    $self->{connection} = $self->{keeps} && !$ends ? $connection : undef;
    if (($answer->{headers}{'content-encoding'} // '') eq 'gzip') {
        gunzip(\(my $packed = $answer->{body}), \my $body) or die "$path: the gzip is broken\n";
        @{$answer}{qw(body was_packed)} = ($body, 1);
    }
    $self->{last} = $answer;
    return $answer;
}

sub last_answer { $_[0]{last} }

1;
