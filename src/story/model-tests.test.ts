import { expect, test } from 'vitest'
import { checkPack } from '../pack/check-pack.ts'
import { checkPackTests } from '../pack/check-pack-tests.ts'
import { rule, withModels } from '../pack/models-pack.fixture.ts'
import { runTests } from './run-tests.ts'

const GUARD =
  'guard: { kind: chat, url: "http://127.0.0.1:9/", model: m, format: shieldgemma, policy: harassment.insult }\n'

const storyOf = (given: string, verdict: string) => `- test: a
  story:
    - event: { type: chat.message, actor: account:u1, data: { text: hello } }
${given}      expect: { verdict: ${verdict} }
`

async function run(story: string) {
  const files = {
    ...withModels(GUARD, rule('r', 'model.guard.violation > 0.5', '{ verdict: block }')),
    'tests/a.yaml': story,
  }
  const { pack } = checkPack(files)
  const { tests, diagnostics } = checkPackTests(files, pack!)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return errors.map(({ message, wayOut }) => `${message}; ${wayOut}`)
  const ran = await runTests(pack!, tests)
  return ran.results.map(({ failures }) => failures.length)
}

test('a test of a pack answers for a model, which is never asked; without an answer it fails, and is held', async () => {
  expect(await run(storyOf('      signals: { model.guard: { violation: 0.9 } }\n', 'block'))).toEqual([0])
  expect(await run(storyOf('      signals: { model.guard: { violation: 0.1 } }\n', 'allow'))).toEqual([0])
  expect(await run(storyOf('', 'hold'))).toEqual([0])
  expect(await run(storyOf('', 'allow'))).toEqual([1])
})

test('an answer with a label that the model does not have is told', async () => {
  const told = await run(storyOf('      signals: { model.guard: { violatoin: 0.9 } }\n', 'block'))
  expect(told).toEqual([expect.stringMatching(/no field "violatoin".*did you mean "violation"/)])
})

const LAB = 'abuse: { kind: lab, task: chat_abuse }\n'

test('a story says what a model of the lab gives; without it none serves yet', async () => {
  const files = (given: string, verdict: string) => ({
    ...withModels(LAB, rule('r', 'model.abuse.act', '{ verdict: hold }')),
    'tests/a.yaml': storyOf(given, verdict),
  })
  const failures = async (given: string, verdict: string) => {
    const all = files(given, verdict)
    const { pack } = checkPack(all)
    const { tests } = checkPackTests(all, pack!)
    return (await runTests(pack!, tests)).results.map(({ failures }) => failures.length)
  }
  expect(await failures('      signals: { model.abuse: { violates: 0.9, act: true } }\n', 'hold')).toEqual([
    0,
  ])
  expect(await failures('      signals: { model.abuse: { violates: 0.9, act: true } }\n', 'allow')).toEqual([
    1,
  ])
  expect(await failures('', 'allow')).toEqual([0])
})
