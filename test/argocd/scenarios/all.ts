import type { Scenario } from '../scene.ts'
import { ignores } from './ignores.ts'
import { loses } from './loses.ts'
import { migrates } from './migrates.ts'
import { plugsIn } from './plugs-in.ts'
import { renders } from './renders.ts'
import { replaces } from './replaces.ts'
import { switches } from './switches.ts'
import { validates } from './validates.ts'

/** All scenarios, in the order of a story. */
export const scenarios: readonly Scenario[] = [
  ...migrates,
  ...ignores,
  ...loses,
  ...replaces,
  ...switches,
  ...plugsIn,
  ...validates,
  ...renders
]
