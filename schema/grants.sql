-- Who may do what. The web program logs in as a member of kidepot_reader, the
-- people who keep the catalogue as members of kidepot_writer, KiCad's database libraries
-- as members of kidepot_dblib.
revoke all on schema kidepot, kicad from public;
grant usage on schema kicad to kidepot_reader, kidepot_writer;
-- A view that another role made is that role's to grant.
do $$
declare
    view_name text;
begin
    for view_name in
        select format('kicad.%I', c.relname)
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'kicad'
           and c.relkind in ('r', 'p', 'f', 'v', 'm')
           and pg_has_role(c.relowner, 'usage')
    loop
        execute format('grant select on %s to kidepot_reader, kidepot_writer', view_name);
    end loop;
end $$;

grant usage on schema kidepot to kidepot_writer;
grant select, insert, update, delete on all tables in schema kidepot to kidepot_writer;
revoke insert, update, delete
    on kidepot.migration, kidepot.own_view, kidepot.view_digest, kidepot.category_resolved,
       kidepot.category_field_resolved, kidepot.kicad_library_resolved, kidepot.part_resolved, kidepot.part_search, kidepot.stock,
       kidepot.change, kidepot.generation, kidepot.generation_due, kidepot.served_digest,
       kidepot.view_made, kidepot.dblib_table, kidepot.dblib_column, kidepot.dblib_due
    from kidepot_writer;
revoke update, delete on kidepot.stock_movement from kidepot_writer;
revoke insert, update on kidepot.part_name from kidepot_writer;
-- What was published never changes.
revoke update, delete on kidepot.package_version from kidepot_writer;
grant update (status, withdrawn_at, archive_removed_at) on kidepot.package_version to kidepot_writer;
-- Each table of kicad_dbl is granted where it is made.
revoke all on schema kicad_dbl from public;
grant usage on schema kicad_dbl to kidepot_dblib;
grant execute on function kicad.token_used(text), kicad.other_views() to kidepot_reader, kidepot_writer;

-- The functions of triggers run as the owner, some of them SQL that is their argument:
-- no trigger of another may call one. Triggers that are there go on firing.
do $$
declare
    as_owner regprocedure;
begin
    for as_owner in
        select oid from pg_proc where pronamespace = 'kidepot'::regnamespace and prosecdef
    loop
        execute format('revoke execute on function %s from public', as_owner);
    end loop;
end $$;
