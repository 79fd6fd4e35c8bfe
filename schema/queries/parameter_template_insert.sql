-- shape: t
-- Nothing is inserted when the name is taken.
insert into kidepot.parameter_template (name, unit, field_name, visible, served, si_prefix)
values ($1::text, nullif($2::text, ''), nullif($3::text, ''), coalesce($4::text::boolean, false),
        coalesce($5::text::boolean, true), coalesce($6::text::boolean, false))
on conflict (name) do nothing
returning id::text
