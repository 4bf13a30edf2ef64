// Runs the `lint` command of kubectl-argo-rollouts on many texts in one process. Standard input
// holds a JSON string a line, one manifest or stream each; standard output gets for each a JSON
// object with the error that the command returned and all that it printed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/cmd/lint"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/options"
	"k8s.io/cli-runtime/pkg/genericclioptions"
)

type verdict struct {
	Error    string `json:"error"`
	Printed  string `json:"printed"`
	Panicked bool   `json:"panicked"`
}

func main() {
	folder, err := os.MkdirTemp("", "lint-peer-")
	must(err)
	defer os.RemoveAll(folder)
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewReader(os.Stdin)
	for {
		line, end := lines.ReadBytes('\n')
		if len(line) > 0 {
			var text string
			must(json.Unmarshal(line, &text))
			must(answers.Encode(run(folder, text)))
		}
		if end == io.EOF {
			return
		}
		must(end)
	}
}

func run(folder, text string) (result verdict) {
	file := filepath.Join(folder, "rollout.yaml")
	must(os.WriteFile(file, []byte(text), 0o600))
	// The command prints every error, but returns only the first.
	printed, err := os.Create(filepath.Join(folder, "printed"))
	must(err)
	stdout := os.Stdout
	os.Stdout = printed
	defer func() {
		if reason := recover(); reason != nil {
			result = verdict{Error: fmt.Sprint(reason), Panicked: true}
		}
		os.Stdout = stdout
		printed.Close()
		said, err := os.ReadFile(printed.Name())
		must(err)
		result.Printed = string(said)
	}()
	streams := genericclioptions.IOStreams{In: os.Stdin, Out: io.Discard, ErrOut: io.Discard}
	command := lint.NewCmdLint(options.NewArgoRolloutsOptions(streams))
	command.SetArgs([]string{"-f", file})
	command.SilenceErrors = true
	command.SetOut(io.Discard)
	command.SetErr(io.Discard)
	if err := command.Execute(); err != nil {
		result.Error = err.Error()
	}
	return result
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
