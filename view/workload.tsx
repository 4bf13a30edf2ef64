import type { ReportedStage, ReportedVerdict, ReportedWorkload } from '../src/report/workload.ts'
import { PodLine, StageChart, podsOf } from './bars.tsx'
import { Canaries } from './canary.tsx'
import { Markdown } from './markdown.tsx'
import { Story } from './story.tsx'
import type { Words } from './words.ts'

type Props = {
  readonly workload: ReportedWorkload
  readonly sections: Readonly<Record<string, string>>
  readonly at: number
  readonly onStage: (at: number) => void
  readonly words: Words
}

/** A workload's stages by a slider, and its canaries. */
export function WorkloadView({ workload, sections, at, onStage, words }: Props) {
  const { stages, replicas, canaries } = workload
  const stage = stages[at]
  return (
    <article>
      <h2>{titleOf(workload)}</h2>
      <p>{words.keep(replicas)}</p>
      <h3>{words.pods}</h3>
      <Legend words={words} />
      <StageChart {...{ stages, replicas, words }} selected={at} onSelect={onStage} />
      <StageSlider stages={stages} at={at} onStage={onStage} words={words} />
      {stage && <StageView {...{ stage, replicas, words }} section={sections[stage.name] ?? ''} />}
      <Canaries key={titleOf(workload)} canaries={canaries} words={words} />
    </article>
  )
}

/** A workload's namespace and name. */
export const titleOf = ({ namespace, name }: ReportedWorkload) =>
  namespace === undefined ? name : `${namespace}/${name}`

const Legend = ({ words }: { words: Words }) => (
  <p class="legend">
    <span class="swatch deployment" /> {words.deployment} <span class="swatch rollout" />{' '}
    {words.rollout}
  </p>
)

type SliderProps = Pick<Props, 'at' | 'onStage' | 'words'> & {
  readonly stages: readonly ReportedStage[]
}

function StageSlider({ stages, at, onStage, words }: SliderProps) {
  const last = stages.length - 1
  return (
    <div class="slider">
      <div class="buttons">
        <button type="button" disabled={at === 0} onClick={() => onStage(at - 1)}>
          {words.previous}
        </button>
        <label>
          <span class="hidden">{words.stages}</span>
          <input
            type="range"
            min="0"
            max={last}
            value={at}
            aria-valuetext={stages[at]?.name}
            onInput={event => onStage(Number(event.currentTarget.value))}
          />
        </label>
        <button type="button" disabled={at === last} onClick={() => onStage(at + 1)}>
          {words.next}
        </button>
      </div>
      <p aria-live="polite">
        <strong>{stages[at]?.name}</strong> · {words.stageOf(at, last)}
      </p>
    </div>
  )
}

type StageProps = {
  readonly stage: ReportedStage
  readonly replicas: number
  readonly section: string
  readonly words: Words
}

function StageView({ stage, replicas, section, words }: StageProps) {
  const pods = podsOf(stage, replicas)
  return (
    <section class="stage">
      <p>{words.stage[stage.kind]}</p>
      <PodLine
        most={Math.max(replicas, pods.deployment + pods.rollout)}
        floor={replicas}
        parts={[
          { kind: 'deployment', count: pods.deployment, label: words.deployment },
          { kind: 'rollout', count: pods.rollout, label: words.rollout }
        ]}
      />
      <p>
        {words.scaling[stage.scaling]}
        {pods.isChosen && ` (${words.scaled})`}
      </p>
      <h3>{words.changes}</h3>
      <Diff lines={stage.diff} words={words} />
      <h3>{words.proof}</h3>
      <Proof verdicts={stage.verdicts} replicas={replicas} words={words} />
      {section !== '' && (
        <details open>
          <summary>{words.runbook}</summary>
          <div lang="en">
            <Markdown text={section} />
          </div>
        </details>
      )}
    </section>
  )
}

function Diff({ lines, words }: { lines: readonly string[]; words: Words }) {
  if (lines.length === 0) return <p>{words.noChange}</p>
  const classOf = (line: string) =>
    ({ '+': 'added', '-': 'removed', '@': 'range' })[line[0] ?? ''] ?? ''
  return (
    <>
      <pre class="diff" tabIndex={0} aria-label={words.changes}>
        {lines.map((line, at) => (
          <span key={at} class={classOf(line)}>{`${line}\n`}</span>
        ))}
      </pre>
      <p class="note">{words.template}</p>
    </>
  )
}

type ProofProps = {
  readonly verdicts: readonly ReportedVerdict[]
  readonly replicas: number
  readonly words: Words
}

/** What the simulator says of each change, and the story where a promise breaks. */
export function Proof({ verdicts, replicas, words }: ProofProps) {
  if (verdicts.length === 0) return <p>{words.noProof}</p>
  return (
    <>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{words.change}</th>
              <th>{words.verdict}</th>
              <th>{words.states}</th>
              <th>{words.least}</th>
              <th>{words.most}</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map(each => (
              <tr key={`${each.from} ${each.to}`}>
                <td>{`${each.from} → ${each.to}`}</td>
                <td class={each.verdict}>
                  {words[each.verdict]}
                  {each.rule && `: ${each.rule}`}
                </td>
                <td>{each.states.toLocaleString('en')}</td>
                <td>{each.minServing}</td>
                <td>{each.maxPods}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {verdicts
        .filter(({ frames }) => frames.length > 0)
        .map(({ from, to, frames }) => (
          <Story key={`${from} ${to}`} frames={frames} replicas={replicas} words={words} />
        ))}
    </>
  )
}
