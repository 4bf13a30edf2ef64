import type { Roller } from '../scene.ts'
import type { Texts } from '../texts.ts'
import { runOf } from './overall.ts'

/** What must not happen while pods move. */
export const meanwhile: Texts['meanwhile'] = {
  title: '移行中にしてはいけないこと',
  template:
    'Pod テンプレートの変更全般。イメージ、環境変数、`kubectl rollout restart deployment/…` など。両方の Pod が同時に入れ替わってしまう。',
  restart: 'Argo CD の `restart` アクション（Deployment、Rollout のどちらも）。',
  reloader:
    'Reloader など、Pod テンプレートを書き換えるもの。対象のワークロードでは無効にしておく。',
  rolledBy: (title, roller) => `${title}：${rollerText(roller)}`,
  secondAutoscaler:
    'オートスケーラーの追加。Rollout 用を先に作るのも不可。同じ Pod を 2 つで見ると、互いに止め合う。',
  newAutoscaler: 'オートスケーラーの新規追加。ステージの変更が打ち消される。',
  selectiveSync:
    '2 ステージにまたがる部分同期や、複数コミットをまとめた同期。落ち着くまで次のコミットはマージしない。',
  argoRollback: '2 ステージ以上をまたぐ `argocd app rollback`。',
  helmRollback: '2 ステージ以上をまたぐ `helm rollback`。',
  services:
    'Rollout への Service やトラフィックルーティングの設定。指定した Service の全トラフィックが、少数しかない Rollout の Pod に向かう。`steps` と analysis も移行後まで待つ。',
  scaleDown:
    '`workloadRef.scaleDown` の使用。Rollout の Pod が一部、あるいは 0 のうちに Deployment が 0 になる。',
  orphan:
    'Rollout の削除。`--cascade=orphan` を付けても不可。Deployment が Pod を引き取って削除する。'
}

function rollerText(roller: Roller): string {
  if (roller.kind === 'annotation') {
    return `アノテーション \`${roller.key}: "${roller.value}"\` がある。`
  }
  return roller.kind === 'config'
    ? `${roller.config} を変更すると Pod テンプレートも変わる。`
    : `Pod テンプレートに \`${roller.key}\` がある。ハッシュの対象を変更すると Pod テンプレートも変わる。`
}

/** An image that cannot wait. */
export const imageChange: Texts['imageChange'] = {
  title: '移行の途中でイメージを変更しなければならないとき',
  intro:
    '最善は、先に最後の shrink まで進める（Rollout だけが入れ替わる）か、Deployment だけが Pod を持つところまで戻ることです。待てない場合は、落ち着いたステージで、独立したコミットとして行います。',
  alone:
    '同じコミットにステージの変更や `steps` を入れない。`steps` があると、Rollout が止まっている間に Deployment だけが無防備に入れ替わり、その後の grow で古いイメージの Pod が増える。',
  both: '両方の Pod が、それぞれの maxSurge の範囲で同時に入れ替わる。その分がピークに上乗せされる。カナリアによる保護はない。',
  paused: 'Deployment を `paused: true` にしても止められない。Rollout は新しいイメージを取り込む。',
  check:
    'このコミットに対して check は `template-changed` を報告します。正しい指摘です。今回だけ、次のように実行します。',
  rolled: '両方の入れ替えが終わってから、新しいスナップショットを取って続けます。',
  undo: '2 つ目のコマンドが同じ数を 3 回表示すること（0 のときは `0//`）。取り消すときは、このコミットを revert します。'
}

/** The time in which nothing scales. */
export const whilePaused: Texts['whilePaused'] = {
  title: 'オートスケーラーの停止中',
  window: replicas =>
    `\`pause-autoscaler\` から \`release-autoscaler\` まではスケールしない。負荷の低い時間帯を選び、N${replicas === undefined ? ' ' : `（${replicas}）`}は混雑時の Pod 数に余裕を足した値にしておく。`,
  pin: ({ isArgo }) =>
    `\`pin-replicas\` には長居しない。オートスケーラーは動いているが、同期やリリースのたびに Pod 数が N に上書きされる。N より多いときも同じ${isArgo ? '（`selfHeal` が有効なら数秒ごと）' : ''}。早めに停止へ進む。`,
  load: (folder, most, awake) =>
    `負荷が N 個の Pod では足りないとき：[緊急時の対応](#緊急時の対応)を参照。Pod が最も多いのは ${folder}（${most}）。${awake} まで戻ればオートスケーラーが動く。`,
  byHand: '手動でスケールしない。落ち着いたと判定されなくなる。',
  keda: 'KEDA の HPA はこの間なくなる。HPA の欠落や ScaledObject の停止に関するアラートは想定どおり。',
  values:
    'チャートの values に `replicas` がある場合は、`pin-replicas` のコミットでそこも N にする。rolloutify を通さないリリースでも N 個が維持される。'
}

/** The way back, stage by stage. */
export const wayBack: Texts['wayBack'] = {
  title: '戻り方',
  byCall: '現在のステージの節の最後にあるコマンドで戻ります。',
  byFolder: '各ステージに書いてあるとおり、1 つ前のフォルダーを適用します。',
  upwards:
    '同じステージを逆順に、1 コミットずつ戻る。戻った先でも、そのステージの節にある確認をすべて満たすこと。',
  order: scene =>
    `先に Deployment を増やし、その後 Rollout を減らす。両方を 1 回の${runOf(scene)}に入れない。`,
  snapshot: 'Pod 数を減らすコミットの前には、毎回現在のステージのスナップショットを取り直す。',
  wakes: awake => `固定を外す前に、オートスケーラーを動かす（${awake} まで戻る）。`,
  line: '移行前になかった Deployment の `replicas` 行は残しておく。行を消すと API が 1 を書き込み、オートスケーラーが気付くまで Pod が 1 個になる。',
  last: 'Rollout の削除は最後、Pod が 0 になってから。'
}

/** What holds for good. */
export const afterwards: Texts['afterwards'] = {
  title: '移行後',
  deployment:
    'Deployment は 0 のまま残す。Rollout は Pod テンプレートを Deployment から取得している。削除すると Rollout は次の変更で止まり、作り直すと Rollout の Pod を引き取って削除することがある。',
  selector: 'Rollout の `spec.selector` と `replicas` の行は残す。',
  status: rollout =>
    `\`kubectl rollout status deployment/…\` は何の確認にもならない（0 なら常に完了と表示される）。パイプラインでは \`kubectl argo rollouts status ${rollout}\` を使うか、Rollout の利用可能な Pod 数を待つ。`,
  phase: '`.status.phase` や `Available` 条件だけで判定しない。どちらも一時的に古いことがある。',
  helm4: 'upgrade には引き続き `--wait` を付けない。',
  next: 'Service（`stableService`、`canaryService`）、トラフィックルーティング、`steps`、analysis は、この順に 1 つずつ別のコミットで導入する。新しいイメージとは分け、Rollout が Healthy で動きのないときに行う。',
  restart:
    '`kubectl rollout restart deployment/…` はカナリアを最初から始める。単なる再起動は `kubectl argo rollouts restart` で行う。',
  delete:
    'Rollout は削除しない。`--cascade=orphan` を付けても不可。やめるときは、必ず上の手順で戻る。'
}
