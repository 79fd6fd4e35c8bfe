package KiDepot::Change;

# Changes the catalogue by SQL and waits until programs have heard of it: a worker
# sends what it keeps until PostgreSQL has told it, which is a moment after the commit.
#   my @subjects = change($sql, $app, ...);     what was raised, as kidepot.generation names it
# All are of one database, which App->start was given, and listen. The SQL is the writer's;
# what it dies of is psql's words.

use v5.28;
use warnings;
use Exporter qw(import);
use KiDepot::Fcgi;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(wait_until);

our @EXPORT_OK = qw(change);

sub change {
    my ($sql, @apps) = @_;
    my $database = $apps[0]->database;
    wait_until(sub { _listening($_) == $_->workers }) or die 'not all workers of ' . $_->dir . " listen\n" for @apps;
    my ($before, @told) = (_generations($database), map { _told($_) } @apps);
    $database->psql($sql, 'writer');
    my $after = _generations($database);
    my @raised = grep { ($before->{$_} // '') ne $after->{$_} } keys %$after;
    for my $index (0 .. $#apps) {
        my ($app, $goal) = ($apps[$index], $told[$index] + @raised * $apps[$index]->workers);
        # A worker hears between two requests.
        wait_until(sub { KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/' }); _told($app) >= $goal })
            or die 'the workers of ' . $app->dir . " were not told of all that was raised\n";
    }
    return @raised;
}

sub _generations { +{ map { split /\t/ } $_[0]->psql('select subject, generation from kidepot.generation') } }
sub _told { KiDepot::Metrics::get($_[0])->{metrics}{kidepot_notifications_total} // 0 }
sub _listening { KiDepot::Metrics::get($_[0])->{metrics}{'kidepot_kept_workers{mode="listen"}'} // 0 }

1;
