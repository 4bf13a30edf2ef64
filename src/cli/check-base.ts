import { createHash } from 'node:crypto'
import { dirname, join, normalize, posix } from 'node:path'
import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { argumentsPlace } from '../settings.ts'
import type { FolderLevel } from './check-input.ts'
import { atStart, isPlan, isRead, levelAt, levelOf, levelsBelow } from './folders.ts'
import type { Level } from './folders.ts'
import type { Io } from './io.ts'
import { unreadableFile, wrongOption } from './problems.ts'

/** What the files were before, by the paths that they have now. */
export type Base = {
  /** The manifest files that there were, by their folder. */
  readonly filesIn: (folder: string) => readonly string[]
  readonly folders: readonly string[]
  readonly read: (file: string) => Promise<Buffer | undefined>
  /** What could not be read so far. */
  readonly unread: readonly Diagnostic[]
}

/** Opens what `--from` names: a file or folder like the one that is checked, or a revision of git. */
export async function openBase(
  io: Io,
  from: string,
  roots: readonly string[]
): Promise<Base | Diagnostic> {
  const listed = io.listFolder(from)
  if (Array.isArray(listed)) return folderBase(io, from, roots)
  if (listed === 'not-a-folder') return fileBase(io, from, roots)
  return gitBase(io, from, roots)
}

function baseOf(
  files: readonly string[],
  read: Base['read'],
  unread: readonly Diagnostic[] = []
): Base {
  const byFolder = grouped(files, dirname)
  const filesIn = (folder: string) => byFolder.get(folder) ?? []
  return { filesIn, folders: [...byFolder.keys()].sort(), read, unread }
}

/** The one file that is checked was another one before, and what lies beside it was as it is. */
function fileBase(io: Io, from: string, roots: readonly string[]): Base | Diagnostic {
  const [root = '.', ...others] = roots.map(path => normalize(path))
  if (others.length > 0 || Array.isArray(io.listFolder(root))) {
    const hint = 'check one file, or pass the folder with the manifests before the change'
    return wrongOption(
      argumentsPlace,
      `--from "${from}" is a file, so it is compared with one file`,
      hint
    )
  }
  const { files, kustomizations } = levelAt(io, dirname(root))
  const beside = [...files, ...kustomizations].filter(
    file => file !== root && io.absolute(file) !== io.absolute(from)
  )
  return baseOf([...new Set([root, ...beside])].sort(), async file => {
    const bytes = io.readFile(file === root ? from : file)
    return 'reason' in bytes ? undefined : bytes
  })
}

/**
 * The one folder that is checked is the counterpart of the base, else the working folder is, or the
 * folder of the files that are checked.
 */
function folderBase(io: Io, from: string, roots: readonly string[]): Base | Diagnostic {
  const paths = roots.map(path => normalize(path))
  const [root = '.', ...others] = paths
  const isFolder = (path: string) => Array.isArray(io.listFolder(path))
  const below = levelsBelow(io, from)
    .levels.flatMap(({ files, kustomizations }) => [...new Set([...files, ...kustomizations])])
    .map(file => io.relative(from, file))
  const asked = paths.map(path => (isFolder(path) ? path : dirname(path)))
  const isAsked = (file: string) =>
    paths.some(
      path =>
        dirname(file) === dirname(path) ||
        (isFolder(path) && (path === '.' || file.startsWith(`${path}/`)))
    )
  const tops = [...new Set(asked)].length === 1 ? ['.', ...asked] : ['.']
  const top =
    isFolder(root) && others.length === 0
      ? root
      : tops.find(each => below.some(file => isAsked(join(each, file))))
  if (top === undefined) {
    const hint = 'pass the folder that contains the same files under the same names'
    return wrongOption(argumentsPlace, `--from "${from}" has nothing to compare with`, hint)
  }
  return baseOf(below.map(file => join(top, file)).sort(), async file => {
    const bytes = io.readFile(join(from, io.relative(top, file)))
    return 'reason' in bytes ? undefined : bytes
  })
}

/** The files of a revision: their names and hashes at once, their contents where they are asked for. */
async function gitBase(io: Io, from: string, roots: readonly string[]): Promise<Base | Diagnostic> {
  const git = async (...args: string[]) => {
    // No fetch of what a partial clone lacks: this program does not use the network.
    const ran = await io.run('git', ['-c', 'protocol.allow=never', ...args], 'quietly')
    return 'reason' in ran || ran.exit !== 0 ? undefined : ran.stdout
  }
  const unknown = wrongOption(
    argumentsPlace,
    `--from is not a file, a folder or a git revision: "${from}"`,
    'pass the file or folder with the manifests before the change, or a revision such as origin/main'
  )
  if (from.startsWith('-')) return unknown
  const commit = (await git('rev-parse', '--verify', '--quiet', `${from}^{commit}`))
    ?.toString()
    .trim()
  const prefix = (await git('rev-parse', '--show-prefix'))?.toString().replace(/\n$/, '')
  const listed = commit && (await git('ls-tree', '-r', '-z', '--full-tree', commit))
  if (!commit || prefix === undefined || !listed) return unknown
  const hashes = new Map<string, string>()
  for (const entry of listed.toString().split('\0')) {
    const [, mode, hash, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? []
    const name = path && posix.basename(path)
    // A link's blob is the path that it leads to.
    const isMeant = name !== undefined && (isRead(name) || name.endsWith('.gotmpl'))
    if (!path || !hash || mode === '120000' || !isMeant) continue
    hashes.set(normalize(posix.relative(`/${prefix}`, `/${path}`)), hash)
  }
  const ownNames = namesBy(io, roots)
  const files = [...hashes.keys()]
  const unread: Diagnostic[] = []
  const read = async (file: string) => {
    const hash = hashes.get(io.relative('.', file))
    if (!hash) return undefined
    const present = io.readFile(file)
    if (!('reason' in present) && hashOf(present, hash.length) === hash) return present
    const content = await git('cat-file', 'blob', hash)
    const reason = `this clone does not contain it at ${from}; \`git fetch\` it first`
    if (!content) unread.push(unreadableFile(atStart(file), reason))
    return content
  }
  return baseOf(files.map(ownNames), read, unread)
}

/** Files are called as the paths are that were given: absolute ones stay so. */
function namesBy(io: Io, roots: readonly string[]): (file: string) => string {
  const absolute = roots.find(root => normalize(root).startsWith('/'))
  if (absolute === undefined) return file => file
  const up = io.relative(absolute, '.')
  return file => join(absolute, up, file)
}

/** The hash that git gives to a content: of 40 digits, or of 64 in newer repositories. */
function hashOf(content: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex')
}

/** The level that a folder was before. */
export const levelBefore = (base: Base, folder: string): Level =>
  levelOf(folder, base.filesIn(folder))

/** The folders that are gone, of those that are checked as a whole. */
export function goneFolders(
  io: Io,
  base: Base,
  { levels, roots }: { readonly levels: readonly FolderLevel[]; readonly roots: readonly string[] }
): string[] {
  const present = new Set(levels.map(({ folder }) => folder))
  const isBelow = (folder: string) =>
    roots.some(top => {
      const path = io.relative(top, folder)
      return path === '' || !(path === '..' || path.startsWith('../'))
    })
  return base.folders.filter(
    folder => !present.has(folder) && isBelow(folder) && !isPlan(io, dirname(folder))
  )
}
