-- What a value template's ${...} may name. Anything else is left for KiCad, which
-- knows variables of its own.

create view kidepot.value_variable as
select t.name::text as name from kidepot.parameter_template t
union
select u.name::text from kidepot.supplier u
union
values ('Name'), ('Description');

create or replace function kidepot.expand(template text, names text[], texts text[]) returns text
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    expanded text := '';
    rest text := template;
    variable text;
    at integer;
    stop integer;
begin
    if template is null then
        return null;
    end if;
    loop
        at := strpos(rest, '${');
        stop := case when at > 0 then strpos(substr(rest, at), '}') else 0 end;
        exit when stop = 0;
        variable := substr(rest, at + 2, stop - 3);
        expanded := expanded || left(rest, at - 1)
            || coalesce(texts[array_position(names, variable)],
                        case when exists (select from kidepot.value_variable v
                                           where v.name = variable)
                             then '' else '${' || variable || '}' end);
        rest := substr(rest, at + stop);
    end loop;
    return nullif(btrim(regexp_replace(expanded || rest, ' +', ' ', 'g')), '');
end $$;

-- The parts whose value names what begins or ends to exist.
create function kidepot.part_resolve_variables() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.part_resolve(array(
        select p.id
          from kidepot.part p
         where p.bucket_id in (
               select r.category_id
                 from kidepot.category_resolved r
                where r.value_template is not null
                  and exists (select from changed x
                               where strpos(r.value_template, '${' || x.name || '}') > 0))));
    return null;
end $$;

create trigger part_resolve_variables_inserted after insert on kidepot.parameter_template
    referencing new table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_updated after update on kidepot.parameter_template
    referencing new table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_updated_from after update on kidepot.parameter_template
    referencing old table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_deleted after delete on kidepot.parameter_template
    referencing old table as changed
    for each statement execute function kidepot.part_resolve_variables();

create trigger part_resolve_variables_inserted after insert on kidepot.supplier
    referencing new table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_updated after update on kidepot.supplier
    referencing new table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_updated_from after update on kidepot.supplier
    referencing old table as changed
    for each statement execute function kidepot.part_resolve_variables();
create trigger part_resolve_variables_deleted after delete on kidepot.supplier
    referencing old table as changed
    for each statement execute function kidepot.part_resolve_variables();

select kidepot.part_resolve(array(
    select p.id
      from kidepot.part p
      join kidepot.category_resolved r on r.category_id = p.bucket_id
     where r.value_template like '%${%'));
