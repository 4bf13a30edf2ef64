// Judges many AnalysisTemplates in one process, as the controller does when it makes a run of them.
// Standard input holds a JSON string a line, one template each; standard output gets for each a JSON
// object with the first error.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	log "github.com/sirupsen/logrus"
	"sigs.k8s.io/yaml"

	"github.com/argoproj/argo-rollouts/metricproviders/datadog"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
	"github.com/argoproj/argo-rollouts/utils/evaluate"
)

type verdict struct {
	Error    string `json:"error"`
	Printed  string `json:"printed"`
	Panicked bool   `json:"panicked"`
}

func main() {
	for _, name := range []string{"DD_API_KEY", "DD_APP_KEY", "DD_ADDRESS"} {
		os.Setenv(name, "http://127.0.0.1")
	}
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewReader(os.Stdin)
	for {
		line, end := lines.ReadBytes('\n')
		if len(line) > 0 {
			var text string
			must(json.Unmarshal(line, &text))
			must(answers.Encode(judge(text)))
		}
		if end == io.EOF {
			return
		}
		must(end)
	}
}

func judge(text string) (result verdict) {
	defer func() {
		if reason := recover(); reason != nil {
			result = verdict{Error: fmt.Sprint(reason), Panicked: true}
		}
	}()
	if err := validate(text); err != nil {
		result.Error = err.Error()
	}
	return result
}

func validate(text string) error {
	var template v1alpha1.AnalysisTemplate
	if err := yaml.UnmarshalStrict([]byte(text), &template, yaml.DisallowUnknownFields); err != nil {
		return err
	}
	hash := "6b7c9d"
	args := template.Spec.Args
	for at := range args {
		args[at].Value = &hash
	}
	templates := []*v1alpha1.AnalysisTemplate{&template}
	run, err := analysisutil.NewAnalysisRunFromTemplates(templates, nil, args, nil, nil, nil, nil, "run", "", "test")
	if err != nil {
		return err
	}
	metrics := []v1alpha1.Metric{}
	for _, metric := range run.Spec.Metrics {
		resolved, err := analysisutil.ResolveMetricArgs(metric, args)
		if err != nil {
			return err
		}
		metrics = append(metrics, *resolved)
	}
	if err := analysisutil.ValidateMetrics(metrics); err != nil {
		return err
	}
	logger := log.NewEntry(log.New())
	for _, metric := range metrics {
		if metric.EffectiveCount() == nil {
			return fmt.Errorf("metric %s runs indefinitely", metric.Name)
		}
		if _, err := datadog.NewDatadogProvider(*logger, nil, "test", metric); err != nil {
			return err
		}
		var none *float64
		phase, err := evaluate.EvaluateResult(none, metric, *logger)
		if err != nil {
			return err
		}
		// What it says without data, for whoever asked.
		if wanted := template.Annotations["test/no-data"]; wanted != string(phase) {
			return fmt.Errorf("without data it is %s, and not %s", phase, wanted)
		}
		for _, value := range []float64{-1, 0, 0.01, 1000} {
			phase, err := evaluate.EvaluateResult(value, metric, *logger)
			if err != nil {
				return err
			}
			if phase != v1alpha1.AnalysisPhaseSuccessful && phase != v1alpha1.AnalysisPhaseFailed {
				return fmt.Errorf("%v is %s", value, phase)
			}
		}
	}
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
