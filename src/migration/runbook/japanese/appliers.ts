import type { Texts } from '../texts.ts'

/** What is said of Argo CD. */
export const argo: Texts['argo'] = {
  application:
    '以下のコマンドで使う Application です。複数ある場合は、それぞれで実行してください。',
  nothing: '問題がなければ何も表示されない',
  rules:
    'どちらにも、これらの Deployment や Rollout の `/spec/replicas` が含まれていないこと。そのようなルールが `RespectIgnoreDifferences=true` または `ApplyOutOfSyncOnly=true` と一緒にあると、どのステージもエラーにならないまま何も起きず、Application は Synced のままです。ルールがなければ、これらのオプションだけでは問題になりません。',
  ruleAtPin:
    'オートスケーラーのために Deployment を指定している場合は、`pin-replicas` のコミットがマージされるまで残し、その後削除して同期します。先に削除すると、Git の小さい数で現在の数が上書きされます。',
  ruleFirst: '先にルールを削除してください。現在の Pod 数が N を超えていないときに行います。',
  healthy: '`Healthy`',
  suspended: '`Healthy` または `Suspended`（停止中の ScaledObject）',
  differs:
    'Deployment の `replicas` だけが `OutOfSync` なのはオートスケーラーによるものなので、`Synced` は待たない。Deployment がそれ以外の理由で OutOfSync なら、適用されていない。',
  synced: 'Synced だけでは `replicas` が反映されたとは言えない。',
  shown: (health, sync) =>
    `\`argocd\`：\`Sync Revision\` がこのステージのコミット、\`Phase\` が \`Succeeded\`、状態が ${health} であること。${sync}`,
  syncPin:
    '自動同期でも、この同期は必要。Pod がすでに N 個動いていると Argo CD は差分なしとみなして同期せず、`status` の終了コードが 0 にならない。',
  degraded:
    'Application が一時的に `Degraded` になることがある。Rollout が確認されるより先にオートスケーラーが適用されるため。',
  beforeRelease:
    'Application が Rollout の数に触れないようにします。[Argo CD と `replicas`](#argo-cd-と-replicas) を参照してください。これがないと、次の同期でオートスケーラーの数が N に上書きされます。',
  title: 'Argo CD と `replicas`',
  serverSide:
    'Argo CD は `--force-conflicts` 付きのサーバーサイド適用を使います。同期のたびに、誰が書いた数であっても Git の `replicas` になります。',
  writes: '同期のたびに、Git の `replicas` が書き込まれます。',
  without:
    'rolloutify を通さずに元のマニフェストを同期すると、`Prune=false` により Rollout とその Pod は残り、Deployment は元のマニフェストの数に戻る。Pod は最大で 2 倍になるが、減ることはない。元のマニフェストに `replicas` がない場合、オートスケーラーが気付くまで Deployment の Pod は 1 個になる。そちらにも N を書いておくこと。ステージを再適用するまで Application は OutOfSync のまま。',
  deleted:
    'Application を削除すると、Rollout とその Pod もすべて削除される。`applier: argocd` を明記していない場合、Rollout には `helm.sh/resource-policy: keep` も付いており、Argo CD はこれを `Delete=false` とみなすので、Pod は残る。',
  hold: '最後のステージの後は、Git ではなくオートスケーラーが数を決めます。`retarget-autoscaler` が落ち着いてから `release-autoscaler` までの間に、次の設定を Application に追加します。',
  written:
    '`rolloutify argocd ignore --write FILE`（FILE は Application のファイル）で書き込めます。Application のファイルをマニフェストと一緒に渡すと、`migrate next` が `retarget-autoscaler` で書き込みます。',
  live: '`release-autoscaler` をコミットする前に反映されていること。次のコマンドで Rollout とオプションが表示されます。',
  respect:
    '`ignoreDifferences` だけでは差分が隠れるだけ。`RespectIgnoreDifferences=true` があって初めて、同期がこのフィールドに触れなくなる。',
  notEarlier:
    'これより前に設定しない。最後の shrink より前だと、Rollout のどのステージもエラーにならないまま何も起きない。',
  anyName: 'name: Application 内に Git の数を使う Rollout もある場合は、Rollout ごとに指定'
}

/** What is said of what ends at the hold, under Argo CD and Flux. */
export const hold: Texts['hold'] = {
  nothing: '設定するものはありません。今後も Git が数を決めます。',
  replicasIgnored:
    '続いて、`rolloutify.yaml` のワークロードに `replicasIgnored: true` と書く。このファイルがなければ `--replicas-ignored` を付ける。これがないと `release-autoscaler` は拒否される。計画のフォルダーを使う場合はどちらも要らない。',
  ends: '戻るときは、固定のステージ（`retarget-autoscaler`）で Rollout が N になったら外す。'
}

