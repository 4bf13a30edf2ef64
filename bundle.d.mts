/** The files of the program, built from src, by their paths. */
export function bundle(): Promise<Map<string, string>>
/** The text of bin/library.mjs, built from src. */
export function bundleLibrary(): Promise<string>
/** The files of bin/types, built from src, by their paths. */
export function declareLibrary(): Map<string, string>
/** The text of src/report/generated/view.ts, built from view/. */
export function bundleReport(): Promise<string>
/** What a page of view/ runs and how it looks. */
export function bundleView(entry: string): Promise<{
  script: string
  style: string
  scriptHash: string
  styleHash: string
}>
