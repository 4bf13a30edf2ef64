// Reads documents with the YAML library of kubectl. Standard input holds a JSON string a line, a
// document's bytes in base64; standard output gets for each a JSON object with its value or why it
// cannot be read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"sigs.k8s.io/yaml"
)

type reading struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewReader(os.Stdin)
	for {
		line, end := lines.ReadBytes('\n')
		if len(line) > 0 {
			var document []byte
			must(json.Unmarshal(line, &document))
			must(answers.Encode(read(document)))
		}
		if end == io.EOF {
			return
		}
		must(end)
	}
}

func read(document []byte) (result reading) {
	defer func() {
		if reason := recover(); reason != nil {
			result = reading{Error: fmt.Sprint(reason)}
		}
	}()
	value, err := yaml.YAMLToJSON(document)
	if err != nil {
		return reading{Error: err.Error()}
	}
	return reading{Value: value}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
