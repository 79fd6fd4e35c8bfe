-- As before, but a library that nobody knows is a fault only once KiCad's own of its kind, or
-- those that are given, are known: a package alone says nothing of what else there is.

create or replace function kidepot.reference_fault(kind text, library_id text)
    returns table (unpublished boolean, words text)
    language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    nickname constant text := split_part(reference_fault.library_id, ':', 1);
    item constant text := substr(reference_fault.library_id,
                                 strpos(reference_fault.library_id, ':') + 1);
    plain text;
    library record;
    elsewhere text;
begin
    if not exists (select from kidepot.kicad_library l where l.kind = reference_fault.kind) then
        return;
    end if;
    select f.* into library from kidepot.kicad_library_find(reference_fault.kind, nickname) f;
    if library.library_id is null then
        if exists (select from kidepot.kicad_library l
                    where l.kind = reference_fault.kind and l.source <> 'package') then
            words := format('there is no library "%s"', nickname);
        end if;
    elsif library.digest is null
          or exists (select from kidepot.kicad_library_item i
                      where i.library_id = library.library_id and i.name = item) then
        return;
    else
        words := format('library "%s" has no such %s', nickname, reference_fault.kind);
    end if;
    plain := split_part(kidepot.library_id_plain(reference_fault.kind,
                                                 reference_fault.library_id), ':', 1);
    select format('it is in %s, %s', v.name,
                  case when v.withdrawn_at is not null then 'which is withdrawn'
                       else format('which is %s and not what most have', v.status) end)
      into elsewhere
      from kidepot.kicad_library l
      join kidepot.package_version v on v.id = l.package_version_id
      join kidepot.kicad_library_item i on i.library_id = l.id and i.name = item
     where l.kind = reference_fault.kind
       and l.stem = plain
       and v.id not in (select f.package_version_id from kidepot.package_version_in_force f)
     order by v.withdrawn_at is not null, v.id desc
     limit 1;
    unpublished := elsewhere is not null;
    words := coalesce(elsewhere, words);
    if words is not null then
        return next;
    end if;
end $$;
