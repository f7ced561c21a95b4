import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { planRollback } from '../src/lab/registry/plan-rollback.ts'
import type { Candidate } from '../src/lab/train/candidate.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import type { Store } from '../src/store/store.ts'
import { startTestService, TEST_PACK, testFolder, writePack } from '../test/api-service.fixture.ts'
import { intoLive, intoShadow, madeModel, quickTask } from '../test/lab-model.fixture.ts'
import { databaseUrlOf, until } from '../test/store-tools.fixture.ts'
import type { Bench } from './emit.ts'
import { median } from './median.ts'

const TASK = 'chat_abuse'
const SENDERS = 8
const PACK = {
  ...TEST_PACK,
  'models.yaml': `abuse: { kind: lab, task: ${TASK} }\n`,
  'rules/chat.yaml':
    '- { id: lab.act, policy: harassment.insult, on: chat.message, when: model.abuse.act, then: { verdict: hold } }\n',
}

/** A model is rolled back again and again while requests run; two processes on one database serve it. */
export const bench: Bench = {
  name: 'rollback',
  summary:
    'a live model rolled back under load: until the last known good serves, here and in another process',
  async run(emit, { quick }) {
    const [dir, other] = [testFolder(), testFolder()]
    for (const one of [dir, other]) writePack(join(one, 'pack'), PACK)
    const [host, otherHost] = [testHost(), testHost()]
    let store!: Store
    const wrapStore = (opened: Store) => {
      store = opened
      return opened
    }
    const haechi = await startTestService({ dir, models: host, wrapStore })
    const databaseUrl = databaseUrlOf(join(dir, 'data'))
    const beside = await startTestService({ dir: other, databaseUrl, models: otherHost })
    const hosts = { 'in the process that is asked': host, 'in another process': otherHost }
    const serves = (one: typeof host) => one.serving.get(TASK)?.live?.id
    const took: Record<string, number[]> = {}
    let going = true
    let [answered, failed] = [0, 0]
    try {
      await store.labData.saveTask(quickTask(TASK, { days: 1000, canaryDays: 1000 }), 'bench', Date.now())
      const first = madeModel(TASK)
      await goLive(first)
      const senders = Array.from({ length: SENDERS }, async (_, sender) => {
        for (let i = 0; going; i++)
          await haechi.client
            .screen({
              type: 'chat.message',
              actor: `account:s${sender}`,
              data: { text: `what a clodpole ${i}` },
            })
            .then(
              () => answered++,
              () => failed++,
            )
      })
      for (let round = 0; round < (quick ? 3 : 20); round++) {
        const next = madeModel(TASK, { seed: round + 2, wrong: true })
        await goLive(next)
        await rollBack(next, first)
      }
      going = false
      await Promise.all(senders)
    } finally {
      going = false
      await beside.stop()
      await haechi.stop()
      for (const one of [dir, other]) rmSync(one, { recursive: true, force: true })
    }
    const line = (figure: string, value: number, unit: string, reach: number | null) =>
      emit({
        ...{ bench: 'rollback', figure, value, unit, reach, peer: null },
        holds: reach === null ? null : value <= reach,
      })
    for (const [where, times] of Object.entries(took)) {
      line(`the last known good serves ${where}: median of ${times.length}`, median(times), 'ms', 100)
      line(`… slowest`, Math.max(...times), 'ms', 100)
    }
    line('requests answered meanwhile', answered, 'requests', null)
    line('requests dropped or refused', failed, 'requests', 0)

    async function goLive(one: Candidate): Promise<void> {
      await intoShadow(store.models, one)
      await intoLive(store.models, one)
      await until(() => Object.values(hosts).every((each) => serves(each) === one.id))
    }

    async function rollBack(from: Candidate, to: Candidate): Promise<void> {
      const nowMs = Date.now()
      const begun = performance.now()
      const swapped = Object.entries(hosts).map(
        ([where, one]) =>
          new Promise<void>((resolve) => {
            const looking = setInterval(() => {
              if (serves(one) !== to.id) return
              clearInterval(looking)
              took[where] = [...(took[where] ?? []), performance.now() - begun]
              resolve()
            }, 1)
          }),
      )
      const done = await store.models.change(
        from.id,
        (seen) => planRollback(seen, { by: 'usr-bench', why: 'it is the worse one' }, { nowMs }),
        nowMs,
      )
      if (done?.ok !== true) throw new Error(`${done?.why}; ${done?.wayOut}`)
      await Promise.all(swapped)
    }
  },
}
