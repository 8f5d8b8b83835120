package user

type User struct {
	ID string
}
