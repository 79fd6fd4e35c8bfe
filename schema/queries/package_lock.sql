-- shape:
lock table kidepot.package in share row exclusive mode
