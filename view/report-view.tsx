import { useState } from 'preact/hooks'
import type { Finding, Report } from '../src/report/report.ts'
import type { ReportedWorkload } from '../src/report/workload.ts'
import type { Place } from './place.ts'
import { WorkloadView, titleOf } from './workload.tsx'
import type { Words } from './words.ts'

type Props = {
  readonly report: Report
  readonly place: Place
  readonly onPlace: (change: Place) => void
  readonly words: Words
}

/** A report: its findings, a choice of workloads, and one of them. */
export function ReportView({ report, place, onPlace, words }: Props) {
  const { workloads, sections, findings } = report
  const chosen = workloads.find(each => titleOf(each) === place['workload']) ?? workloads[0]
  const last = (chosen?.stages.length ?? 1) - 1
  const at = Math.min(Math.max(Number(place['stage']) || 0, 0), last)
  return (
    <>
      <Findings findings={findings} words={words} />
      {workloads.length > 1 && chosen && (
        <Choice
          workloads={workloads}
          chosen={chosen}
          onChoose={workload => onPlace({ workload, stage: '0' })}
          words={words}
        />
      )}
      {chosen ? (
        <WorkloadView
          workload={chosen}
          sections={sections}
          at={at}
          onStage={stage => onPlace({ stage: String(stage) })}
          words={words}
        />
      ) : (
        <p>{words.nothing}</p>
      )}
    </>
  )
}

type ChoiceProps = {
  readonly workloads: readonly ReportedWorkload[]
  readonly chosen: ReportedWorkload
  readonly onChoose: (workload: string) => void
  readonly words: Words
}

/** More workloads than these are found by a part of their name. */
const many = 12

function Choice({ workloads, chosen, onChoose, words }: ChoiceProps) {
  const [part, setPart] = useState('')
  const found = workloads.filter(each => titleOf(each).includes(part))
  return (
    <div class="choice">
      {workloads.length > many && (
        <label>
          {words.find}{' '}
          <input type="search" value={part} onInput={event => setPart(event.currentTarget.value)} />
        </label>
      )}
      <label>
        {words.workload}{' '}
        <select value={titleOf(chosen)} onChange={event => onChoose(event.currentTarget.value)}>
          {!found.includes(chosen) && <option>{titleOf(chosen)}</option>}
          {found.map(each => (
            <option key={titleOf(each)}>{titleOf(each)}</option>
          ))}
        </select>
      </label>
      {found.length === 0 && <span>{words.none}</span>}
    </div>
  )
}

/** What was found in the input, each with its hint. */
export function Findings({ findings, words }: { findings: readonly Finding[]; words: Words }) {
  if (findings.length === 0) return null
  return (
    <section>
      <h2>{words.findings}</h2>
      <ul class="findings" lang="en">
        {findings.map(({ place, severity, text, code, hint }) => (
          <li key={`${place} ${code} ${text}`} class={severity}>
            <strong>{words[severity]}</strong> {text} <code>{code}</code>
            <br />
            <span class="note">
              {place} · {hint}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
