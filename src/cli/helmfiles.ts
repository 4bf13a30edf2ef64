import { filesOf, helmfilesOf } from '../environments/files.ts'
import type { Files } from '../environments/files.ts'
import { readHelmfile } from '../environments/helmfile.ts'
import { holdsUnknown } from '../environments/unknown.ts'
import { decodeStrictly } from '../yaml/bytes.ts'
import type { Io } from './io.ts'

/** The files of a disk, each read once. */
export function filesFrom(io: Io): Files {
  const read = new Map<string, string | undefined>()
  return filesOf({
    read(path) {
      if (!read.has(path)) {
        const bytes = io.readFile(path)
        read.set(path, 'reason' in bytes ? undefined : decodeStrictly(bytes))
      }
      return read.get(path)
    },
    list(folder) {
      const entries = io.listFolder(folder)
      return Array.isArray(entries) ? entries.map(({ name }) => name) : []
    }
  })
}

/** The helmfiles that are meant, as helmfile itself looks for them. */
export function helmfilesIn(files: Files, path: string): string[] {
  const at = (name: string) => (path === '.' ? name : `${path}/${name}`)
  if (files.read(path) !== undefined) return [path]
  const one = ['helmfile.yaml', 'helmfile.yaml.gotmpl']
    .map(at)
    .find(each => files.read(each) !== undefined)
  if (one !== undefined) return [one]
  const parts = helmfilesOf(files, at('helmfile.d'))
  return parts.length > 0 || path === '.' ? parts : helmfilesOf(files, path)
}

/** The environments that helmfiles declare, in their order. */
export function declaredIn(files: Files, helmfiles: readonly string[]): string[] {
  const declared = helmfiles.flatMap(path =>
    readHelmfile(files, path, 'default').flatMap(({ environments }) => environments)
  )
  return [...new Set(declared)].filter(each => !holdsUnknown(each))
}
