/** What is said of the commands that look at a stage. */
export const checks = {
  stagePods: '`stage_pods` prints what it waits for.',
  scaled: (title: string, kind: string, range: string) =>
    `${title}: its autoscaler is awake, so the ${kind} may have any count ${range}, but the same in both columns.`,
  upTo: (min: number | undefined, replicas: number) => `from ${min} to ${replicas}`,
  within: (bounds: string) => `within ${bounds}`,
  above: (replicas: number) =>
    ` If it has more than ${replicas}, wait: the next stage would cut it to ${replicas}.`,
  hpaPaused: 'UP and DOWN `Disabled`, MIN `1` (`0` where it was 0)',
  hpaAwake: 'UP and DOWN never `Disabled`',
  kedaPaused: 'PAUSED `true`, and its HPA is gone',
  kedaAwake: 'PAUSED `<none>`',
  retargeted: (awake: string) => `TARGET \`Rollout\`, MIN and MAX both N, ${awake}`,
  released: (awake: string) => `TARGET \`Rollout\`, MIN and MAX as before the migration, ${awake}`,
  ofEach: (kinds: string, shown: string) => `\`${kinds}\` of each workload: ${shown}.`,
  policies:
    '`Max` or `Min` may follow the bounds of an HPA, but never `Disabled`: it would not scale.',
  kedaHpa: (hpa: string) => `KEDA's HPA is \`${hpa}\`, unless the ScaledObject sets another name.`,
  kedaBlank: (note: string) => `${note} A bound that the manifest does not set is blank.`
}
