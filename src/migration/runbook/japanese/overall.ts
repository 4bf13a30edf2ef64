import type { Texts } from '../texts.ts'
import type { Scene } from '../scene.ts'

/** What a sync of Argo CD, and a run of any other applier, is called. */
export const runOf = ({ isArgo }: Scene) => (isArgo ? '同期' : '適用')

/** What the runbook says before its stages. */
export const overall: Pick<
  Texts,
  'title' | 'workloads' | 'origin' | 'promise' | 'rules' | 'before' | 'whoElse' | 'proof'
> = {
  title: subject => `手順書：Deployment から Rollout への移行（${subject}）`,
  workloads: count => `${count} 個のワークロード`,
  origin: {
    plan: 'この計画',
    madeBy: '作成したツール',
    input: '入力',
    standardInput: '標準入力',
    hash: '入力の sha256',
    cluster: 'クラスターと環境',
    person: '作業者と日時',
    holds:
      'この手順書は、上のハッシュの入力に対してのみ有効です。同じコマンドで違うハッシュが出るようになったら、作り直してください。'
  },
  promise: {
    one: (count, title) => `${title} の Pod が常に ${count} 個（N）以上 Ready であること`,
    many: count =>
      `どのワークロードでも常に N 個以上（合計 ${count} 個以上）の Pod が Ready であること`,
    whole: (kept, { isScaled }) =>
      `Deployment の隣で Rollout を増やし、増えた分だけ Deployment を減らします。${kept}を、${isScaled ? 'オートスケーラーの停止' : '最初のステージ'}から最後のステージまで保証します。ただし、次のルールを守ることが条件です。`
  },
  rules: {
    oneCommit: scene =>
      `1 ステージにつき 1 コミット。順番どおりに進める。2 つのステージを 1 回の${runOf(scene)}に入れない。`,
    settled:
      'ステージが落ち着いてから次へ進む。`rolloutify migrate status --live` の終了コードが 0 であること。',
    template:
      '移行中は Pod テンプレートを変更しない。イメージの更新、環境変数の変更、再起動はいずれも不可。',
    rest: ({ isScaled, hasPin }) =>
      `待機コマンドが終わらないとき、判断に迷うときは、そこで止めてそのまま待つ。どのステージでも止まっていてよく${isScaled && hasPin ? '（`pin-replicas` だけは長居しない）' : ''}、どのステージからも戻れる。`,
    delete: 'Pod のある Rollout を削除しない。Deployment は移行後も削除しない。'
  },
  before: {
    title: '始める前に',
    folders: out =>
      `${out} の各フォルダーには、1 ステージ分のマニフェストがすべて入っています。フォルダー単位で進めます。前のフォルダーのマニフェストを次のフォルダーのものに置き換え、それを 1 コミットにしてください。`,
    configuration:
      '各ステージは、設定ファイルの `stage:` とそこから生成されるマニフェストを変更する 1 コミットです。',
    namespace: 'namespace を指定していないコマンドは、現在のコンテキストの namespace を使います。',
    calls:
      '各ステージのコマンドは下にあります。そのステージで動くワークロードだけを進め、ほかは待たせます。`--write` の代わりに `--diff` を付けると、コミットの内容を事前に確認できます。',
    missing: '判定に必要な値がまだ設定ファイルにありません。先に追記してください。',
    missingOf: (name, line) => `${name}：${line}`,
    inPlace:
      '手元のマニフェストを直接書き換えて同じように進めることもできます。元の値はマニフェストに記録されます。その場合は、判定も同じマニフェストに対して行います。',
    snapshot:
      '`$SNAPSHOT` はステージごとに取り直す一時ファイル。Pod の環境変数を含むので、Git に入れない。',
    manualSync:
      '自動同期でない場合は、マージ後に人が同期する（`argocd app sync "$APP"` またはボタン）。待っているだけでは何も起きない。',
    context: '`kubectl config current-context` が意図したクラスターを指していることを確認する。'
  },
  whoElse: {
    title: 'これらの Deployment を参照しているもの',
    intro:
      '次のものは自動では追従しません。手で対応してください（メッセージは `migrate plan` の出力と同じ英語です）。',
    finding: (code, message, hint) => `${message}：${findings[code] ?? `${hint}.`}`
  },
  proof: ({ states, minServing, isChosen, broken, open }) => {
    const [first] = broken
    if (first) {
      return `${first.workload} で約束が破れます（${first.rule}）。経緯は \`rolloutify simulate\` で確認できます。`
    }
    const chosen = isChosen ? '（N を下回るのは、オートスケーラー自身が減らした場合だけ）' : ''
    const rest = open > 0 ? `${open} 件の変更は最後まで調べていません。` : ''
    return `進むときも戻るときも、どの順序で適用されても、稼働する Pod は ${minServing} 個以上です${chosen}（${states.toLocaleString('en')} 状態を探索）。${rest}`
  }
}

/** What to do about what names a Deployment, by the code of the message. */
const findings: Readonly<Record<string, string>> = {
  'named-by-others':
    'スケールするものは最後のステージまで無効にしておき、その後 Rollout に向ける。監視やアラートは、移行中は両方の Pod を、移行後は Rollout の Pod を対象にする。',
  'quota-below-peak':
    '最初の grow より前にクォータを上げる。ローリング更新には maxSurge の分も要る。',
  'singleton-runs-twice':
    '2 つの Pod が同時に動いても問題ないことを確認する。問題がある場合は、停止できる時間帯に移行する。',
  'pod-hash-missing': 'Pod の移行後に `rollouts-pod-template-hash` に書き換える。',
  'project-forbids-rollout':
    'AppProject の `namespaceResourceWhitelist` に group `argoproj.io`、kind `Rollout` を追加する。'
}
