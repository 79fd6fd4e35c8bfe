-- Who changed what, and when. Rows are written by triggers alone.

create table kidepot.change (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    who text not null default kidepot.who(),
    kind text not null,
    row_id bigint not null,
    name text not null,
    action text not null,
    field text,
    old_value text,
    new_value text,
    constraint change_action_is_known check (action in ('added', 'changed', 'removed'))
);

comment on column kidepot.change.kind is 'the table without "kidepot."; of a detail its owner''s';
comment on column kidepot.change.name is 'as it was called after the change';
comment on column kidepot.change.old_value is 'of a removed one: the whole row, as JSON';

create index change_of_row on kidepot.change (kind, row_id, id);

-- What differs between two states of a row.
create function kidepot.row_difference(old_row jsonb, new_row jsonb,
                                       out field text, out old_value text, out new_value text)
    returns setof record
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select n.key, o.value, n.value
      from jsonb_each_text(new_row) n
      join jsonb_each_text(old_row) o on o.key = n.key
     where n.value is distinct from o.value
       and n.key <> all (array['updated_at', 'bucket_id', 'sha256', 'last_used_at'])
     order by n.key;
$$;

-- The argument is the column with the name.
create function kidepot.change_row() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        execute format('insert into kidepot.change (kind, row_id, name, action)
                        select %L, id, %I, ''added'' from inserted',
                       tg_table_name, tg_argv[0]);
    elsif tg_op = 'DELETE' then
        execute format('insert into kidepot.change (kind, row_id, name, action, old_value)
                        select %L, id, %I, ''removed'', (to_jsonb(deleted) - ''sha256'')::text
                          from deleted',
                       tg_table_name, tg_argv[0]);
    else
        execute format('insert into kidepot.change
                               (kind, row_id, name, action, field, old_value, new_value)
                        select %L, n.id, n.%I, ''changed'', d.field, d.old_value, d.new_value
                          from deleted o
                          join inserted n on n.id = o.id
                         cross join kidepot.row_difference(to_jsonb(o), to_jsonb(n)) d',
                       tg_table_name, tg_argv[0]);
    end if;
    return null;
end $$;

-- Rows that belong to a part or a category. Arguments, the last two as SQL over
-- the row x: the owner's table, what of it, what it says. Of an owner that this
-- transaction made or removed only that is told.
create function kidepot.change_detail() returns trigger
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
                       and r.created_at < now()
                     order by row_id, field',
                   tg_argv[0],
                   case when tg_op = 'INSERT' then none else rows_of || 'deleted x' end,
                   case when tg_op = 'DELETE' then none else rows_of || 'inserted x' end,
                   tg_argv[0]);
    return null;
end $$;

alter table kidepot.category add column created_at timestamptz not null default now();

-- Three triggers a table, for each sees only rows that its event has.
create procedure kidepot.change_watch(watched text, function_name text, variadic arguments text[])
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    quoted constant text := (select string_agg(quote_literal(a), ', ' order by position)
                               from unnest(arguments) with ordinality u (a, position));
begin
    execute format('create trigger change_insert after insert on kidepot.%I
                    referencing new table as inserted
                    for each statement execute function kidepot.%I(%s)', watched, function_name, quoted);
    execute format('create trigger change_update after update on kidepot.%I
                    referencing old table as deleted new table as inserted
                    for each statement execute function kidepot.%I(%s)', watched, function_name, quoted);
    execute format('create trigger change_delete after delete on kidepot.%I
                    referencing old table as deleted
                    for each statement execute function kidepot.%I(%s)', watched, function_name, quoted);
end $$;

call kidepot.change_watch('part', 'change_row', 'name');
call kidepot.change_watch('category', 'change_row', 'name');
call kidepot.change_watch('parameter_template', 'change_row', 'name');
call kidepot.change_watch('footprint_map', 'change_row', 'value');
call kidepot.change_watch('supplier', 'change_row', 'name');
call kidepot.change_watch('location', 'change_row', 'name');
call kidepot.change_watch('token', 'change_row', 'name');
call kidepot.change_watch('parameter', 'change_detail', 'part',
    $$'parameter ' || (select t.name from kidepot.parameter_template t where t.id = x.template_id)$$,
    $$concat_ws(', ', x.value, 'field ' || x.field_name,
                case x.visible when true then 'visible' when false then 'not visible' end,
                case x.served when true then 'served' when false then 'not served' end)$$);
call kidepot.change_watch('alternate', 'change_detail', 'part',
    $$'alternate ' || x.position$$, $$x.footprint::text$$);
call kidepot.change_watch('pin_map', 'change_detail', 'part',
    $$'pin ' || x.pin || ' of ' || x.footprint || ', pad ' || x.pad$$, $$'yes'$$);
call kidepot.change_watch('supplier_part', 'change_detail', 'part',
    $$'supplier ' || (select u.name from kidepot.supplier u where u.id = x.supplier_id) || ' ' || x.sku$$,
    $$coalesce(x.url, 'without URL')$$);
call kidepot.change_watch('category_field', 'change_detail', 'category',
    $$'field of ' || (select t.name from kidepot.parameter_template t where t.id = x.template_id)$$,
    $$concat_ws(', ', 'field ' || x.field_name,
                case x.visible when true then 'visible' when false then 'not visible' end,
                case x.served when true then 'served' when false then 'not served' end)$$);

-- Settings are one row without an id.
create function kidepot.change_setting() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into kidepot.change (kind, row_id, name, action, field, old_value, new_value)
    select 'setting', 0, d.field, 'changed', d.field, d.old_value, d.new_value
      from kidepot.row_difference(to_jsonb(old), to_jsonb(new)) d;
    return null;
end $$;

create trigger change_update after update on kidepot.setting
    for each row execute function kidepot.change_setting();
