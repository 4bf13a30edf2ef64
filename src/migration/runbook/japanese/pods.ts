import type { Texts } from '../texts.ts'

/** What is said of the numbers of pods. */
export const pods: Texts['pods'] = {
  title: '各ステージの Pod 数',
  peak: 'ピークは、そのステージの適用中に最も多くなる Pod 数です。クォータとノードの見積もりに使ってください。終了処理中の Pod は、消えるまでこれに加わります。',
  legend: '棒は全 Pod 数、下がっていく線が Deployment、上がっていく線が Rollout です。',
  drawn: 'オートスケーラーが決める間は N として描いています。',
  inAll: count => `合計 ${count}`,
  stageHead: ['ステージ', 'Deployment', 'Rollout', 'オートスケーラー', 'ピーク'],
  sumHead: ['ステージ', '変更するワークロード', 'Deployment', 'Rollout', 'ピーク'],
  podsHead: ['Pod 数', 'Deployment', 'Rollout', 'ピーク'],
  workloadHead: ['ワークロード', 'N'],
  none: 'なし',
  holds: replicas => `Rollout を ${replicas} に固定`,
  scales: kind => `${kind} をスケール`,
  paused: '停止中',
  each: 'ワークロードごとの内訳（Deployment の Pod + Rollout の Pod）：',
  chartTitle: 'マニフェストが求める Pod 数',
  chartX: 'ステージ',
  chartY: 'Pod',
  many: peak => `**Pod 数：** ピークは合計 ${peak}。ワークロードごとの数は上の表にあります。`,
  save: 'この手順書の末尾にある一覧を `pods.txt` に保存し、次の関数をシェルに貼り付けます。すべてのワークロードがそのステージの Pod 数になるまで待つ関数です。',
  list: 'namespace、Deployment、Rollout、続いてステージ 00 以降の両方の Pod 数です。`-` は待ちません。'
}
