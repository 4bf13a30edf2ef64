import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['./src/seed.test-helper.ts'],
    testTimeout: 300_000,
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-helper.ts', 'src/fixtures.ts', 'src/**/generated/**'],
      reporter: 'text'
    }
  }
})
