-- shape: ibtttbbbi
-- One, or all when none is given.
select t.id, t.source is not null as is_column, t.name::text as name, t.unit::text as unit,
       t.field_name::text as field_name, t.visible, t.served, t.si_prefix,
       case t.source
            when 'ipn' then (select count(p.ipn) from kidepot.part p)
            when 'manufacturer' then (select count(p.manufacturer) from kidepot.part p)
            when 'mpn' then (select count(p.mpn) from kidepot.part p)
            else (select count(*) from kidepot.parameter m where m.template_id = t.id)
       end as parts
  from kidepot.parameter_template t
 where $1::text is null
    or t.id = $1::text::bigint
 order by t.name collate "C"
