// Paths as they are written in messages: with `/`, relative or not. Nothing is asked of a disk.

/** The parts of a path, `.` and `..` taken away where they can be. */
function partsOf(path: string): string[] {
  const parts: string[] = []
  for (const part of path.split(/[/\\]/)) {
    if (part === '..' && parts.length > 0 && !['..', ''].includes(parts.at(-1) ?? '')) parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts
}

/** A path in its shortest form. */
export const normalPath = (path: string) => {
  const parts = partsOf(path)
  return parts.join('/') || (parts[0] === '' && path.startsWith('/') ? '/' : '.')
}

/** The path of something that is named from a folder. */
export const joinPath = (folder: string, path: string) => normalPath(`${folder}/${path}`)

/** The folder of a file. */
export const folderOf = (path: string) => {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return end < 0 ? '.' : normalPath(path.slice(0, end) || '/')
}

/** The last part of a path. */
export const baseNameOf = (path: string) => path.slice(path.search(/[^/\\]*$/))
