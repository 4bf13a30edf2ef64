// Writes the version of package.json into the files in which hosts look for it; `npm version` runs it.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const plugin = readFileSync('plugin.yaml', 'utf8')
writeFileSync('plugin.yaml', plugin.replace(/^version: .*$/m, `version: "${version}"`))
execFileSync('npm', ['run', 'bundle'], { stdio: 'inherit' })
execFileSync('git', ['add', 'plugin.yaml', 'bin', 'src/report/generated'])
