import { useEffect, useState } from 'preact/hooks'
import type { Frame } from '../src/simulate/story.ts'
import { PodLine } from './bars.tsx'
import type { Words } from './words.ts'

type Props = { readonly frames: readonly Frame[]; readonly replicas: number; readonly words: Words }

const podsIn = ({ deployment, rollout }: Frame) =>
  deployment.ready + deployment.unready + rollout.ready + rollout.unready

/** A broken promise, played move by move. */
export function Story({ frames, replicas, words }: Props) {
  const [at, setAt] = useState(0)
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying) return
    if (at >= frames.length - 1) return setPlaying(false)
    const timer = setTimeout(() => setAt(at + 1), 1200)
    return () => clearTimeout(timer)
  }, [at, isPlaying, frames.length])
  const frame = frames[at]
  if (!frame) return null
  const most = Math.max(replicas, ...frames.map(podsIn))
  const { deployment, rollout, serving } = frame
  const waiting = deployment.unready + rollout.unready
  return (
    <section class="story">
      <h4>{words.story}</h4>
      <div class="buttons">
        <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {words.previous}
        </button>
        <button
          type="button"
          onClick={() => (isPlaying ? setPlaying(false) : play(at, frames, setAt, setPlaying))}
        >
          {isPlaying ? words.stop : words.play}
        </button>
        <button type="button" disabled={at === frames.length - 1} onClick={() => setAt(at + 1)}>
          {words.next}
        </button>
        <span>{words.move(at + 1, frames.length)}</span>
      </div>
      <p aria-live="polite" class="move">
        {frame.text}
      </p>
      <PodLine
        most={most}
        floor={replicas}
        parts={[
          { kind: 'deployment', count: deployment.ready, label: words.deployment },
          { kind: 'rollout', count: rollout.ready, label: words.rollout },
          { kind: 'waiting', count: waiting, label: words.notReady }
        ]}
      />
      <p>{`${serving} / ${replicas} ${words.serving}`}</p>
    </section>
  )
}

/** Plays on from a move; from the last one, everything again. */
function play(
  at: number,
  frames: readonly Frame[],
  setAt: (at: number) => void,
  setPlaying: (isPlaying: boolean) => void
) {
  if (at >= frames.length - 1) setAt(0)
  setPlaying(true)
}
