import type { Texts } from '../texts.ts'

/** What is said of Flux. */
export const flux: Texts['flux'] = {
  kustomization:
    '以下のコマンドで使う Flux の Kustomization です。複数ある場合は、それぞれで実行してください。',
  itsName: '`flux get kustomizations` に表示される名前',
  ignore:
    '固定（`retarget-autoscaler`）より前は、`spec.ignore` でこれらの Deployment や Rollout の `/spec/replicas` を指定しない。指定すると、どのステージもエラーにならないまま何も起きない。',
  prune:
    '`prune: true` の場合、Git から消えた Rollout は削除される。`helm.sh/resource-policy` も `Prune=false` も Flux には効かない。`rolloutify.yaml` に `applier: flux` と書くと、Pod を持つ Rollout に `kustomize.toolkit.fluxcd.io/prune: disabled` が付く。設定ファイルがない場合は手で付ける。',
  suspend:
    '`kubectl edit`、`scale`、`patch` で書いた内容は Flux が元に戻す。リコンサイルはフィールドマネージャー `kustomize-controller` によるサーバーサイド適用で、競合は強制的に上書きする。一時的に止めるには `flux suspend kustomization "$KUSTOMIZATION"`、再開は `flux resume kustomization "$KUSTOMIZATION"`。',
  helm: 'HelmRelease が適用するものは Helm が適用します。`replicas` の所有者については、`--applier helm4`（または `helm3`）で作った計画を参照してください。独自の post-renderer は実行されないので、ステージはパッチとして渡します。',
  patches:
    '`post-renderers/NN-stage.yaml` が、そのステージの `spec.postRenderers`。前のステージのものと置き換える。Rollout は HelmRelease の隣に置くマニフェスト。',
  drift:
    '`driftDetection.mode: enabled` の場合も、固定より前は `driftDetection.ignore` に `/spec/replicas` を書かない。固定以降は、Rollout について書く必要がある。',
  look: 'Kustomization の代わりに `flux get helmrelease NAME` を確認する。`flux reconcile helmrelease NAME --with-source` でステージがすぐに反映される。',
  check: '`flux`：`READY` が `True` で、`REVISION` がこのステージのコミットであること。',
  beforeRelease:
    'Kustomization が Rollout の数に触れないようにします。[Flux と `replicas`](#flux-と-replicas) を参照してください。これがないと、リコンサイルのたびにオートスケーラーの数が N に上書きされます。',
  title: 'Flux と `replicas`',
  writes:
    'Flux はサーバーサイドで適用し、競合を強制的に上書きします。リコンサイルのたびに、誰が書いた数であっても Git の `replicas` になります。',
  hold: '最後のステージの後は、Git ではなくオートスケーラーが数を決めます。`retarget-autoscaler` が落ち着いてから `release-autoscaler` までの間に、まず各 Rollout の数を別のフィールドマネージャーに持たせます。',
  onlyThen: 'その後で、次の設定を Kustomization に追加します。',
  order:
    '順序を逆にしない。Flux は無視するフィールドを適用内容から外すため、ほかに `replicas` の所有者がいないと API サーバーがその値を消し、Pod が 1 個になる。',
  without:
    '`spec.ignore` のない Flux では、このフィールドだけを除外できない。固定のステージにとどまる。'
}
