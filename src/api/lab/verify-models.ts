import { followEntry, type Standing } from '../../lab/registry/follow-entry.ts'
import type { ModelEntry, ModelRecord } from '../../lab/registry/model.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import { verifyChain } from '../../lab/registry/verify-chain.ts'
import { modelIdOf } from '../../lab/train/model-id.ts'
import type { ModelChainReply } from '../contract/lab-models.ts'

const PAGE = 500

/** Goes along the whole chain, and holds each model to where its entries put it. */
export async function verifyModels(models: ModelStore): Promise<ModelChainReply> {
  const head = await models.head()
  const standings = new Map<string, Standing>()
  async function* links(): AsyncGenerator<ModelEntry> {
    for (let after = 0; ; ) {
      const page = await models.chain(after, PAGE)
      for (const entry of page) {
        // What is added meanwhile is for the next time.
        if (entry.number > head.number) return
        const standing = followEntry(standings.get(entry.model), entry)
        if (standing !== undefined) standings.set(entry.model, standing)
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
  const astray = await findAstray(models, standings, head.number)
  return {
    ok: broken === null && astray.length === 0,
    ...{ entries: head.number, head: head.hash, broken, astray },
  }
}

/** Models that do not stand where the chain put them: somebody changed the table by hand. */
async function findAstray(models: ModelStore, standings: ReadonlyMap<string, Standing>, upTo: number) {
  const astray: string[] = []
  for (let before: Awaited<ReturnType<ModelStore['list']>>[number] | undefined; ; ) {
    const page = await models.list({ limit: PAGE, ...(before && { before: before.id }) })
    for (const record of page) if (!stands(record, standings.get(record.id))) astray.push(record.id)
    before = page.at(-1)
    if (page.length < PAGE) break
  }
  if (astray.length === 0 || (await models.head()).number === upTo) return astray
  // Moved while we looked: once more, with the chain as it is now.
  return (await verifyModels(models)).astray
}

const FACTS = ['state', 'authority', 'certified', 'cap', 'share', 'isLastGood'] as const

/** Whether the table says of a model what the chain does, and of what it is made what its id does. */
function stands(record: ModelRecord, standing: Standing | undefined): boolean {
  if (standing === undefined || record.task !== record.manifest.task) return false
  if (FACTS.some((fact) => record[fact] !== standing[fact])) return false
  // One of a dataset that had lost a row before it was made is flagged without an entry.
  return (record.isTainted || !standing.isTainted) && modelIdOf(record.manifest) === record.id
}
