import { compileFromFile } from 'json-schema-to-typescript'
import { expect, test } from 'vitest'

const upstream = ['deployment', 'hpa', 'scaled-object', 'rollout']

test.for(upstream)('the generated types are current: schemas/%s.schema.json', async name => {
  const schema = `schemas/${name}.schema.json`
  const types = await compileFromFile(schema, {
    additionalProperties: true,
    bannerComment: `// Generated from ${schema} by npm run update: do not edit.`,
    ignoreMinAndMaxItems: true
  })
  await expect(types).toMatchFileSnapshot(`./generated/${name}.ts`)
})
