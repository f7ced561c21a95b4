import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ModelStore } from '../../lab/registry/ports.ts'
import type { GivenFile, GivenFiles } from '../../lab/train/learner-asked.ts'
import { sha256 } from '../../lab/train/model-id.ts'
import type { LabFiles } from './runs/lab-files.ts'

export interface GivenOfModelParts {
  readonly models: Pick<ModelStore, 'files'>
  /** Undefined: this process has no folder of models. */
  readonly files: Pick<LabFiles, 'place' | 'look'> | undefined
}

/**
 * All files of a model of the registry: those that are kept with it, read back to their hashes, and those that are too
 * large for that by their place in the folder of models; whoever opens one of these checks its hash. Rejects naming the
 * model, the file and the way out.
 */
export async function givenOfModel(
  { models, files }: GivenOfModelParts,
  { id, manifest }: Pick<ModelRecord, 'id' | 'manifest'>,
): Promise<GivenFiles> {
  const kept = await models.files(id)
  if (kept === undefined) throw new Error(`the files of ${id} are kept no more; train it again`)
  const given: Record<string, GivenFile> = {}
  for (const ref of manifest.files) {
    const { name } = ref
    const bytes = kept.get(name)
    if (bytes === undefined) given[name] = await elsewhere(ref)
    else if (sha256(bytes) === ref.sha256) given[name] = { kind: 'here', bytes: new Uint8Array(bytes) }
    else throw new Error(`${name} of ${id} is not the file that was trained: its SHA-256 is another`)
  }
  return given

  async function elsewhere(ref: ModelRecord['manifest']['files'][number]): Promise<GivenFile> {
    if (files === undefined)
      throw new Error(`${ref.name} of ${id} is too large for the database, and there is no folder of models`)
    const path = files.place(ref.sha256)
    const there = await files.look(ref.sha256)
    if (!there.whole || there.have !== ref.size)
      throw new Error(
        `${ref.name} of ${id} is not at ${path} with its ${ref.size} bytes: put the file of that SHA-256 there`,
      )
    return { kind: 'elsewhere', path, sha256: ref.sha256, size: ref.size }
  }
}
