#!/usr/bin/perl
# A token that is held to some categories sees these and what is below them, and
# nothing else, as if it were not there. Each good token's last use is kept.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Change qw(change);
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(wait_until);

my $database = KiDepot::Database->new;
$database->psql(<<~SQL, 'writer');
    insert into kidepot.category (id, parent_id, name, default_symbol) values
        (1, null, 'A', 'D:A'), (2, 1, 'B', null), (3, 2, 'C', null), (4, null, 'Other', 'D:O'), (5, 4, 'More', null);
    insert into kidepot.part (id, category_id, name, symbol) values
        (10, 1, 'in A', null), (20, 2, 'in B', null), (30, 3, 'in C', null), (40, 4, 'other', null), (50, 5, 'more', null),
        (60, null, 'homeless', 'D:H');
    update kidepot.setting set uncategorized = 'Loose';
    update kidepot.part set name = 'was ' || name where id in (30, 40);
    SQL
my %former = map { split /\t/ } $database->psql(
    'select part_id, $$former-$$ || id from kidepot.part_name where retired_at is not null');
my $app = KiDepot::App->start(database => $database, settings => { workers => 2, log_level => 'debug' });
my $all = $database->token(name => 'all');
my ($b, $more, $none) = map { held($_) } ['A/B'], ['4', 'A/B/C'], ['Other/More'];
$database->psql("delete from kidepot.token_category where token_id = (select id from kidepot.token where name = 'Other/More')", 'writer');

sub held {
    my ($categories) = @_;
    return $database->token(name => "@$categories", categories => $categories);
}

sub get {
    my ($token, $path) = @_;
    return KiDepot::Fcgi::request($app->socket, { PATH_INFO => "/v1/$path.json", HTTP_AUTHORIZATION => "Token $token" });
}

sub names { my ($answer) = @_; join ', ', map { $_->{name} } @{ JSON::PP->new->utf8->decode($answer->{body}) } }
sub last_used { scalar $database->psql("select last_used_at from kidepot.token where name = '$_[0]'") }

is names(get($all, 'categories')), 'A, A/B, A/B/C, Former names, Loose, Other, Other/More', 'a token for all sees all categories';
is names(get($b, 'categories')), 'A/B, A/B/C, Former names', 'one that is held to a category sees it and those below';
is names(get($more, 'categories')), 'A/B/C, Former names, Other, Other/More', 'or to two, one of them below';
is get($none, 'categories')->{body}, '[]', 'and to none at all, nothing';

is names(get($b, "parts/category/$_->[0]")), $_->[1], "listing of category $_->[0]"
    for [2, 'in B'], [3, 'was in C'], [1, ''], [4, ''], ['0', ''], ['former', 'in C'];
is names(get($more, 'parts/category/former')), 'in C, other', 'former names of its own categories only';
is names(get($all, 'parts/category/0')), 'homeless', 'a token for all sees parts without category';
for my $id (10, 40, 60, $former{40}) {
    my ($refused, $unknown) = map { get($b, "parts/$_") } $id, 999;
    is $refused->{status}, 404, "part $id: 404";
    is $refused->{body} =~ s/\Q$id\E/999/r, $unknown->{body}, "part $id: as if it were not there";
    is get($all, "parts/$id")->{status}, 200, "part $id: there for all";
}
is get($b, "parts/$_")->{body}, get($all, "parts/$_")->{body}, "part $_: the same bytes" for 20, 30, $former{30};
isnt get($b, "parts/$former{30}")->{body}, get($b, 'parts/30')->{body}, 'a former name is a document of its own';
is index(get($b, 'parts/category/former')->{body}, get($b, "parts/$former{30}")->{body}), 1, 'which is its row in the listing';

change('update kidepot.setting set category_depth = 1', $app);
is names(get($b, 'categories')), 'A, Former names', 'a category that shows them shows itself';
is names(get($b, 'parts/category/1')), 'in B, was in C', 'with what the token is good for';
is names(get($all, 'parts/category/1')), 'in A, in B, was in C', 'others see more there';

ok wait_until(sub { last_used('all') && last_used('A/B') && last_used('Other/More') }), 'the last use is kept';
my $used = last_used('all');
get($all, 'categories') for 1 .. 4;
is last_used('all'), $used, 'to the minute';
my $fresh = $database->token(name => 'fresh');
is get("kd_" . substr($fresh, 3, 8) . '_' . '0' x 64, 'categories')->{status}, 401, 'a wrong secret is refused';
ok !last_used('fresh'), 'and is no use of the token';
$database->psql('revoke execute on function kicad.token_used(text) from kidepot_reader', 'owner');
is get($fresh, 'categories')->{status}, 200, 'a use that cannot be kept harms no answer';
ok $app->wait_for_log(qr/ debug the use of token [0-9a-f]{8} is not kept: query "token_used": permission denied/), 'and is in the log';
unlike $app->log, qr/ (error|warning) /, 'as nothing to worry about';
$app->stop;
done_testing;
