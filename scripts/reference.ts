// Writes the reference pages from what they describe: node scripts/run.mjs scripts/reference.ts [--check]
// With --check nothing is written; a page that is not current is named and the exit code is 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { apiPage } from './reference/api-page.ts'
import { cliPage } from './reference/cli-page.ts'
import { errorsPage } from './reference/errors-page.ts'

const pages: Readonly<Record<string, () => string>> = {
  'docs/reference/api.md': apiPage,
  'docs/reference/cli.md': cliPage,
  'docs/errors.md': errorsPage,
}

const check = process.argv.includes('--check')
const stale: string[] = []
for (const [path, page] of Object.entries(pages)) {
  const text = page()
  const file = join(process.cwd(), path)
  if (check) {
    if (currentText(file) !== text) stale.push(path)
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${path}`)
  }
}
if (check) {
  for (const path of stale)
    console.error(`${path} is not current; run: node scripts/run.mjs scripts/reference.ts`)
  console.log(`${Object.keys(pages).length} reference pages, ${stale.length} not current`)
  process.exitCode = stale.length > 0 ? 1 : 0
}

function currentText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
