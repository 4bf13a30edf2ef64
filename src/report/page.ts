import type { Report } from './report.ts'

/** What a page runs and how it looks; the hashes are those of its policy. */
export type View = {
  readonly script: string
  readonly style: string
  /** `sha256-…` of the script and of the style, as a Content-Security-Policy names them. */
  readonly scriptHash: string
  readonly styleHash: string
}

type Shown = { readonly title: string; readonly report?: Report }

/** A page that needs no other file and reaches no network, with a report where it shows one. */
export function printPage({ title, report }: Shown, view: View): string {
  const { script, style, scriptHash, styleHash } = view
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main id="page"><noscript>This page draws its pictures with JavaScript, which is off.</noscript></main>
${report ? `<script type="application/json" id="report">${escapeJson(report)}</script>\n` : ''}<script>${script}</script>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, found => entities[found] ?? '')

/** JSON that ends no element of the page and opens no comment. */
const escapeJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')
