import type { ModelEntry, ModelState } from '../../lab/registry/model.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import { verifyChain } from '../../lab/registry/verify-chain.ts'
import type { ModelChainReply } from '../contract/lab-models.ts'

const PAGE = 500

/** Goes along the whole chain, and holds each model to its last move. */
export async function verifyModels(models: ModelStore): Promise<ModelChainReply> {
  const head = await models.head()
  const states = new Map<string, ModelState>()
  async function* links(): AsyncGenerator<ModelEntry> {
    for (let after = 0; ; ) {
      const page = await models.chain(after, PAGE)
      for (const entry of page) {
        // What is added meanwhile is for the next time.
        if (entry.number > head.number) return
        if (entry.kind === 'trained') states.set(entry.model, 'trained')
        if (entry.kind === 'move') states.set(entry.model, entry.body.to as ModelState)
        yield entry
      }
      if (page.length < PAGE) return
      after = page.at(-1)!.number
    }
  }
  const verdict = await verifyChain(links())
  const cut = verdict.ok && (verdict.entries !== head.number || verdict.head !== head.hash)
  const broken = cut
    ? { number: verdict.entries + 1, why: 'the chain ends before its head' }
    : verdict.ok
      ? null
      : { number: verdict.number, why: verdict.why }
  const astray = await findAstray(models, states, head.number)
  return {
    ok: broken === null && astray.length === 0,
    ...{ entries: head.number, head: head.hash, broken, astray },
  }
}

/** Models that do not stand where the chain put them: somebody changed the table by hand. */
async function findAstray(models: ModelStore, states: ReadonlyMap<string, ModelState>, upTo: number) {
  const astray: string[] = []
  for (let before: Awaited<ReturnType<ModelStore['list']>>[number] | undefined; ; ) {
    const page = await models.list({ limit: PAGE, ...(before && { before: before.id }) })
    for (const { id, state } of page) if (states.get(id) !== state) astray.push(id)
    before = page.at(-1)
    if (page.length < PAGE) break
  }
  if (astray.length === 0 || (await models.head()).number === upTo) return astray
  // Moved while we looked: once more, with the chain as it is now.
  return (await verifyModels(models)).astray
}
