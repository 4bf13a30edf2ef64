import { configDefaults, defineConfig } from 'vitest/config'

/** What takes seconds: laws over many worlds, whole processes, every state of the simulator. */
const slow = [
  '**/*laws*',
  '**/*process*',
  '**/simulate/{explore,mutations,plan,stages}*',
  '**/yaml/{block,edit,print}*',
  '**/look.test.ts'
]

export default defineConfig(({ mode }) => ({
  test: {
    setupFiles: ['./src/seed.test-helper.ts'],
    testTimeout: 300_000,
    // No test changes what another one reads, so modules are loaded once.
    isolate: false,
    maxWorkers: '100%',
    exclude: [...configDefaults.exclude, ...(mode === 'fast' ? slow : [])],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-helper.ts', 'src/fixtures.ts', 'src/**/generated/**'],
      reporter: 'text'
    }
  }
}))
