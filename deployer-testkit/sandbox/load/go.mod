module sandbox/load

go 1.22
