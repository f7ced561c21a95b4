import { type Json, objectOf } from '../read/fields.ts'
import { walk } from '../read/walk.ts'

/** A model's JSON without some accessors, and the places that those that are left had before. */
export interface LeftOver {
  readonly root: Json
  readonly accessors: readonly number[]
  readonly bufferViews: readonly number[]
}

/** Extensions of which none names an accessor, or a view in another way than as its `bufferView`. */
const KNOWN =
  /^(KHR_(materials_\w+|texture_(transform|basisu)|lights_punctual|mesh_quantization|animation_pointer|draco_mesh_compression|meshopt_compression)|EXT_(texture_(webp|avif)|meshopt_compression)|VRM|VRMC_\w+)$/

/** A view of which nothing can be said but that it is too long, which our reader refuses. */
const PLAIN = new Set(['buffer', 'byteOffset', 'byteLength', 'name'])

/**
 * Takes accessors that nothing names any more out of a model's JSON, and with them the plain views that nothing else names,
 * and moves those behind them up. Undefined where an extension could name some in a way that is not known here.
 */
export function leaveOutAccessors(
  root: Json,
  extensions: readonly string[],
  unwanted: ReadonlySet<number>,
): LeftOver | undefined {
  if (!extensions.every((name) => KNOWN.test(name))) return undefined
  const all = listOf(root.accessors)
  const accessors = placesOf(all, (_, place) => !unwanted.has(place))
  const named = new Set<unknown>()
  const note = (object: Json): void => {
    if (object.bufferView !== undefined) named.add(object.bufferView)
  }
  for (const place of accessors) walk(all[place], note)
  const { accessors: _accessors, bufferViews: _bufferViews, ...others } = root
  walk(others, note)
  const freed = new Set([...unwanted].map((place) => objectOf(all[place]).bufferView))
  const bufferViews = placesOf(
    listOf(root.bufferViews),
    (view, place) => named.has(place) || !freed.has(place) || !isPlain(view),
  )
  const accessor = movedUp(accessors)
  const view = movedUp(bufferViews)
  return {
    accessors,
    bufferViews,
    root: {
      ...root,
      ...(root.accessors !== undefined && {
        accessors: accessors.map((place) => withViews(all[place], view)),
      }),
      ...(root.bufferViews !== undefined && {
        bufferViews: bufferViews.map((place) => listOf(root.bufferViews)[place]),
      }),
      ...(root.meshes !== undefined && {
        meshes: each(root.meshes, (mesh) => ({
          ...mesh,
          ...(mesh.primitives !== undefined && {
            primitives: each(mesh.primitives, (primitive) => withAccessors(primitive, accessor, view)),
          }),
        })),
      }),
      ...(root.skins !== undefined && {
        skins: each(root.skins, (skin) => moved(skin, 'inverseBindMatrices', accessor)),
      }),
      ...(root.images !== undefined && {
        images: each(root.images, (image) => moved(image, 'bufferView', view)),
      }),
    },
  }
}

type Move = (place: unknown) => unknown

function isPlain(view: unknown): boolean {
  const { buffer, byteOffset = 0, byteLength, name = '' } = objectOf(view)
  return (
    Object.keys(objectOf(view)).every((key) => PLAIN.has(key)) &&
    [buffer, byteOffset, byteLength].every(
      (number) => Number.isSafeInteger(number) && (number as number) >= 0,
    ) &&
    (byteLength as number) > 0 &&
    typeof name === 'string'
  )
}

function withViews(value: unknown, view: Move): Json {
  const accessor = moved(objectOf(value), 'bufferView', view)
  if (!isObject(accessor.sparse)) return accessor
  const sparse = { ...accessor.sparse }
  for (const key of ['indices', 'values'] as const)
    if (isObject(sparse[key])) sparse[key] = moved(sparse[key], 'bufferView', view)
  return { ...accessor, sparse }
}

function withAccessors(primitive: Json, accessor: Move, view: Move): Json {
  const { attributes, targets, extensions } = primitive
  const draco = objectOf(extensions).KHR_draco_mesh_compression
  return {
    ...moved(primitive, 'indices', accessor),
    ...(isObject(attributes) && { attributes: allMoved(attributes, accessor) }),
    ...(Array.isArray(targets) && { targets: each(targets, (target) => allMoved(target, accessor)) }),
    ...(isObject(draco) && {
      extensions: {
        ...objectOf(extensions),
        KHR_draco_mesh_compression: moved(draco, 'bufferView', view),
      },
    }),
  }
}

function moved(object: Json, key: string, move: Move): Json {
  return object[key] === undefined ? object : { ...object, [key]: move(object[key]) }
}

function allMoved(object: Json, move: Move): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, move(value)]))
}

/** The new place of an old one; what was no place is none after. */
function movedUp(places: readonly number[]): Move {
  const now = new Map<unknown, number>(places.map((before, after) => [before, after]))
  return (place) => now.get(place) ?? place
}

function placesOf(list: readonly unknown[], keep: (value: unknown, place: number) => boolean): number[] {
  return list.flatMap((value, place) => (keep(value, place) ? [place] : []))
}

function each(list: unknown, change: (object: Json) => Json): unknown {
  if (!Array.isArray(list)) return list
  return list.map((value: unknown) => (isObject(value) ? change(value) : value))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
