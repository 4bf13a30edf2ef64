import type { Texts } from '../texts.ts'

/** What is said of the commands that look at a stage. */
export const checks: Texts['checks'] = {
  stagePods: '`stage_pods` は、待っている対象を表示する。',
  scaled: (title, kind, range) =>
    `${title}：オートスケーラーが動いているので、${kind} の数は${range}で変わりうる。2 つの列が同じ数であればよい。`,
  upTo: (min, replicas) => ` ${min}–${replicas} の範囲`,
  within: bounds => ` ${bounds} の範囲`,
  above: replicas => `${replicas} を超えている間は待つ。次のステージで ${replicas} に減らされる。`,
  hpaPaused: 'UP と DOWN が `Disabled`、MIN が `1`（元が 0 なら `0`）',
  hpaAwake: 'UP と DOWN が `Disabled` でない',
  kedaPaused: 'PAUSED が `true` で、KEDA の HPA がない',
  kedaAwake: 'PAUSED が `<none>`',
  retargeted: awake => `TARGET が \`Rollout\`、MIN と MAX がどちらも N、${awake}`,
  released: awake => `TARGET が \`Rollout\`、MIN と MAX が移行前と同じ、${awake}`,
  ofEach: (kinds, shown) => `各ワークロードの \`${kinds}\`：${shown}。`,
  policies:
    'HPA の上下限の後に `Max` や `Min` が続くことはあるが、`Disabled` であってはならない（スケールしない）。',
  kedaHpa: hpa => `KEDA の HPA は \`${hpa}\`（ScaledObject で別名を指定している場合を除く）。`,
  kedaBlank: note => `${note}マニフェストで省略した上下限は空欄になる。`
}
