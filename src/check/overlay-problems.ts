import { define } from '../diagnostic.ts'

// What overlays of kustomize do to what they take in.

export const overlayUndoesStage = define({
  code: 'overlay-undoes-stage',
  severity: 'error',
  message: (title: string, deployment: string) =>
    `This changes ${title} in the overlay: what a stage of ${deployment} writes into the base never arrives`,
  hint: 'migrate the build of the overlay in place of its base, or remove the change while pods move'
})

export const overlayNotFollowed = define({
  code: 'overlay-not-followed',
  severity: 'info',
  message: (what: string) =>
    `${what} of this kustomization is not followed here: its build may have other counts and targets`,
  hint: 'check the build: `kubectl kustomize DIR | rolloutify check -`'
})
