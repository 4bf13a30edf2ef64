import type { Texts } from '../texts.ts'

/** What is said of each emergency. */
export const emergencies: Texts['emergencies'] = {
  title: '緊急時の対応',
  more: {
    title: replicas => `N${replicas === undefined ? ' ' : `（${replicas}）`}では負荷に耐えられない`,
    intro: ({ isScaled }) =>
      `${isScaled ? '`pin-replicas` から `release-autoscaler`' : '最初の grow から最後の shrink'} までのどのステージでも、1 コミットで対応できます。Pod を増やすだけで減らさず、何も待ちません。`,
    maximum:
      'N はオートスケーラーの最大値以内にします。足りなければ、先に別のコミットで最大値を上げます。',
    values:
      'オートスケーラーがない場合、N はチャートの values の `replicas` でもあります。同じコミットで上げてください。',
    busiest: (folder, most) => `N を上げない場合、Pod が最も多いのは ${folder}（${most}）です。`,
    sources: 'これは手元のマニフェスト用です。',
    folders: (out, { isScaled }) =>
      `${out} のフォルダーで進めている場合は、N を大きくした計画${isScaled ? '' : '（元のマニフェストの `replicas` を先に上げる）'}から同じステージのフォルダーを使います。適用する前に、Pod が減らないことを確かめます。`
  },
  stuck: {
    title: '新しい Pod が Ready にならない',
    intro:
      '失われるものはありません。grow は Pod を増やすだけで、Deployment には前のステージの Pod が残っています。原因を直してこのステージにとどまるか、1 ステージ戻ります。スナップショットではこのステージが落ち着いたことを示せないので、戻るには `--unverified` が必要です。先に利用可能でなければならない Pod の数は、そのステージの節にあります。',
    folders: '前のステージのフォルダーを適用します。'
  },
  back: {
    title: 'すべてを Deployment に戻す',
    intro:
      '2 コミットで戻ります。1 つ目は Deployment を N まで増やすだけなので、クラスターの状態にかかわらずすぐ適用します。2 つ目は、1 つ目が落ち着いてから Rollout を 0 にします。',
    second: '2 つ目。スナップショットを取り直してから',
    from: (stages, bring) => `${stages.join('、')} から：${bring}を適用する。`,
    folder: folder => `${folder} のフォルダー`,
    written: (stage, call) => `${call} が出力する ${stage} のフォルダー`,
    then: folder => `落ち着いたら：${folder} を適用する。`,
    inPlace: 'マニフェストを直接書き換えている場合：'
  },
  wake: {
    title: '今すぐオートスケーラーを動かしたい',
    intro: '`pause-autoscaler` から戻るのにスナップショットは要りません。Pod 数は変わりません。',
    pods: 'Rollout に Pod がある間は、先に上の手順ですべてを Deployment に戻します。',
    bring: folder => `${folder} を適用します。`
  },
  pin: {
    title: '固定より前に戻る（元のマニフェストに `replicas` がない場合）',
    stays:
      'Deployment の `replicas` 行は、ずっと残しておいても構いません。数はオートスケーラーが決めますが、同期やリリースのたびに N に上書きされます。',
    argo: 'Argo CD の場合：Rollout が 0 でオートスケーラーが動いている状態で、Application に Deployment の `/spec/replicas` を無視させます（`ignoreDifferences` と `RespectIgnoreDifferences=true`）。同期し、反映されたことを確認してから Git の行を消します。同期は現在の数に触れません。ルールは残しておくか、次の移行で固定がマージされた後に削除します。',
    kubectl:
      'kubectl の場合：先に `kubectl apply edit-last-applied deployment/NAME` で `spec.replicas` を消し、その後マニフェストから消します。前回適用した内容にない項目は削除されません。',
    flux: 'Flux の場合、行は残します。行のないリコンサイルでは Pod が 1 個になります。',
    helm: 'Helm の場合、行は残します。行のない upgrade は 1 を書き込みます。'
  }
}
