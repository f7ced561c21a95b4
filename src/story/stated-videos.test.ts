import { expect, test } from 'vitest'
import { checkPack } from '../pack/check-pack.ts'
import { checkPackTests } from '../pack/check-pack-tests.ts'
import { MEDIA_PACK } from '../pack/media-pack.fixture.ts'
import { runTests } from './run-tests.ts'

test('a test states what a video shares with a known one, and rules see it', async () => {
  const { pack } = checkPack({
    ...MEDIA_PACK,
    'rules/media.yaml': `- id: picture.known
  policy: harassment.insult
  on: picture.change
  when: known.matched && known.of_file >= 0.9 && known.of_known >= 0.5
  then: { verdict: block }
`,
  })
  const event = (shares: string) =>
    `    - event: { type: picture.change, actor: account:a, data: { picture: { near: { known_bad: 3 }${shares} } } }\n`
  const story = (said: string, verdict: string) => `${event(said)}      expect: { verdict: ${verdict} }\n`
  const told = [
    story(', shares: { file: 0.9, known: 0.5 }', 'block'),
    story(', shares: { file: 0.89, known: 1 }', 'allow'),
    story(', shares: { file: 1, known: 0.49 }', 'allow'),
    story('', 'allow'),
  ]
  const { tests, diagnostics } = checkPackTests(
    { 'tests/videos.yaml': `- test: videos\n  story:\n${told.join('')}` },
    pack!,
  )
  expect(diagnostics).toEqual([])
  const { results } = await runTests(pack!, tests, { as: 'live' })
  expect(results.flatMap(({ failures }) => failures)).toEqual([])
})
