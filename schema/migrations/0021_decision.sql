-- What somebody decided of components that no rule settles.

create table kidepot.decision (
    project_id bigint not null references kidepot.project on delete cascade,
    digest text not null,
    says text[] not null,
    part_id bigint references kidepot.part on delete cascade,
    decided_at timestamptz not null default now(),
    who text not null default kidepot.who(),
    primary key (project_id, digest)
);

comment on column kidepot.decision.says is
    'of which components: library, symbol, value, footprint, part id, IPN, MPN as they say them';
comment on column kidepot.decision.digest is 'of says, which may be too long for an index';
comment on column kidepot.decision.part_id is 'null: they are no part of the catalogue';

create index decision_part on kidepot.decision (part_id);
create index part_mpn_matched on kidepot.part (lower(mpn));
