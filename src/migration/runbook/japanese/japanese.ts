import type { Texts } from '../texts.ts'
import { argo, helm, hold, kubectl, loss } from './appliers.ts'
import { afterwards, imageChange, meanwhile, wayBack, whilePaused } from './beside.ts'
import { checks } from './checks.ts'
import { emergencies } from './emergencies.ts'
import { flux } from './flux.ts'
import { overall } from './overall.ts'
import { pods } from './pods.ts'
import { stages } from './stages.ts'

/** All that a runbook says, in Japanese. */
export const japanese: Texts = {
  ...overall,
  pods,
  stages,
  checks,
  meanwhile,
  emergencies,
  imageChange,
  whilePaused,
  wayBack,
  afterwards,
  argo,
  flux,
  helm,
  kubectl,
  hold,
  loss
}
