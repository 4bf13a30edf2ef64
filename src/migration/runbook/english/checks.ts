/** What is said of the commands that look at a stage. */
export const checks = {
  stagePods: '`stage_pods` says what it waits for.',
  scaled: (title: string, kind: string, range: string) =>
    `${title}: its autoscaler is awake, so the ${kind} may have any count ${range}, the same in both columns.`,
  upTo: (min: number | undefined, replicas: number) => `from ${min} to ${replicas}`,
  within: (bounds: string) => `within ${bounds}`,
  above: (replicas: number) =>
    ` Above ${replicas}, wait: the next stage would cut it to ${replicas}.`,
  hpaPaused: 'UP and DOWN `Disabled`, MIN `1` (`0` where it was 0)',
  hpaAwake: 'UP and DOWN never `Disabled`',
  kedaPaused: 'PAUSED `true`, and its HPA is gone',
  kedaAwake: 'PAUSED `<none>`',
  retargeted: (awake: string) => `TARGET \`Rollout\`, MIN and MAX both N, ${awake}`,
  released: (awake: string) => `TARGET \`Rollout\`, MIN and MAX as before the migration, ${awake}`,
  ofEach: (kinds: string, shown: string) => `\`${kinds}\` of each workload: ${shown}.`,
  policies:
    'After the bounds of an HPA `Max` or `Min` may follow, but never `Disabled`: it would not scale.',
  kedaHpa: (hpa: string) =>
    `KEDA's HPA is \`${hpa}\` unless the ScaledObject gives it another name.`,
  kedaBlank: (note: string) => `${note} A bound that the manifest leaves out is blank.`
}
