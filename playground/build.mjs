// Builds the playground, one page without a server behind it, and serves it on this machine.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { build } from 'esbuild'
import { bundleView } from '../bundle.mjs'

/** The page, made as a report's is. */
export async function playground() {
  const { outputFiles } = await build({
    entryPoints: ['src/report/page.ts'],
    bundle: true,
    format: 'esm',
    write: false
  })
  const [{ text }] = outputFiles
  const { printPage } = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  return printPage({ title: 'rolloutify: the playground' }, await bundleView('view/playground.tsx'))
}

if (process.argv[1] === import.meta.filename) {
  const page = await playground()
  mkdirSync('playground/dist', { recursive: true })
  writeFileSync('playground/dist/index.html', page)
  console.log('playground/dist/index.html is built')
  if (!process.argv.includes('--no-serve')) {
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    )
    server.listen(Number(process.env.PORT ?? 8321), '127.0.0.1', () =>
      console.log(`open http://127.0.0.1:${server.address().port}, end with Ctrl+C`)
    )
  }
}
