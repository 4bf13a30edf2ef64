import { define } from '../diagnostic.ts'

// What overlays of kustomize do to what they take in.

export const overlayUndoesStage = define({
  code: 'overlay-undoes-stage',
  severity: 'error',
  message: (title: string, deployment: string) =>
    `This overlay changes ${title}, so what a stage of ${deployment} writes into the base has no effect`,
  hint: 'migrate the build of the overlay instead of its base, or remove the change while pods move',
  why: 'The cluster gets the values of the overlay, so the pods do not move as the stages expect.'
})

export const overlayInvalidatesRollout = define({
  code: 'overlay-invalidates-rollout',
  severity: 'error',
  message: (rollout: string, fault: string) =>
    `This overlay makes ${rollout} invalid, because ${fault} in its build`,
  hint: "use `labels` instead of `commonLabels` if Argo Rollouts' rollout-transform.yaml adds the template, otherwise correct the patch",
  why: 'The API server or the controller rejects such a Rollout, so a release or a stage moves no pod.'
})

export const overlayNotFollowed = define({
  code: 'overlay-not-followed',
  severity: 'info',
  message: (what: string) =>
    `${what} of this kustomization is not followed, so its build may have other replicas and targets`,
  hint: 'check the build: `kubectl kustomize DIR | rolloutify check -`',
  why: 'The cluster gets what the build prints, which may differ from the files that are read.'
})
