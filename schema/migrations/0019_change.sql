-- Who frees a former name is told as well, and a detail of a part that another
-- transaction made after this one began: an import that waited for its turn, for one.

-- Of an owner that this transaction made or removed only that is told; what it made
-- has its own beginning as the time.
create or replace function kidepot.change_detail() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    rows_of constant text := format('select %I as row_id, %s as field, %s as value from ',
                                    tg_argv[0] || '_id', tg_argv[1], tg_argv[2]);
    none constant text := 'select null::bigint as row_id, null::text as field, null::text as value
                            where false';
begin
    execute format('insert into kidepot.change
                           (kind, row_id, name, action, field, old_value, new_value)
                    select %L, row_id, r.name, ''changed'', field, o.value, n.value
                      from (%s) o
                      full join (%s) n using (row_id, field)
                      join kidepot.%I r on r.id = row_id
                     where o.value is distinct from n.value
                       and r.created_at <> now()
                     order by row_id, field',
                   tg_argv[0],
                   case when tg_op = 'INSERT' then none else rows_of || 'deleted x' end,
                   case when tg_op = 'DELETE' then none else rows_of || 'inserted x' end,
                   tg_argv[0]);
    return null;
end $$;

create trigger change_delete after delete on kidepot.part_name
    referencing old table as deleted
    for each statement execute function kidepot.change_detail('part', $$'former name'$$, 'x.name::text');
