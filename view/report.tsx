import { render } from 'preact'
import type { Report } from '../src/report/report.ts'
import { Head } from './head.tsx'
import { languageOf, usePlace } from './place.ts'
import { ReportView } from './report-view.tsx'
import { words as wordsOf } from './words.ts'

function Page({ report }: { report: Report }) {
  const [place, go] = usePlace()
  const language = languageOf(place)
  const words = wordsOf[language]
  document.documentElement.lang = language
  const { title, version, applier } = report
  const note = `${applier} · rolloutify ${version} · ${words.offline}`
  return (
    <>
      <Head {...{ title, note, language, words }} onPlace={go} />
      <ReportView {...{ report, place, words }} onPlace={go} />
    </>
  )
}

const page = document.getElementById('page')
const data = document.getElementById('report')?.textContent
if (page && data) {
  // A report is written beside this script, by the same program.
  const report = JSON.parse(data) as Report
  page.replaceChildren()
  render(<Page report={report} />, page)
}
