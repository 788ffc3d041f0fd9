package api

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

// failure is an answer in the API's error form.
type failure struct {
	status  int
	code    hcloud.ErrorCode
	message string
	details any
}

func (f *failure) Error() string { return f.message }

func notFound(kind string, id any) *failure {
	return &failure{http.StatusNotFound, hcloud.ErrorCodeNotFound, fmt.Sprintf("%s with ID '%v' not found", kind, id), nil}
}

// invalid refuses one field. The details are never left out, because clients rely on them with this code.
func invalid(field, message string) *failure {
	return &failure{
		status:  http.StatusUnprocessableEntity,
		code:    hcloud.ErrorCodeInvalidInput,
		message: fmt.Sprintf("invalid input in field '%s'", field),
		details: map[string]any{"fields": []map[string]any{{"name": field, "messages": []string{message}}}},
	}
}

func notUnique(message string) *failure {
	return &failure{http.StatusConflict, hcloud.ErrorCodeUniquenessError, message, nil}
}

func locked(kind string) *failure {
	return &failure{http.StatusLocked, hcloud.ErrorCodeLocked, kind + " is locked, another action is running", nil}
}

func (f failure) write(w http.ResponseWriter) {
	details, err := json.Marshal(f.details)
	if err != nil {
		details = []byte("null")
	}
	writeJSON(w, f.status, schema.ErrorResponse{Error: schema.Error{
		Code: string(f.code), Message: f.message, DetailsRaw: details,
	}})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// The status is out already; a client that went away cannot be sent anything.
	_ = json.NewEncoder(w).Encode(body)
}
