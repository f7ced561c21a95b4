import type { Decoders } from './decoders.ts'
import { Fault } from './finding.ts'
import { type FindingList, findingList } from './finding-list.ts'
import type { Item } from './item.ts'
import { type Budget, startBudget } from './read/budget.ts'
import { countUnusedBytes } from './read/count-unused-bytes.ts'
import { type Json, objectsOf } from './read/fields.ts'
import { openAccessors } from './read/open-accessors.ts'
import { openViews } from './read/open-views.ts'
import { parseJson } from './read/parse-json.ts'
import { readBuffers } from './read/read-buffers.ts'
import { readExtensions } from './read/read-extensions.ts'
import { readHumanoid } from './read/read-humanoid.ts'
import { readMaterials } from './read/read-materials.ts'
import { readMeshes, weighInstances } from './read/read-meshes.ts'
import { readNodes } from './read/read-nodes.ts'
import { picturesNamed, readPictures } from './read/read-pictures.ts'
import { readSkins } from './read/read-skins.ts'
import { readTextures } from './read/read-textures.ts'
import { type Container, splitContainer } from './read/split-container.ts'
import { surveyJson } from './read/survey-json.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'

export interface ReadParts {
  /** Milliseconds that only go forward. */
  readonly clock: () => number
  readonly decoders: Decoders
  readonly limits?: ReadLimits
}

const NOTHING: Item = {
  format: 'unknown',
  whole: false,
  meshes: [],
  nodes: [],
  materials: [],
  textures: [],
  skins: [],
  morphs: [],
  humanoid: {},
  extensions: [],
  animations: 0,
  trailingBytes: 0,
  unusedBytes: 0,
  findings: [],
}

/**
 * Reads a GLB, glTF (with `data:` URIs only) or VRM within budgets: pure over its bytes, no network, no files.
 * Animations are counted, not read. Never throws for content: what is wrong is in the item's findings, and an item
 * that is not `whole` has an error among them, or the warning `too-slow`.
 */
export function readItem(bytes: Uint8Array, parts: ReadParts): Item {
  return readItemJson(bytes, parts).item
}

/** The same, with the file's JSON as it was parsed, nothing of it trusted; undefined where there is none. */
export function readItemJson(
  bytes: Uint8Array,
  { clock, decoders, limits = READ_LIMITS }: ReadParts,
): { readonly item: Item; readonly json: Json | undefined } {
  const budget = startBudget(limits, clock)
  const found = findingList()
  let item: Item = NOTHING
  let ended = false
  let json: Json | undefined
  try {
    budget.most(bytes.length, limits.fileBytes, 'file-too-large', 'file', 'bytes')
    const file = splitContainer(bytes)
    for (const finding of file.findings) found.add(finding)
    item = { ...item, format: file.format, trailingBytes: file.trailingBytes }
    json = parseJson(file.json, budget)
    item = { ...item, ...readParts(json, file, decoders, budget, found) }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    found.add(fault.finding)
    ended = true
  }
  const findings = found.all()
  const whole = !ended && !findings.some(({ severity }) => severity === 'error')
  return { item: { ...item, whole, findings }, json }
}

function readParts(root: Json, file: Container, decoders: Decoders, budget: Budget, found: FindingList) {
  const version = (root.asset as Json | undefined)?.version
  if (typeof version !== 'string' || !/^2\.\d+$/.test(version)) {
    found.add(new Fault('wrong-version', '/asset', 'Only glTF of version 2 is read.').finding)
  }
  // 1. What costs nothing to refuse: the tree.
  const sizes = { meshes: objectsOf(root, 'meshes', '').length, skins: objectsOf(root, 'skins', '').length }
  const nodes = readNodes(root, sizes, budget, found)
  const survey = surveyJson(root)
  const { scripts } = survey
  const extensions = readExtensions(root, survey.extensions)
  if (scripts > 0) {
    const says = `${scripts} texts in the file look like a program or a page.`
    found.add({ code: 'script-text', severity: 'warning', at: 'json', says })
  }

  // 2. Bytes and what they are looked at through.
  const buffers = readBuffers(root, file, budget, found)
  const views = openViews(root, buffers, decoders, budget)
  const accessors = openAccessors(root, views, budget)
  accessors.checkAll(found)

  // 3. Pictures and materials.
  const pictures = readPictures(root, found)
  const materials = readMaterials(root, pictures, found)
  const named = picturesNamed(root, pictures)
  const textures = readTextures(root, views, named, budget, found)

  // 4. Shapes.
  const source = { accessors, views, decoders, materials: materials.length, budget, found }
  const meshes = readMeshes(source, root)
  weighInstances(root, nodes, meshes, budget)
  const skins = readSkins(root, nodes.length, accessors, budget, found)
  const morphs = meshes.flatMap(({ primitives }, mesh) => {
    const targets = Math.max(0, ...primitives.map((primitive) => primitive.targets.length))
    return targets > 0 ? [{ mesh, targets }] : []
  })
  const animations = objectsOf(root, 'animations', '').length
  const unusedBytes = countUnusedBytes(root, buffers, survey.bufferViews)
  const humanoid = readHumanoid(root, nodes.length, new Set(skins.flatMap(({ joints }) => joints)))
  return { nodes, meshes, materials, textures, skins, morphs, humanoid, extensions, animations, unusedBytes }
}
