import { createHash, type Hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { splitNamed } from '../../lab/dataset/published-splits.ts'
import { imageFormat } from '../../signals/image/image-format.ts'

/** A picture of a folder with its label. */
export interface FoundPicture {
  readonly path: string
  readonly label: string
  /** `NAME/train/hat:3`, or `NAME/hat:3`: where it is from, without its own name. */
  readonly source: string
  readonly sha256: string
}

export interface PictureFolder {
  readonly name: string
  /** In an order that hangs on names alone. */
  readonly pictures: readonly FoundPicture[]
  /** Its folders of labels, by what their pictures' sources begin with, each with a hash over its pictures. */
  readonly folders: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[]
  /** Whether it has folders of published splits. */
  readonly split: boolean
  /** Files that are no pictures, by their first bytes. */
  readonly passedOver: number
}

/**
 * Reads which pictures a folder has: one folder for each label, or folders of splits (train, validation, test) which have these.
 * Undefined: it is no folder, or has no picture two or three levels down.
 */
export async function findPictures(cwd: string, path: string): Promise<PictureFolder | undefined> {
  const root = resolve(cwd, path)
  if ((await stat(root).catch(() => undefined))?.isDirectory() !== true) return undefined
  const name = basename(root)
  const top = await foldersIn(root)
  const split = top.length > 0 && top.every((folder) => splitNamed(folder) !== undefined)
  const pictures: FoundPicture[] = []
  let passedOver = 0
  for (const within of split ? top : ['']) {
    for (const label of within === '' ? top : await foldersIn(join(root, within))) {
      const place = join(root, within, label)
      let number = 0
      for (const file of await filesIn(place)) {
        const bytes = await readFile(join(place, file))
        if (imageFormat(bytes) === undefined) {
          passedOver++
          continue
        }
        const source = `${[name, within, label].filter(Boolean).join('/')}:${++number}`
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        pictures.push({ path: join(place, file), label, source, sha256 })
      }
    }
  }
  if (pictures.length === 0) return undefined
  return { name, pictures, folders: foldersOf(pictures), split, passedOver }
}

function foldersOf(pictures: readonly FoundPicture[]): PictureFolder['folders'] {
  const all = new Map<string, { rows: number; hash: Hash }>()
  for (const { source, sha256 } of pictures) {
    const name = source.slice(0, source.lastIndexOf(':'))
    const folder = all.get(name) ?? { rows: 0, hash: createHash('sha256') }
    all.set(name, folder)
    folder.rows++
    folder.hash.update(`${sha256}\n`)
  }
  return [...all].map(([name, { rows, hash }]) => ({ name, rows, sha256: hash.digest('hex') }))
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : []))
    .sort()
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .flatMap((entry) => (entry.isFile() && !entry.name.startsWith('.') ? [entry.name] : []))
    .sort()
}
