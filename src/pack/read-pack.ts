import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isModelPath } from './model-paths.ts'
import type { PackFiles } from './pack.ts'
import { readModelFile } from './read-model-file.ts'

export const READ_LIMITS = { maxFiles: 5_000, maxFileBytes: 64 * 1_048_576, maxTotalBytes: 256 * 1_048_576 }

/**
 * Reads the text files of a pack's folder (`.yaml`, `.yml`, `.txt`) and every file of its models (`models/NAME/`), in
 * the forms of model-file.ts; files that start with a dot, and READMEs, are
 * no part of it. Rejects with an Error that names the path and the way out: no such folder, a symbolic link that
 * leaves the folder, too many or too large files, bytes that are no UTF-8.
 */
export async function readPackFolder(dir: string): Promise<PackFiles> {
  let root: string
  try {
    root = await realpath(dir)
  } catch {
    throw new Error(
      `There is no folder "${dir}": give the folder of a pack, or write one with \`haechi init\``,
    )
  }
  if (!(await stat(root)).isDirectory())
    throw new Error(`"${dir}" is a file, not a folder: give the folder that holds haechi.yaml`)
  const files: Record<string, string> = {}
  let total = 0
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > 8) throw new Error(`"${relative(root, folder)}" lies deeper than 8 folders: move it up`)
    for (const name of (await readdir(folder)).sort()) {
      if (name.startsWith('.') || /^readme(\.|$)/i.test(name)) continue
      const path = join(folder, name)
      const shown = relative(root, path).split(sep).join('/')
      const real = await realpath(path).catch(() => {
        throw new Error(`"${shown}" is a link to nothing: remove it`)
      })
      if (real !== path && !real.startsWith(root + sep))
        throw new Error(`"${shown}" is a link out of the pack: copy the file into the pack instead`)
      const info = await stat(real)
      if (info.isDirectory()) {
        await visit(path, depth + 1)
        continue
      }
      const ofModel = isModelPath(shown)
      if (!info.isFile() || (!ofModel && !/\.(ya?ml|txt)$/.test(name))) continue
      if (ofModel) {
        files[shown] = await readModelFile(real, shown, info)
        total += files[shown].length
      } else total += info.size
      if (!ofModel && info.size > READ_LIMITS.maxFileBytes)
        throw new Error(`"${shown}" has ${megabytes(info.size)} MB; a file of a pack may have 64: split it`)
      if (total > READ_LIMITS.maxTotalBytes)
        throw new Error(
          `The pack has more than ${megabytes(READ_LIMITS.maxTotalBytes)} MB: move banks out of it`,
        )
      if (Object.keys(files).length >= READ_LIMITS.maxFiles)
        throw new Error(`The pack has more than ${READ_LIMITS.maxFiles} files: is "${dir}" the right folder?`)
      if (ofModel) continue
      const bytes = await readFile(real)
      try {
        files[shown] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
      } catch {
        throw new Error(`"${shown}" is no UTF-8 text: save it as UTF-8`)
      }
    }
  }
  await visit(root, 0)
  return files
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}
