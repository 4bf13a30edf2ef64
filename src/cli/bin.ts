import { processIo } from './io.ts'
import { main } from './main.ts'

void main(process.argv.slice(2), processIo()).then(exit => {
  process.exitCode = exit
})
