import { useState } from 'preact/hooks'
import type { Canary } from '../src/report/workload.ts'
import { PodLine } from './bars.tsx'
import type { Words } from './words.ts'

/** What each step of a profile does to the pods of both versions. */
export function Canaries({ canaries, words }: { canaries: readonly Canary[]; words: Words }) {
  const [chosen, setChosen] = useState(canaries[0]?.profile)
  const canary = canaries.find(({ profile }) => profile === chosen) ?? canaries[0]
  if (!canary) return null
  return (
    <section>
      <h3>{words.canary}</h3>
      <label>
        {words.profile}{' '}
        <select value={canary.profile} onChange={event => setChosen(event.currentTarget.value)}>
          {canaries.map(({ profile }) => (
            <option key={profile}>{profile}</option>
          ))}
        </select>
      </label>
      <CanarySteps canary={canary} words={words} />
    </section>
  )
}

/** The steps of one canary as a table with bars. */
export function CanarySteps({ canary, words }: { canary: Canary; words: Words }) {
  return (
    <>
      <p>{words.atMost(canary.most)}</p>
      <div class="scroll">
        <table class="steps">
          <thead>
            <tr>
              <th>{words.step}</th>
              <th>{words.does}</th>
              <th>{words.weight}</th>
              <th>Pods</th>
            </tr>
          </thead>
          <tbody>
            {canary.steps.map(({ step, words: text, weight, canary: fresh, stable }) => (
              <tr key={step}>
                <td>{step}</td>
                <td>{text}</td>
                <td>{`${weight}%`}</td>
                <td>
                  <PodLine
                    most={canary.most}
                    parts={[
                      { kind: 'rollout', count: fresh, label: words.newPods },
                      { kind: 'deployment', count: stable, label: words.oldPods }
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
