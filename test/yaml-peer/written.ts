/** Documents as people and programs write them, where readers of YAML part. */
export const written: readonly string[] = ['replicas: 017\n', 'replicas: 0o17\n']
