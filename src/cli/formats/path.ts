import { isAbsolute, relative } from 'node:path'

/** A file as GitHub wants it: from the working folder on, with slashes. */
export function relativePath(file: string): string {
  return (isAbsolute(file) ? relative('', file) : file).replaceAll('\\', '/')
}
