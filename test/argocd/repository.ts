import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Repository = ReturnType<typeof repositoryIn>

/** A Git repository on this machine with one branch, which Argo CD reads as a file. */
export function repositoryIn(folder: string) {
  mkdirSync(folder, { recursive: true })
  const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.org']
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...person, ...args], { encoding: 'utf8' }).trim()
  git('init', '--quiet', '--initial-branch=main')
  const at = (file: string) => join(folder, file)

  return {
    folder,
    url: `file://${folder}`,
    git,
    read: (file: string) => readFileSync(at(file), 'utf8'),
    write(file: string, text: string) {
      mkdirSync(dirname(at(file)), { recursive: true })
      writeFileSync(at(file), text)
    },
    /** Replaces a text in a file, as a person would. */
    edit(file: string, from: string | RegExp, to: string) {
      const before = readFileSync(at(file), 'utf8')
      const after = before.replace(from, to)
      if (after === before) throw new Error(`${file} has no ${from}`)
      writeFileSync(at(file), after)
    },
    /** Puts a copy of a folder, which need not be of the repository, into the place of another. */
    put(from: string, to: string) {
      rmSync(at(to), { recursive: true, force: true })
      cpSync(from, at(to), { recursive: true })
    },
    /** Commits all there is and returns the revision. */
    commit(message: string) {
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message', message)
      return git('rev-parse', 'HEAD')
    }
  }
}
