-- shape: t
select set_config('role', 'kidepot_owner', false)
