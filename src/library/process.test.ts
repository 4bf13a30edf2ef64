import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bundleLibrary, declareLibrary } from '../../bundle.mjs'
import { filesBelow } from '../fixtures.ts'

const folder = fs.mkdtempSync(join(tmpdir(), 'rolloutify-library-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('the library in bin is made of what stands in src', async () => {
  const isCurrent = fs.readFileSync('bin/library.mjs', 'utf8') === (await bundleLibrary())
  expect(isCurrent ? 'it is current' : 'run `npm run bundle`').toBe('it is current')
  const declared = declareLibrary()
  expect(filesBelow('bin/types')).toEqual([...declared.keys()].sort())
  for (const [path, text] of declared) {
    expect(fs.readFileSync(join('bin/types', path), 'utf8')).toBe(text)
  }
})

test('what npm packs runs without a script, and without the fixtures', () => {
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' }))
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path)
  expect(paths).toContain('bin/types/index.d.ts')
  expect(paths.filter(path => /^(?:fixtures|src|test)\//.test(path))).toEqual([])
  const modules = join(folder, 'node_modules')
  fs.mkdirSync(modules)
  execFileSync('tar', ['xzf', join(folder, packed.filename), '-C', modules])
  fs.renameSync(join(modules, 'package'), join(modules, 'rolloutify'))
  for (const name of ['yaml', 'zod', 'fast-json-patch']) {
    fs.symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  for (const example of ['library.mjs', 'require.cjs']) {
    fs.copyFileSync(join('examples', example), join(folder, example))
    const printed = execFileSync(process.execPath, [example], { cwd: folder, encoding: 'utf8' })
    expect(printed).toContain('[]')
  }
})

test('the scripts that break pre-commit are not there', () => {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8'))
  const breaking = ['prepare', 'prepack', 'preinstall', 'install', 'postinstall', 'build']
  expect(breaking.filter(name => name in scripts)).toEqual([])
})
