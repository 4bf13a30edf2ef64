import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { appliers } from '../src/settings.ts'
import type { Applier } from '../src/settings.ts'
import { allProfiles } from '../src/steps/profiles.ts'
import { stageNames } from '../src/workload/stage.ts'
import { examples } from './examples.ts'
import { Head } from './head.tsx'
import { languageOf, usePlace } from './place.ts'
import type { Place } from './place.ts'
import { Findings, ReportView } from './report-view.tsx'
import { outcomeOf, tasks } from './tried.ts'
import type { Outcome, Trial } from './tried.ts'
import { words as wordsOf } from './words.ts'
import type { Words } from './words.ts'
import { Proof } from './workload.tsx'

const first = Object.values(examples)[0]

/** What the address says, over the first example. */
function trialOf(place: Place): Trial {
  const known = { ...first, ...place } as Trial
  return {
    ...known,
    task: tasks.find(each => each === place['task']) ?? 'plan',
    applier: appliers.find(each => each === place['applier']) ?? 'argocd'
  }
}

function Playground() {
  const [place, go] = usePlace()
  const language = languageOf(place)
  const words = wordsOf[language]
  const [trial, setTrial] = useState(() => trialOf(place))
  const settled = useSettled(trial)
  const outcome = useMemo(() => outcomeOf(settled), [settled])
  useEffect(() => go({ ...settled }), [settled])
  document.documentElement.lang = language
  const change = (part: Partial<Trial>) => setTrial({ ...trial, ...part })
  return (
    <>
      <Head title="rolloutify" note={words.offline} {...{ language, words }} onPlace={go} />
      <Examples onChoose={change} words={words} />
      <div class="tasks" role="group" aria-label={words.task}>
        {tasks.map(task => (
          <button
            key={task}
            type="button"
            aria-pressed={trial.task === task}
            onClick={() => change({ task })}
          >
            {words.tasks[task]}
          </button>
        ))}
      </div>
      <Inputs trial={trial} onChange={change} words={words} />
      <Result outcome={outcome} place={place} onPlace={go} words={words} />
    </>
  )
}

/** A value once it has been the same for a moment: nothing is worked out while a person types on. */
function useSettled(trial: Trial): Trial {
  const [settled, settle] = useState(trial)
  useEffect(() => {
    const timer = setTimeout(() => settle(trial), 150)
    return () => clearTimeout(timer)
  }, [trial])
  return settled
}

type Changing = { readonly onChange: (part: Partial<Trial>) => void; readonly words: Words }

const Examples = ({ onChoose, words }: { onChoose: (trial: Trial) => void; words: Words }) => (
  <label>
    {words.example}{' '}
    <select
      onChange={event => {
        const trial = examples[event.currentTarget.value]
        if (trial) onChoose(trial)
      }}
    >
      {Object.keys(examples).map(name => (
        <option key={name}>{name}</option>
      ))}
    </select>
  </label>
)

function Inputs({ trial, onChange, words }: Changing & { trial: Trial }) {
  const { task, text, after } = trial
  const isSimulation = task === 'simulate'
  return (
    <>
      <div class="choice">
        <Options {...{ trial, onChange, words }} />
      </div>
      <div class={isSimulation ? 'texts two' : 'texts'}>
        <Text
          label={isSimulation ? words.before : words.input}
          value={text}
          onInput={value => onChange({ text: value })}
        />
        {isSimulation && (
          <Text label={words.after} value={after} onInput={value => onChange({ after: value })} />
        )}
      </div>
    </>
  )
}

type TextProps = {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
}

const Text = ({ label, value, onInput }: TextProps) => (
  <label>
    {label}
    <textarea
      rows={16}
      spellcheck={false}
      value={value}
      onInput={event => onInput(event.currentTarget.value)}
    />
  </label>
)

const stages = stageNames([25, 100])
const switches = ['on', 'off', ...allProfiles().keys()]

function Options({ trial, onChange, words }: Changing & { trial: Trial }) {
  const { task, replicas, stage, steps, applier } = trial
  if (task === 'check') return null
  if (task === 'steps') {
    return (
      <Choice
        label={words.steps}
        value={steps}
        values={switches}
        onChoose={each => onChange({ steps: each })}
      />
    )
  }
  return (
    <>
      <label>
        N{' '}
        <input
          type="number"
          min="1"
          value={replicas}
          onInput={event => onChange({ replicas: event.currentTarget.value })}
        />
      </label>
      {task === 'convert' && (
        <Choice
          label={words.stages}
          value={stage}
          values={stages}
          onChoose={each => onChange({ stage: each })}
        />
      )}
      <Choice
        label={words.applier}
        value={applier}
        values={appliers}
        onChoose={each => onChange({ applier: each as Applier })}
      />
    </>
  )
}

type ChoiceProps = {
  readonly label: string
  readonly value: string
  readonly values: readonly string[]
  readonly onChoose: (value: string) => void
}

const Choice = ({ label, value, values, onChoose }: ChoiceProps) => (
  <label>
    {label}{' '}
    <select value={value} onChange={event => onChoose(event.currentTarget.value)}>
      {values.map(each => (
        <option key={each}>{each}</option>
      ))}
    </select>
  </label>
)

type ResultProps = {
  readonly outcome: Outcome
  readonly place: Place
  readonly onPlace: (change: Place) => void
  readonly words: Words
}

function Result({ outcome, place, onPlace, words }: ResultProps) {
  const { findings, output, report, verdicts, replicas = 0 } = outcome
  const isClean = findings.length === 0 && output === undefined && !report && !verdicts
  return (
    <section aria-live="polite" id="result">
      <Findings findings={findings} words={words} />
      {isClean && <p>{words.clean}</p>}
      {output !== undefined && output !== '' && (
        <>
          <h2>{words.output}</h2>
          <pre tabIndex={0}>{output}</pre>
        </>
      )}
      {report && <ReportView {...{ report, place, onPlace, words }} />}
      {verdicts && <Proof {...{ verdicts, replicas, words }} />}
    </section>
  )
}

const page = document.getElementById('page')
if (page) {
  page.replaceChildren()
  render(<Playground />, page)
}
