import type { Texts } from '../texts.ts'

/** What is said of each stage. */
export const stages: Texts['stages'] = {
  title: 'ステージ',
  changes: '**変更内容：**',
  changeOf: (title, change) => `${title}：${change}。`,
  changeOfMany: (count, change) => `${count} 個のワークロード：${change}。`,
  why: '**理由：**',
  simulator: '**シミュレーター：**',
  first: '**適用の前に：**',
  bring: '**適用：**',
  back: (to, how) => `**戻し方：** ${to} へ。${how}`,
  theBaseline: 'ベースライン',
  lookAt: '**次のステージへ進む前の確認**',
  lookAtEnd: '**最後の確認**',
  lookAtStart: '**最初のステージの前の確認**',
  printed: '出力に、次の行がこの順番で含まれていること。',
  none: 'なし',
  counts: (kind, before, after) => `${kind} の \`replicas\` を ${before} → ${after} に変更`,
  countsOfMany: kind => `${kind} の \`replicas\` を上の表のとおりに変更`,
  baseline: {
    changes: '**変更内容：** なし。現在のマニフェストのままです。',
    look: 'CRD が存在し、コントローラーの Pod がすべて READY であること。`status` は全ワークロードを `baseline` と表示し、終了コード 0 を返します（まだ何も始まっていません）。',
    back: '**戻し方：** 戻すものはまだありません。'
  },
  introduce: {
    change: rollout =>
      `${rollout === undefined ? '各 Rollout' : `Rollout ${rollout}`} を \`replicas: 0\` で追加`,
    why: 'Pod テンプレートは Deployment から取得し、Pod は持たないので、稼働中のものは何も変わりません。CRD の欠落や Rollout の不備は、影響のないこの時点で見つかります。',
    bring:
      '**適用：** `rolloutify init` が書いたとおり、各エントリーを `stage: introduce-rollout` にします。',
    backKept:
      '`pin-replicas` を経て戻ってきた場合は、Deployment の `replicas` 行を残してください。',
    backArgo:
      'Rollout がなくなります（Pod はありません）。同期で削除されるのは prune する場合だけです。例：`argocd app sync "$APP" --prune`',
    backHelm: 'upgrade で Rollout がなくなります（Pod はありません）。',
    backKubectl:
      '`kubectl apply` は Rollout を削除しません。次のコマンドで削除します。Pod が 0 のときだけ実行されます。'
  },
  pin: {
    change: replicas => `Deployment に \`replicas: ${replicas}\` を設定`,
    changeToV2: change => `${change}。以後、HPA は autoscaling/v2 で書く`,
    why: ({ isScaled }) =>
      isScaled
        ? '次のステージからはスケールしなくなるので、Pod 数を Git に書いておく必要があります。先に数を固定し、その後で停止します。逆の順にすると、間に同期が入ったとき Pod が足りなくなり、元に戻すものがいません。'
        : '動かす前に、Pod 数を Git に書いておく必要があります。',
    staysV2:
      'autoscaling/v1 の HPA は、以後ずっと v2 のままにします。停止中の v2 に v1 を適用すると、停止が解けません。',
    first:
      '現在の Pod 数が N を超えていないこと。超えていると、固定した瞬間に N まで減らされます。',
    mostOf: (replicas, title) => `${title} は ${replicas} 以下`,
    mostOfMany: '各ワークロードの N 以下',
    mustPrint: most =>
      `表示される値：${most.join('、')}。超えている場合は負荷の低い時間帯まで待つか、N を大きくして計画を作り直してください。`,
    backOwn: 'Deployment は移行前の `replicas` に戻ります。',
    backLine: replicas => ` \`replicas: ${replicas}\` の行`,
    backLines: ' `replicas` の行',
    backKept: line =>
      `移行前に \`replicas\` がなかったか小さかった場合、\`migrate back\` は${line}を残します。前のフォルダーをそのまま適用しないでください。行が消えると、どの適用方法でも Pod が 1 個になります。\`rolloutify.yaml\` でのこの操作も同じ理由で拒否されます（\`--drop-replicas\` で強制できます）。`
  },
  pause: {
    changeOfMany: '各オートスケーラーをマニフェストで停止',
    changeKeda: 'ScaledObject にアノテーション `autoscaling.keda.sh/paused: "true"` を設定',
    changeHpa: 'HPA の scaleUp と scaleDown を `selectPolicy: Disabled` に設定',
    changeHpaMin: change => `${change}し、\`minReplicas: 1\` に変更`,
    why: '動いたままだと、Rollout の Pod まで自分のものとして数えるので、shrink のたびに打ち消されます。',
    whyMin: '最小値を 1 にするのは、behavior を無効にしても HPA の上下限は効き続けるためです。',
    back: 'Deployment のオートスケーラーが再び動きます。Pod は N 個あるので、このステージならいつでも安全です。スケールを再開したいときもこの手順です。'
  },
  grow: {
    why: '古い Pod を減らす前に新しい Pod を増やすので、起動中も合計が N を下回りません。',
    availableOf: (title, own, moved) =>
      `${title} で Deployment の ${own} 個と Rollout の ${moved} 個`,
    availableOfMany: '各 Deployment のこのステージの数と、各 Rollout の 1 つ前のステージの数',
    back: needed =>
      `Rollout が増やした Pod を手放します。Pod 数が減るので、\`migrate back\` はこのステージを示すスナップショットを求めます。新しい Pod が Ready にならなくても戻れます。${needed.join('、')}の Pod が利用可能であれば、\`--unverified\` を付けてください。Ready でない Pod から先に削除されます。`
  },
  shrink: {
    why: 'Rollout に Ready な Pod がこの数だけあるので、Deployment から同じ数を減らせます。',
    whyAlone: ({ isArgo }) =>
      isArgo
        ? 'コミットを分けるのは、Argo CD が Rollout より先に Deployment を適用するためです。grow と shrink を 1 回の同期に入れると、Pod の起動時間のあいだ障害になります。'
        : 'コミットを分けてください。grow と同時に適用すると、新しい Pod が Ready になる前に古い Pod が減ります。',
    back: 'Deployment を再び増やします。Pod が増えるだけなので、Rollout の Pod に問題があるときは、何も待たずにすぐ実行してください。'
  },
  retarget: {
    change: replicas =>
      `オートスケーラーの対象を Rollout に変え、最小値 = 最大値 = ${replicas} に固定し、停止を解除`,
    why: 'オートスケーラーは、数を変えられない状態で Rollout を引き継ぎます。',
    whyHold:
      '固定している間に、適用する側が Rollout の `replicas` を書き換えないように設定します。',
    back: 'オートスケーラーの対象が Deployment に戻り、停止します。Pod は動きません。Rollout の利用可能な Pod がちょうど N 個であることが条件です。',
    backArgo:
      '先に ignore のルールをやめます。Application からルールを、`rolloutify.yaml` から `replicasIgnored` を削除して同期します（N に N を上書きするだけです）。',
    backHelm4: '先に `rolloutify.yaml` から `replicasIgnored` を削除します。'
  },
  release: {
    change: bounds =>
      `オートスケーラーの上下限${bounds === undefined ? '' : `（${bounds}）`}と behavior を元に戻す`,
    why: 'オートスケーラーが再び負荷に応じてスケールします。対象は Rollout です。Rollout の `replicas` 行は残してください。消すとコントローラーが 1 を書き込みます。',
    back: 'オートスケーラーが再び Rollout を N に固定し、N を超える分はすぐに減らします。先に現在の Pod 数が N 以下であることを確認してください。超えている場合は、N（`rolloutify.yaml` の `replicas`、オートスケーラーの最大値以内）を現在の数以上に上げます。',
    backArgo: 'ignore のルールは、固定が落ち着くまで残します。'
  }
}
