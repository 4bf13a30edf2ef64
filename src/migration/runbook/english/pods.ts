/** What is said of the numbers of pods. */
export const pods = {
  title: 'Pods at each stage',
  peak: 'The peak is the most pods while a stage is applied, for quotas and nodes. Terminating pods come on top of it until they are gone.',
  legend: 'The bars are all pods; the falling line is the Deployment, the rising one the Rollout.',
  drawn: 'Where an autoscaler decides, the chart shows N.',
  inAll: (count: number) => `${count} in all`,
  stageHead: ['stage', 'Deployment', 'Rollout', 'autoscaler', 'peak'],
  sumHead: ['stage', 'workloads that change', 'Deployments', 'Rollouts', 'peak'],
  podsHead: ['pods', 'Deployment', 'Rollout', 'peak'],
  workloadHead: ['workload', 'N'],
  none: 'none',
  holds: (replicas: number) => `holds the Rollout at ${replicas}`,
  scales: (kind: string) => `scales the ${kind}`,
  paused: 'paused',
  each: 'Each workload, as pods of the Deployment + pods of the Rollout:',
  chartTitle: 'Pods that the manifests request',
  chartX: 'stage',
  chartY: 'pods',
  many: (peak: number) => `**Pods.** Peak ${peak} in all; each workload is in the table above.`,
  save: 'Save the list at the end of this page as `pods.txt`, and paste this into the shell. It waits until every workload has the pods of a stage.',
  list: 'Namespace, Deployment, Rollout, then for each stage from 00 on the pods of both; `-` is not waited for.'
}
