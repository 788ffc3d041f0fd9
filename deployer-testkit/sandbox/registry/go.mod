module sandbox/registry

go 1.22
