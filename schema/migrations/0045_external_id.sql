-- What parts and categories are called in the systems they were imported from, so that
-- an import that is repeated finds them again, whatever they are called by now.

create table kidepot.external_id (
    system kidepot.line not null,
    kind text not null,
    external_id kidepot.line not null,
    category_id bigint references kidepot.category on delete cascade,
    part_id bigint references kidepot.part on delete cascade,
    primary key (system, kind, external_id),
    constraint external_id_is_of_a_part_or_a_category check (
        case kind when 'part' then part_id is not null and category_id is null
                  when 'category' then category_id is not null and part_id is null
                  else false end)
);

create unique index external_id_part on kidepot.external_id (system, part_id) where part_id is not null;
create unique index external_id_category on kidepot.external_id (system, category_id)
    where category_id is not null;
create index external_id_of_part on kidepot.external_id (part_id);
create index external_id_of_category on kidepot.external_id (category_id);

comment on table kidepot.external_id is
    'the id that a part or a category has in a system it was imported from';
comment on column kidepot.external_id.system is
    'the name that the import was given for it (--system)';
