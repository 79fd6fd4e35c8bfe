-- shape: bb
-- Whether there are libraries to look in, of symbols and of footprints.
select kidepot.kicad_library_is_known('symbol') as symbols,
       kidepot.kicad_library_is_known('footprint') as footprints
