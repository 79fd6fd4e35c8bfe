-- shape:
-- Its own statement, for naming this column looks through all libraries.
update kidepot.setting
   set pcm_prefix = nullif($1::text, '')
 where pcm_prefix is distinct from nullif($1::text, '')
