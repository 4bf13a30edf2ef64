import type { Settings } from './objects.ts'

/** What Argo CD is set to for all scenarios. */
export async function settings(): Promise<Settings & { readonly plugins: readonly string[] }> {
  return { config: {}, policy: '', accounts: ['developer'], plugins: [] }
}
