import { basename, dirname, join } from 'node:path'
import { parsePlanFile, planFile } from '../migration/plan-file.ts'
import type { FolderOfPlan } from '../migration/plan-file.ts'
import { decode } from '../yaml/bytes.ts'
import type { Io } from './io.ts'

/** What a plan says about the one folder that is given, where it is a folder of a plan. */
export function readPlanOf(io: Io, files: readonly string[]): FolderOfPlan | undefined {
  const [file, second] = files
  if (file === undefined || second !== undefined || file === '-') return undefined
  const folder = io.absolute(file)
  const bytes = io.readFile(join(dirname(file), planFile))
  return 'reason' in bytes ? undefined : parsePlanFile(decode(bytes), basename(folder))
}
