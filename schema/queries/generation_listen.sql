-- shape:
listen kidepot
