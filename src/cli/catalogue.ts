import * as argocd from '../argocd/problems.ts'
import * as datadog from '../datadog/problems.ts'
import * as ignore from '../check/ignore-problems.ts'
import * as objects from '../check/object-problems.ts'
import * as metrics from '../check/metric-problems.ts'
import * as rollout from '../check/rollout-problems.ts'
import * as overlays from '../check/overlay-problems.ts'
import * as time from '../check/time-problems.ts'
import * as environments from '../environments/problems.ts'
import * as convert from '../convert/problems.ts'
import * as migration from '../migration/problems.ts'
import * as around from '../migration/around-problems.ts'
import * as sideBySide from '../migration/side-by-side-problems.ts'
import * as simulate from '../simulate/problems.ts'
import * as steps from '../steps/problems.ts'
import * as step from '../steps/step-problems.ts'
import * as usage from '../problems.ts'
import * as workload from '../workload/problems.ts'
import * as cli from './problems.ts'

/** Every diagnostic that there is. */
export const catalogue = [
  ...Object.values(usage),
  ...Object.values(workload),
  ...Object.values(convert),
  ...Object.values(migration),
  ...Object.values(around),
  ...Object.values(sideBySide),
  ...Object.values(simulate),
  ...Object.values(steps),
  ...Object.values(step),
  ...Object.values(environments),
  ...Object.values(rollout),
  ...Object.values(objects),
  ...Object.values(metrics),
  ...Object.values(overlays),
  ...Object.values(time),
  ...Object.values(ignore),
  ...Object.values(argocd),
  ...Object.values(datadog),
  ...Object.values(cli)
].map(({ code, severity, why, exit }) => ({ code, severity, why, exit }))
