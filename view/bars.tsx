import type { ReportedStage } from '../src/report/workload.ts'
import type { Words } from './words.ts'

const width = 720
const height = 240
const margin = { left: 56, right: 12, top: 14, bottom: 26 }

/** The pods of a stage as far as Git or the hold decides them; N stands for what an autoscaler chose. */
export function podsOf({ deployment, rollout }: ReportedStage, replicas: number) {
  return {
    deployment: deployment ?? replicas,
    rollout: rollout ?? replicas,
    isChosen: deployment === undefined || rollout === undefined
  }
}

type Props = {
  readonly stages: readonly ReportedStage[]
  readonly replicas: number
  readonly selected: number
  readonly onSelect: (stage: number) => void
  readonly words: Words
}

/** The pods of both sides at each stage, one above the other, with N as a line. */
export function StageChart({ stages, replicas, selected, onSelect, words }: Props) {
  const most = Math.max(
    1,
    ...stages.map(stage => {
      const { deployment, rollout } = podsOf(stage, replicas)
      return deployment + rollout
    })
  )
  const column = (width - margin.left - margin.right) / Math.max(1, stages.length)
  const y = (pods: number) =>
    height - margin.bottom - (pods / most) * (height - margin.top - margin.bottom)
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.podsAlt}>
      <Patterns />
      {stages.map((stage, at) => {
        const { deployment, rollout, isChosen } = podsOf(stage, replicas)
        const x = margin.left + at * column
        return (
          <g key={stage.name} onClick={() => onSelect(at)} class={isChosen ? 'chosen' : ''}>
            <title>{`${stage.name}: ${words.deployment} ${deployment}, ${words.rollout} ${rollout}`}</title>
            <rect
              class={at === selected ? 'column selected' : 'column'}
              x={x}
              y={margin.top - 8}
              width={column}
              height={height - margin.top - margin.bottom + 8}
            />
            <Bar
              kind="deployment"
              x={x}
              y={y(deployment)}
              end={y(0)}
              width={column}
              count={deployment}
            />
            <Bar
              kind="rollout"
              x={x}
              y={y(deployment + rollout)}
              end={y(deployment)}
              width={column}
              count={rollout}
            />
            <text class="label" x={x + column / 2} y={height - 8} text-anchor="middle">
              {at}
            </text>
          </g>
        )
      })}
      <line
        class="floor"
        x1={margin.left}
        x2={width - margin.right}
        y1={y(replicas)}
        y2={y(replicas)}
      />
      <text class="label" x={margin.left - 6} y={y(replicas) + 4} text-anchor="end">
        {`N ${replicas}`}
      </text>
    </svg>
  )
}

/** What tells the two sides apart without colours. */
export const Patterns = () => (
  <defs>
    <pattern
      id="stripes"
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect class="rollout-ground" width="6" height="6" />
      <line class="rollout-line" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
  </defs>
)

type BarProps = {
  readonly kind: 'deployment' | 'rollout'
  readonly x: number
  readonly y: number
  readonly end: number
  readonly width: number
  readonly count: number
}

function Bar({ kind, x, y, end, width: column, count }: BarProps) {
  if (count === 0) return null
  const gap = Math.min(8, column / 6)
  return (
    <>
      <rect class={kind} x={x + gap} y={y} width={column - 2 * gap} height={Math.max(end - y, 0)} />
      {end - y > 12 && (
        <text class="count" x={x + column / 2} y={(y + end) / 2 + 4} text-anchor="middle">
          {count}
        </text>
      )}
    </>
  )
}

type Part = {
  readonly kind: 'deployment' | 'rollout' | 'waiting'
  readonly count: number
  readonly label: string
}

/** Pods side by side on one line, each part with its count in words; `floor` marks N. */
export function PodLine({
  parts,
  most,
  floor
}: {
  parts: readonly Part[]
  most: number
  floor?: number
}) {
  const shown = parts.filter(({ count }) => count > 0)
  const text = shown.map(({ count, label }) => `${label} ${count}`).join(', ')
  let x = 0
  return (
    <div class="podline">
      <svg viewBox="0 0 300 20" preserveAspectRatio="none" aria-hidden="true">
        <Patterns />
        {shown.map(({ kind, count, label }) => {
          const at = x
          const long = (count / Math.max(most, 1)) * 300
          x += long
          return <rect key={label} class={kind} x={at} y="2" width={long} height="16" />
        })}
        {floor !== undefined && (
          <line class="floor" x1={(floor / most) * 300} x2={(floor / most) * 300} y1="0" y2="20" />
        )}
      </svg>
      <span>{text}</span>
    </div>
  )
}