/** What is said of kubectl. */
export const kubectl: Texts['kubectl'] = {
  beforeRelease:
    '`kubectl apply` では適用できません。[kubectl と `replicas`](#kubectl-と-replicas) を参照してください。固定のステージにとどまるか、このフィールドを除外できる方法で適用します。`applier: kubectl` では rolloutify が拒否します。',
  title: 'kubectl と `replicas`',
  writes: '`kubectl apply` のたびに、マニフェストの `replicas` が書き込まれる。',
  deletes: '削除はしない。戻るときの Rollout は、Pod が 0 になってから手で削除するまで残る。',
  folder:
    '1 つのフォルダーのマニフェストをすべて適用する。2 つのフォルダーを同時に適用しない。`patch.json` はマニフェストではない。',
  release:
    'フィールドを除外できないので、`release-autoscaler` は使えない。apply のたびにオートスケーラーの数が N に上書きされる。'
}

/** What is said of Helm. */
export const helm: Texts['helm'] = {
  release: '以下のコマンドで使うリリースです。複数ある場合は、それぞれで実行してください。',
  itsName: '`helm list` に表示される名前',
  beforeRelease3: '設定は不要です。Helm 3 は Rollout の現在の数に触れません。',
  beforeRelease4:
    '固定以降と同じく、upgrade には毎回 `--server-side=false` を付け、`rolloutify.yaml` に `replicasIgnored: true` と書きます。[Helm 4 と `replicas`](#helm-4-と-replicas) を参照してください。',
  title3: 'Helm 3 と `replicas`',
  live3:
    'Helm 3 が Rollout に書き込むのは、前回のマニフェストから変わった部分だけ。ほかから書き込まれた現在の数は残る。',
  repair3:
    'そのため、手で変えた数は同じリリースを再実行しても直らない。`kubectl scale rollout/NAME --replicas=…` でステージの数に直す。',
  deployment3: 'Deployment には、マニフェストの内容を書き込む。',
  wait3: '`--wait` は Rollout を待たない。上のコマンドで待つ。',
  title4: 'Helm 4 と `replicas`',
  wait4:
    '`--wait` を付けない。Rollout があるとタイムアウトで必ず失敗する（"not ready. status: Unknown"）。上のコマンドで待つ。',
  clientSide4:
    '`pin-replicas` 以降はすべての upgrade に `--server-side=false` を付け、`retarget-autoscaler` 以降は `rolloutify.yaml` に `replicasIgnored: true` と書く。Helm 4 の既定はサーバーサイド適用で、Helm が書いた数をオートスケーラーが変えると（固定から停止までの間、または最後のステージの後）、upgrade のたびに `.spec.replicas` の競合で失敗する。',
  force4: ({ isScaled }) =>
    `\`--force-conflicts\` は使わない。${isScaled ? '混雑のピークでも即座に N に戻される。' : ''}`,
  live4:
    '`--server-side=false` なら、前回のマニフェストから変わった部分だけが書き込まれる。ほかから書き込まれた現在の数は残る。',
  failureTitle: 'Helm のリリースが失敗したとき',
  failure:
    'デプロイ済みとして記録されているのは 1 つ前のマニフェストで、実際のオブジェクトはどちらの状態もありえます。推測で進めたり戻したりしないでください。新しいスナップショットでステージの判定を行い、同じステージをもう一度適用します。`--unverified` はこのためのものではありません。',
  without:
    'rolloutify を通さないリリース（`--post-renderer` の付け忘れ、`rolloutify.yaml` の紛失）でも、Rollout とその Pod は残ります。'
}

/** What is said of a configuration that is lost. */
export const loss: Texts['loss'] = {
  title: '設定ファイルが失われたとき',
  stays:
    'rolloutify を通さずに生成した（Rollout のない）マニフェストを同期しても、最初の grow 以降は `Prune=false` により Rollout とその Pod は残ります。Application は OutOfSync のままになります。',
  deleted:
    'Application 自体を削除した場合、Argo CD は `helm.sh/resource-policy: keep` を `Delete=false` とみなします。このアノテーションのある Rollout は、Deployment も Service もないまま Pod とともに残ります。環境を撤去する前に、ワークロードに `keep: false` と書くか、Rollout を手で削除してください。',
  stated:
    '元のマニフェストに `replicas` が N 個と書かれている Deployment は、その数に戻ります。Pod は最大で 2 倍になりますが、減ることはありません。',
  bare: titles =>
    `${titles.join('、')} の元のマニフェストには \`replicas\` がないか、N より小さい値が書かれています。オートスケーラーが気付くまで、Deployment の Pod はその数か 1 個になります。\`pin-replicas\` 以降は、チャートの values にも N を書いておいてください。`,
  again: ({ isArgo }) =>
    `次の${isArgo ? '同期' : 'リリース'}で、rolloutify を通して同じステージを再適用してください。`
}
