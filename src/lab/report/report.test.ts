import { expect, test } from 'vitest'
import { HONEST } from '../gates/evidence.fixture.ts'
import { learn } from '../run/learn.ts'
import { chatInput } from '../run/learn-input.fixture.ts'
import { evaluationPage } from './evaluation-page.ts'
import { modelCard } from './model-card.ts'
import type { ModelReport } from './model-report.ts'

async function reportOf(count: number): Promise<ModelReport> {
  const result = await learn({ stopwatch: () => performance.now() }, chatInput(count), () => {})
  if (!result.ok) throw new Error(result.refusal.why)
  const { manifest, evaluation } = result.output
  const file = { name: 'a.csv', sha256: '0'.repeat(64), rows: 1500, encoding: 'utf-8' }
  const dataset = {
    ...HONEST.dataset,
    files: [
      { ...file, licence: 'CC BY 4.0', source: '*our* forum' },
      { ...file, name: 'b.csv', licence: 'MIT' },
    ],
  }
  const gate = { for: 'rank', on: 'certify', alpha: 0.05, figures: {} } as const
  return {
    ...{ manifest, evaluation, dataset, mlTestScore: undefined },
    gates: [
      {
        ...gate,
        gate: 'recall',
        verdict: 'pass',
        says: 'enough is found',
        wayOut: undefined,
        labelsNeeded: undefined,
      },
      {
        ...{ ...gate, gate: 'precision', verdict: 'inconclusive', says: 'too few <script>alert(1)</script>' },
        ...{ wayOut: 'label more', labelsNeeded: 120 },
      },
    ],
  }
}

const report = reportOf(600)

test('the page stands alone: no script, no request, what came from elsewhere as text', async () => {
  const page = evaluationPage(await report)
  expect(page).not.toMatch(/<script|javascript:|onerror=|<img|<link|@import|url\(/i)
  expect(page.replaceAll('http-equiv', '')).not.toMatch(/https?:/)
  expect(page).toContain("default-src 'none'")
  expect(page).toContain('too few &lt;script&gt;alert(1)')
  expect(page).toContain('prefers-color-scheme: dark')
  for (const heading of [
    'Gates',
    'Curves',
    'Slices',
    'Behaviour',
    'Disguises',
    'Worst errors',
    'Beside others',
  ])
    expect(page).toContain(`<h2>${heading}</h2>`)
  expect(page.match(/<svg/g)!.length).toBeGreaterThan(4)
  expect(page).not.toMatch(/NaN|undefined|Infinity/)
})

test('the card says what it is, what it was made from, how it does and what it cannot do', async () => {
  const card = modelCard(await report)
  for (const heading of [
    'Use',
    'Data',
    'How it does',
    'Slices',
    'Behaviour and disguises',
    'Limits',
    'Gates',
    'Making',
  ])
    expect(card).toContain(`\n## ${heading}\n`)
  expect(card).toContain('Licence: CC BY 4.0; MIT. Source: \\*our\\* forum; not stated.')
  expect(evaluationPage(await report)).toContain('CC BY 4.0; MIT')
  const unsaid = modelCard({ ...(await report), dataset: HONEST.dataset })
  expect(unsaid).toContain('Licence: not stated. Source: not stated.')
  expect(card).toContain('| precision | inconclusive |')
  expect(card).not.toMatch(/NaN|undefined|Infinity/)
})

test('the same report gives the same page and card', async () => {
  const one = await report
  expect(evaluationPage(structuredClone(one))).toBe(evaluationPage(one))
  expect(modelCard(structuredClone(one))).toBe(modelCard(one))
})

test('neither holds a word of the rows', async () => {
  const both = evaluationPage(await report) + modelCard(await report)
  for (const word of ['멍청이', 'noob', 'cheap account', '계정']) expect(both).not.toContain(word)
})

test('names of labels, slices and files make no link, no HTML and no cell of their own in the card', async () => {
  const one = structuredClone(await report)
  const name = '<img src=x>[here](//evil.example)|`a`'
  const labels = [...one.manifest.labels, name]
  const [slice] = one.evaluation.slices
  const slices = [{ ...slice!, value: name, enough: false }]
  const card = modelCard({
    ...{ ...one, manifest: { ...one.manifest, labels } },
    evaluation: { ...one.evaluation, slices, notes: [name] },
  })
  expect(card.split('evil.example')).toHaveLength(5)
  const escaped = '\\<img src=x\\>\\[here\\](//evil.example)\\|\\`a\\`'
  expect(card.replaceAll(escaped, '')).not.toContain('evil.example')
})
