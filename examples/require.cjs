// A CommonJS program takes the library by `require` on Node 20.19 and newer.
const { convert } = require('rolloutify')

const { diagnostics } = convert('kind: Service\n', { stage: 'introduce-rollout' })
console.log(diagnostics)
