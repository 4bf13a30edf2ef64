import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['./src/seed.test-helper.ts'],
    testTimeout: 300_000
  }
})
