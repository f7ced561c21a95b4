import type { Built } from './build-dataset.ts'
import type { LabData } from './ports.ts'

/** Saves what was built, with its suspects. One that is there already is given as it is kept. */
export async function keepDataset(
  data: Pick<LabData, 'save' | 'saveSuspects' | 'facts'>,
  built: Built,
  kept: () => Promise<void> = async () => {},
): Promise<Built> {
  if (!built.ok) return built
  const { dataset, suspects } = built
  const isNew = await data.save(dataset)
  if (isNew) await data.saveSuspects(dataset.facts.id, suspects)
  await kept()
  const facts = isNew ? dataset.facts : ((await data.facts(dataset.facts.id)) ?? dataset.facts)
  return { ok: true, dataset: { ...dataset, facts }, suspects }
}
