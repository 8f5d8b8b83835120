module example.com/gatehouse

go 1.22
